/* What changed between two sides: units, lessons and items, matched by their ids. */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "compare/change.h"
#include "compare/side.h"
#include "compare/words.h"

/* A line of a record as it was and as it is. */
struct change_line {
	const char *label;
	const struct words_run *runs; /* all of the line; where all is added or removed, one run */
	bool for_members;	      /* as it was or as it is; see compare/record.h */
	struct change_line *next;
};

/* All that changed in the pack itself, or in one unit, lesson or item. */
struct change {
	unsigned kinds;				     /* of change_kind; never 0 */
	const struct side_unit *old_unit, *new_unit; /* for a unit; else both NULL */
	const struct record *before, *after;	     /* for a lesson or item; NULL where it is not on that side */
	const struct record *renamed; /* of what is gone: something new that says nearly the same; or NULL */
	struct change *next;
};

/* Records of one lesson with their lines, read when they are asked for. */
struct detail {
	struct arena arena;
	size_t lesson;
	struct record *records;
};

struct comparison {
	struct arena arena;
	struct side *before, *after;
	struct change
		*first; /* the pack, units, then by lesson in the order of the new side; what is gone comes behind */
	size_t counts[CHANGE_KINDS];
	size_t count;	/* of changes */
	unsigned kinds; /* all there are */
	struct detail old_detail, new_detail;
	struct arena line_arena;
	struct buf why; /* what of a side can't be read */
	bool failed;	/* memory ran out in the course of a question below */
};

enum compare_status {
	COMPARE_OK,
	COMPARE_BROKEN, /* a lesson can't be read; why says more */
	COMPARE_NO_MEMORY,
};

/* Release the comparison whatever comes back, and before the sides. jobs threads read; 0: as many as there are
 * processors. */
enum compare_status compare(struct comparison *comparison, struct side *before, struct side *after,
			    unsigned jobs) MUST_CHECK;
void comparison_release(struct comparison *comparison);

/* The words that changed; they live until the next call. NULL where no line did, where a side is a lock, and where
 * reading failed, which comparison->why or failed tells. */
const struct change_line *compare_change_lines(struct comparison *comparison, const struct change *change);
/* The sketch of a record of one of the sides; 0 where it can't be made. */
uint64_t compare_sketch(struct comparison *comparison, const struct side *side, const struct record *record);
/* Whether the lines of the records can be known. */
bool compare_has_words(const struct comparison *comparison);

/* What the item declares of its progress, if that speaks of the version before: PROGRESS_KEPT or PROGRESS_AFRESH in
 * *progress. False where it declares nothing, or of another version. */
bool compare_declared(const struct comparison *comparison, const struct record *after, enum progress *progress);

/* Whether the item declares that progress is kept, of a change by which another option is right: that can't be true. */
bool compare_keeps_falsely(const struct comparison *comparison, const struct change *change);

/* Which elements of a list were moved: old_place[i] is where the new list's element i stood in the old one. Sets
 * moved[i] for the fewest that explain the order. False where memory ran out. */
bool compare_moves(const size_t *old_place, size_t count, bool *moved) MUST_CHECK;

/* The lines of two records that differ, words compared. NULL where all are equal; memory: the arena remembers. */
struct change_line *compare_lines(struct arena *arena, const struct record_line *before,
				  const struct record_line *after);

#endif
