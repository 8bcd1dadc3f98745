/* Internals shared by the files that judge the index: index_judge.c for ids and links, retired.c for replacements of
 * retired ids, duplicate/exact.c for repeated content, picture_repeat.c for pictures, near.c for similar items, and
 * key_folder.c for the positions of keys in a folder. */
#ifndef CHECK_CORE_INDEX_JUDGE_H
#define CHECK_CORE_INDEX_JUDGE_H

#include "check/core/index.h"
#include "base/map.h"
#include "check/core/missing.h"
#include "check/core/suggest.h"

/* The data of one file, with what is needed to report on it. */
struct left {
	struct index_part *part;
	const struct index_file *file;
	const char *path;
	struct index_file ends; /* where its lists end */
};

struct judge {
	struct index *index;
	struct report *report;
	struct map map;
	const char **lessons; /* id of the lesson in each file, or NULL */
	uint32_t *copy_of; /* for each file that is a copy of another, that one's number + 1; else 0 */
	bool *lost_ids; /* of each file, as in struct lesson */
	struct suggest suggest;
	struct missing *missing; /* link targets that a file lacks; set while its links are judged */
	bool failed;
};

typedef void judge_file(struct judge *judge, const struct left *left);

/* Calls visit for each file, by number. False if it failed. */
bool each_file(struct judge *judge, judge_file *visit) MUST_CHECK;

/* Whether the file is context, on which nothing is reported. */
static inline bool is_context(const struct judge *judge, const struct left *left)
{
	return left->file->file < judge->index->context_count;
}

/* Whether one file is a copy of the other, or both are copies of a third: then their repetitions are not reported. */
static inline bool are_copies(const struct judge *judge, uint32_t one, uint32_t other)
{
	const uint32_t *of = judge->copy_of;
	return of[one] == other + 1 || of[other] == one + 1 || (of[one] && of[one] == of[other]);
}

/* Makes first the related location of a finding about prompt. */
void report_other_prompt(struct judge *judge, struct diagnostic *d, const struct index_prompt *first, struct str same);
/* Reports equal questions, cards, terms and paragraphs. */
void judge_repeats(struct judge *judge, const struct left *left);
/* Reports a card with the prompt of first, but another back, which may be the same in other words. */
void report_ambiguous(struct judge *judge, const struct index_prompt *prompt, const struct index_prompt *first,
		      bool reworded);
/* Reports pictures with equal content; false if memory ran out. */
bool judge_pictures(struct judge *judge) MUST_CHECK;
/* Reports similar questions and cards, and cards with the same prompt but different backs; false if memory ran out. */
bool judge_near(struct judge *judge) MUST_CHECK;
/* Checks the replacements of retired ids; false if memory ran out. */
bool judge_retired(struct judge *judge, const struct retired *retired) MUST_CHECK;
/* Reports unevenly distributed positions of keys in a folder; false if memory ran out. */
bool judge_keys(struct judge *judge) MUST_CHECK;

#endif
