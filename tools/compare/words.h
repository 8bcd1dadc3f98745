/* Finds which words of a text changed. */
#ifndef COMPARE_WORDS_H
#define COMPARE_WORDS_H

#include "base/arena.h"

enum words_kind { WORDS_SAME, WORDS_REMOVED, WORDS_ADDED };

/* A run of words. The old text is the concatenation of all runs except added ones; the new text that of all except
 * removed ones. */
struct words_run {
	enum words_kind kind;
	struct str text; /* a view into the old text, or into the new text if it was added */
	struct words_run *next;
};

/* The runs in order; removed words precede those that replace them. NULL for two empty texts, and if memory ran out,
 * which the arena records. A word is a run of letters and digits, or any other single character. */
struct words_run *words_compare(struct arena *arena, struct str before, struct str after);

#endif
