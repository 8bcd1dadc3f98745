/* What a thread has to match patterns with; for the files custom*.c alone. */
#ifndef CHECK_CUSTOM_WORKER_H
#define CHECK_CUSTOM_WORKER_H

#include "check/custom/set.h"

/* A text of the lesson, as it is matched against. */
struct custom_text {
	size_t at, len; /* in texts of the worker */
	enum text_place place;
	struct str item;
	struct str lang;
	const struct inline_node *node;
	const struct attribute *attribute; /* where node is NULL */
};

/* A pattern that passed a limit. */
struct custom_given_up {
	size_t lessons;   /* how many it did so in */
	const char *path; /* the first of them, by path */
	uint32_t line;
	int error;   /* of PCRE2 */
};

struct custom_worker {
	const struct custom_set *set;
	pcre2_match_data *match;
	pcre2_match_context *limits;
	pcre2_jit_stack *stack;
	struct custom_given_up *given_up; /* for each pattern */
	struct grams grams;
	struct buf texts;    /* all texts of the lesson at hand, one behind the other */
	struct buf lower;    /* the same with ASCII letters in lower case */
	struct buf list;     /* struct custom_text */
	struct buf raw;      /* scratch */
	struct buf replaced; /* scratch */
	const void *flattened; /* the node or attribute that stands in the prose of the lesson_check */
	struct lesson_check *check;
};

/* custom_text.c: gathers the texts of the lesson at hand that any pattern looks at. */
void custom_gather(struct custom_worker *worker);
struct str custom_text_view(const struct custom_worker *worker, const struct custom_text *text);
/* Where the bytes from start to end of the text stand in the lesson. */
struct custom_place {
	struct span span;
	size_t start, end; /* in the prose of the lesson_check */
	bool plain;        /* they stand there as they are */
};
struct custom_place custom_text_place(struct custom_worker *worker, const struct custom_text *text, size_t start,
				      size_t end);
/* Gives the finding, which was made at the place that was asked for last, its edit. */
void custom_edit(struct custom_worker *worker, struct diagnostic *d, const struct custom_rule *rule,
		 const struct custom_place *place, struct str replacement);

/* custom_match.c: the next match in one text. */
struct custom_match {
	size_t start, end;
	size_t from;      /* where to look on */
	uint32_t options; /* behind a match that takes no room, no other such: there would be one at every place */
};

/* Starts before the first match with { 0 }. False where there is no more, or the pattern was given up on, which is
 * noted. */
bool custom_next(struct custom_worker *worker, size_t pattern, const struct custom_text *text,
		 struct custom_match *match);

/* custom_candidates.c: goes through the texts that a pattern looks at and that hold a word it needs. */
struct custom_candidates {
	const struct needed_words *needed;
	size_t hit[WORDS_MAX]; /* where each word stands next; SIZE_MAX: nowhere any more */
	size_t next;           /* the text to go on with */
	bool all;              /* any text may match */
};

void custom_candidates_init(struct custom_candidates *candidates, const struct custom_worker *worker, size_t pattern);
/* NULL at the end. */
const struct custom_text *custom_candidates_next(struct custom_candidates *candidates,
						 const struct custom_worker *worker, size_t pattern);

/* custom_kinds.c: one pattern on the lesson at hand. */
void custom_judge(struct custom_worker *worker, size_t pattern);
/* custom_one_way.c */
void custom_judge_one_way(struct custom_worker *worker, size_t pattern);
/* Whether the pattern looks at texts of this place. */
static inline bool custom_looks_at(const struct custom_rule *rule, const struct custom_text *text)
{
	return rule->places >> text->place & 1;
}

#endif
