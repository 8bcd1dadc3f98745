/* The lines of a lock and their fields; lock.h says what they mean. */
#ifndef COMPARE_LOCK_FIELDS_H
#define COMPARE_LOCK_FIELDS_H

#include "compare/side.h"

enum { LOCK_FIELDS = 11 };
enum lock_field { LESSON, ITEM, KIND, ACCESS, BEFORE, WORDS, OPTIONS, ANSWER, MARKS, SKETCH, SINCE };

/* Takes the next line off *rest, without its end. False where there is none. */
bool lock_line(struct str *rest, struct str *line) MUST_CHECK;
/* False where the fields are not so many, or one is empty. */
bool lock_split(struct str line, struct str fields[LOCK_FIELDS]) MUST_CHECK;

bool lock_digest(struct str text, uint64_t *value) MUST_CHECK;
/* The first bytes of a lesson's digest. */
bool lock_json_digest(struct str text, uint8_t bytes[SIDE_DIGEST_SIZE]) MUST_CHECK;
bool lock_number(struct str text, uint64_t most, uint64_t *number) MUST_CHECK;
/* What a line tells of a lesson, or of an item; false where it is not as a release writes it. The record's id is
 * NULL. */
bool lock_lesson(const struct str fields[LOCK_FIELDS], struct record *record) MUST_CHECK;
bool lock_item(const struct str fields[LOCK_FIELDS], struct record *record) MUST_CHECK;
/* The records of the lesson that lines tells of, which were found right: the lesson and behind it its items in their
 * order, in the arena. NULL where memory ran out, which the arena remembers. */
struct record *lock_records(struct str lines, struct arena *arena) MUST_CHECK;

#endif
