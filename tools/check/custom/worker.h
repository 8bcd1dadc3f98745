/* The state of a thread that matches patterns. Internal to this folder. */
#ifndef CHECK_CUSTOM_WORKER_H
#define CHECK_CUSTOM_WORKER_H

#include "check/custom/set.h"

/* A text of the lesson to match against. */
struct custom_text {
	size_t at, len; /* in the worker's texts */
	enum text_role role;
	struct str item;
	struct str lang;
	const struct inline_node *node;
	const struct attribute *attribute; /* if node is NULL */
};

/* A pattern that exceeded a limit. */
struct custom_given_up {
	size_t lessons;   /* number of lessons */
	const char *path; /* the first of them, by path */
	uint32_t line;
	int error;   /* from PCRE2 */
};

struct custom_worker {
	const struct custom_set *set;
	pcre2_match_data *match;
	pcre2_match_context *limits;
	pcre2_jit_stack *stack;
	struct custom_given_up *given_up; /* one per pattern */
	struct grams grams;
	struct buf texts;    /* all texts of the current lesson, concatenated */
	struct buf lower;    /* the same with ASCII letters in lower case */
	struct buf list;     /* struct custom_text */
	struct buf raw;      /* scratch */
	struct buf replaced; /* scratch */
	const void *flattened; /* the node or attribute in the prose of the lesson_check */
	struct lesson_check *check;
};

/* text.c: collects the texts of the current lesson that any pattern applies to. */
void custom_gather(struct custom_worker *worker);
struct str custom_text_view(const struct custom_worker *worker, const struct custom_text *text);
/* The location of the bytes from start to end of a text. */
struct custom_location {
	struct span span;
	size_t start, end; /* in the prose of the lesson_check */
	bool plain;        /* the file contains them literally */
};
struct custom_location custom_text_location(struct custom_worker *worker, const struct custom_text *text, size_t start,
				      size_t end);
/* Adds the edit to a finding at the location returned last. */
void custom_edit(struct custom_worker *worker, struct diagnostic *d, const struct custom_rule *rule,
		 const struct custom_location *place, struct str replacement);

/* match.c: the next match in a text. */
struct custom_match {
	size_t start, end;
	size_t from;      /* where to continue */
	uint32_t options; /* after an empty match, forbids another one at the same offset */
};

/* Start with { 0 }. False if there are no more matches, or the pattern was given up, which is recorded. */
bool custom_next(struct custom_worker *worker, size_t pattern, const struct custom_text *text,
		 struct custom_match *match);

/* candidates.c: iterates over the texts that a pattern applies to and that contain one of its words. */
struct custom_candidates {
	const struct needed_words *needed;
	size_t hit[FILTER_WORDS_MAX]; /* next occurrence of each word; SIZE_MAX: none */
	size_t next;           /* the text to continue with */
	bool all;              /* every text may match */
};

void custom_candidates_init(struct custom_candidates *candidates, const struct custom_worker *worker, size_t pattern);
/* NULL at the end. */
const struct custom_text *custom_candidates_next(struct custom_candidates *candidates,
						 const struct custom_worker *worker, size_t pattern);

/* kinds.c: applies one pattern to the current lesson. */
void custom_judge(struct custom_worker *worker, size_t pattern);
/* one_way.c */
void custom_judge_one_way(struct custom_worker *worker, size_t pattern);
/* Whether the pattern applies to this kind of text. */
static inline bool custom_looks_at(const struct custom_rule *rule, const struct custom_text *text)
{
	return rule->roles >> text->role & 1;
}

#endif
