/* Which words of a text changed. */
#ifndef COMPARE_WORDS_H
#define COMPARE_WORDS_H

#include "base/arena.h"

enum words_kind { WORDS_SAME, WORDS_REMOVED, WORDS_ADDED };

/* A run of words. The texts of all runs but the added ones, one behind the other, are the old text; those of all but
 * the removed ones the new one. */
struct words_run {
	enum words_kind kind;
	struct str text; /* a view into the old text, or into the new one where it was added */
	struct words_run *next;
};

/* The runs, in order; where something is replaced, what is removed comes first. NULL for two empty texts, and where
 * memory ran out, which the arena remembers. A word is a run of letters and digits, or any other character alone. */
struct words_run *words_compare(struct arena *arena, struct str before, struct str after);

#endif
