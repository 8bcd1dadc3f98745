/* What the files that go through the index share: index_judge.c has ids and links, index_repeat.c what stands
 * there twice, retired.c the replacements of withdrawn ids, picture_repeat.c the pictures, near.c what is nearly the same, and key_folder.c where the right
 * options of a folder stand. */
#ifndef CHECK_CORE_INDEX_JUDGE_H
#define CHECK_CORE_INDEX_JUDGE_H

#include "check/core/index.h"
#include "base/map.h"
#include "check/core/suggest.h"

/* What one file left, with what it needs to be told of. */
struct left {
	const struct index_part *part;
	const struct index_file *file;
	const char *path;
	struct index_file ends; /* where its lists end */
};

struct judge {
	struct index *index;
	struct report *report;
	struct map map;
	const char **lessons; /* the id of the lesson in each file, or NULL */
	uint32_t *copy_of; /* for each file that is a copy of another, the number of that one + 1; else 0 */
	struct suggest suggest;
	bool failed;
};

typedef void judge_file(struct judge *judge, const struct left *left);

/* Calls visit for what each file left, by file number. False where that failed. */
bool each_file(struct judge *judge, judge_file *visit) MUST_CHECK;

/* Whether nothing is to be reported on the file. */
static inline bool is_context(const struct judge *judge, const struct left *left)
{
	return left->file->file < judge->index->context_count;
}

/* Whether one of the files is a copy of the other, or both of a third: what is the same in them needs no finding of its
 * own. */
static inline bool are_copies(const struct judge *judge, uint32_t one, uint32_t other)
{
	const uint32_t *of = judge->copy_of;
	return of[one] == other + 1 || of[other] == one + 1 || (of[one] && of[one] == of[other]);
}

/* Says that the finding is about the prompt's being the same as, or like, first. */
void report_other_prompt(struct judge *judge, struct diagnostic *d, const struct index_prompt *first, struct str same);
/* Equal questions, cards, terms and paragraphs, by the map. */
void judge_repeats(struct judge *judge, const struct left *left);
/* Pictures of equal content; false where memory ran out. */
bool judge_pictures(struct judge *judge) MUST_CHECK;
/* Questions and cards that are nearly the same; false where memory ran out. */
bool judge_near(struct judge *judge) MUST_CHECK;
/* Replacements of withdrawn ids, by the map of all ids; false where memory ran out. */
bool judge_retired(struct judge *judge, const struct retired *retired) MUST_CHECK;
/* Right options that stand unevenly over the lessons of a folder; false where memory ran out. */
bool judge_keys(struct judge *judge) MUST_CHECK;

#endif
