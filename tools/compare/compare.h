/* What changed between two sides: units, lessons and items, matched by their ids. */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "compare/side.h"
#include "compare/words.h"

/* The names that changes bear, in the grammar of rules: change/NAME. */
#define CHANGE_ROWS                                                                                                    \
	CHANGE_ROW(CHANGE_UNIT_ADDED, "unit-added", "the unit is new")                                                 \
	CHANGE_ROW(CHANGE_UNIT_REMOVED, "unit-removed", "the unit is gone")                                            \
	CHANGE_ROW(CHANGE_UNIT_RETITLED, "unit-retitled", "the unit has another title")                                \
	CHANGE_ROW(CHANGE_LESSON_ADDED, "lesson-added", "the lesson is new")                                           \
	CHANGE_ROW(CHANGE_LESSON_REMOVED, "lesson-removed", "the lesson is gone")                                      \
	CHANGE_ROW(CHANGE_LESSON_MOVED, "lesson-moved", "the lesson stands at another place")                          \
	CHANGE_ROW(CHANGE_LESSON_REWORDED, "lesson-reworded", "words of the lesson changed")                           \
	CHANGE_ROW(CHANGE_ITEM_ADDED, "item-added", "the item is new")                                                 \
	CHANGE_ROW(CHANGE_ITEM_REMOVED, "item-removed", "the item is gone")                                            \
	CHANGE_ROW(CHANGE_ITEM_MOVED, "item-moved", "the item stands at another place")                                \
	CHANGE_ROW(CHANGE_ITEM_REWORDED, "item-reworded", "words of the item changed")                                 \
	CHANGE_ROW(CHANGE_ANSWER, "answer-changed", "another answer counts as right")                                  \
	CHANGE_ROW(CHANGE_KIND, "kind-changed", "the item is of another kind")                                         \
	CHANGE_ROW(CHANGE_NARROWED, "access-narrowed", "it is for members now")                                        \
	CHANGE_ROW(CHANGE_WIDENED, "access-widened", "it is free now")                                                 \
	CHANGE_ROW(CHANGE_MARKS, "marks-changed", "only marks, links, pictures or the order changed, no word")

#define CHANGE_ROW(id, name, text) id,
enum change_kind { CHANGE_ROWS CHANGE_KINDS };
#undef CHANGE_ROW

/* "item-reworded", and what that means in a few words. */
const char *change_name(enum change_kind kind);
const char *change_text(enum change_kind kind);

/* A line of a record as it was and as it is. */
struct change_line {
	const char *label;
	const struct words_run *runs; /* all of the line; where all is added or removed, one run */
	struct change_line *next;
};

/* All that changed in one unit, lesson or item. */
struct change {
	unsigned kinds;				     /* a bit, 1u << change_kind, each; never 0 */
	const struct side_unit *old_unit, *new_unit; /* for a unit; else both NULL */
	const struct record *before, *after;	     /* for a lesson or item; NULL where it is not on that side */
	const struct change_line *lines;	     /* what was reworded, or stands elsewhere */
	struct change *next;
};

struct comparison {
	struct arena arena;
	struct side *before, *after;
	struct change *first; /* units, then by lesson in the order of the new side; what is gone comes behind */
	size_t counts[CHANGE_KINDS];
	size_t count; /* of changes */
};

enum compare_status {
	COMPARE_OK,
	COMPARE_BROKEN, /* a lesson can't be read; the side's why says more */
	COMPARE_NO_MEMORY,
};

/* Release the comparison whatever comes back, and before the sides. */
enum compare_status compare(struct comparison *comparison, struct side *before, struct side *after) MUST_CHECK;
void comparison_release(struct comparison *comparison);

/* Which elements of a list were moved: old_place[i] is where the new list's element i stood in the old one. Sets
 * moved[i] for the fewest that explain the order. False where memory ran out. */
bool compare_moves(const size_t *old_place, size_t count, bool *moved) MUST_CHECK;

/* The lines of two records that differ, words compared. NULL where all are equal; memory: the arena remembers. Where
 * only their order or labels differ, *reworded is false: no word changed. */
struct change_line *compare_lines(struct arena *arena, const struct record_line *before,
				  const struct record_line *after, bool *reworded);

#endif
