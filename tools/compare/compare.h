/* Compares two sides: units, lessons and items, matched by id. */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "base/result.h"
#include "compare/change.h"
#include "compare/side.h"
#include "compare/words.h"

/* A line of a record before and after. */
struct change_line {
	const char *label;
	const struct words_run *runs; /* the complete line; a single run if it was added or removed */
	bool for_members;	      /* before or after; see compare/record.h */
	struct change_line *next;
};

/* All changes of the pack itself, or of one unit, lesson or item. */
struct change {
	unsigned kinds;				     /* set of change_kind; never 0 */
	const struct side_unit *old_unit, *new_unit; /* for a unit; otherwise NULL */
	const struct record *before, *after;	     /* for a lesson or item; NULL if it is not on that side */
	const struct record *renamed; /* for a removed record: a new one with similar content; or NULL */
	struct change *next;
};

/* The records of a lesson with their lines, read on demand. */
struct detail {
	const struct side *side; /* NULL: none */
	size_t lesson;
	struct record *records; /* NULL if they could not be read */
	struct arena arena;
	struct buf why;
	size_t used; /* when it was last used */
};
enum { DETAILS = 32 };

struct comparison {
	struct arena arena;
	struct side *before, *after;
	struct change
		*first; /* the pack, units, then by lesson in the order of the new side; removals last */
	size_t counts[CHANGE_KINDS];
	size_t count;	/* of changes */
	unsigned kinds; /* union of all changes */
	struct detail details[DETAILS];
	size_t uses;		    /* of details */
	const struct change *ahead; /* the first change whose lessons have not been read ahead */
	size_t width;		    /* for how many changes lessons were read ahead */
	unsigned jobs;
	struct arena line_arena;
	struct buf why; /* errors in reading a side */
	bool failed;	/* memory ran out in one of the functions below */
};

/* Release the comparison whatever the result, before the sides. jobs is the number of reading threads; 0: the number of
 * processors. */
enum result compare(struct comparison *comparison, struct side *before, struct side *after, unsigned jobs) MUST_CHECK;
void comparison_release(struct comparison *comparison);

/* The words that changed, valid until the next call. NULL if no line did, if a side is a lock, or if reading failed:
 * see comparison->why and failed. */
const struct change_line *compare_change_lines(struct comparison *comparison, const struct change *change);
/* The sketch of a record on a side; 0 if it cannot be made. */
uint64_t compare_sketch(struct comparison *comparison, const struct side *side, const struct record *record);
/* Whether the lines of records are available. */
bool compare_has_words(const struct comparison *comparison);

/* The progress that the item declares for changes since the old version: PROGRESS_KEPT or PROGRESS_RESET. False if
 * there is no declaration, or it is for another version. */
bool compare_declared(const struct comparison *comparison, const struct record *after, enum progress *progress);

/* Whether the item wrongly declares that progress is kept although another option is correct. */
bool compare_keeps_falsely(const struct comparison *comparison, const struct change *change);

/* Finds which elements of a list moved: old_index[i] is the old index of element i. Sets moved[i] for a minimal set of
 * moves. False if memory ran out. */
bool compare_moves(const size_t *old_index, size_t count, bool *moved) MUST_CHECK;

/* The lines of two records that differ, with the changed words. NULL if all are equal; the arena records failure. */
struct change_line *compare_lines(struct arena *arena, const struct record_line *before,
				  const struct record_line *after);

/* The name of a fact of the pack that differs, such as "title", beginning with *next, which is advanced. NULL: no more,
 * or one side is a lock. */
const char *compare_fact(const struct comparison *comparison, unsigned *next);

#endif
