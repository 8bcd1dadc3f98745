/* The lines and fields of a lock, described in lock.h. */
#ifndef COMPARE_LOCK_FIELDS_H
#define COMPARE_LOCK_FIELDS_H

#include "compare/side.h"

enum lock_field {
	LOCK_LESSON,
	LOCK_ITEM,
	LOCK_KIND,
	LOCK_ACCESS,
	LOCK_BEFORE,
	LOCK_WORDS,
	LOCK_OPTIONS,
	LOCK_ANSWER,
	LOCK_MARKS,
	LOCK_SKETCH,
	LOCK_SINCE,
	LOCK_FIELDS
};

/* Removes the next line from *rest, and returns it without its end. False if there is none. */
bool lock_line(struct str *rest, struct str *line) MUST_CHECK;
/* False if the number of fields is wrong, or one is empty. */
bool lock_split(struct str line, struct str fields[LOCK_FIELDS]) MUST_CHECK;

bool lock_digest(struct str text, uint64_t *value) MUST_CHECK;
/* The beginning of a lesson's digest. */
bool lock_json_digest(struct str text, uint8_t bytes[SIDE_DIGEST_SIZE]) MUST_CHECK;
bool lock_number(struct str text, uint64_t most, uint64_t *number) MUST_CHECK;
/* Parses the line of a lesson or an item; false if it is invalid. The record's id is NULL. */
bool lock_lesson(const struct str fields[LOCK_FIELDS], struct record *record) MUST_CHECK;
bool lock_item(const struct str fields[LOCK_FIELDS], struct record *record) MUST_CHECK;
/* The records of the lesson with these lines, which have been validated: the lesson followed by its items in their
 * order, in the arena. NULL if memory ran out, which the arena records. */
struct record *lock_records(struct str lines, struct arena *arena) MUST_CHECK;

#endif
