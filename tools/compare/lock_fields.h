/* The fields of a line of a lock; lock.h says what they mean. */
#ifndef COMPARE_LOCK_FIELDS_H
#define COMPARE_LOCK_FIELDS_H

#include "compare/side.h"

enum { LOCK_FIELDS = 11 };
enum lock_field { LESSON, ITEM, KIND, ACCESS, BEFORE, WORDS, OPTIONS, ANSWER, MARKS, SKETCH, SINCE };

/* Puts zeros behind the fields of the line, and points at them. False where they are not so many, or one is empty. */
bool lock_split(char *line, char *fields[LOCK_FIELDS]) MUST_CHECK;

bool lock_digest(const char *text, uint64_t *value) MUST_CHECK;
/* The first bytes of a lesson's digest. */
bool lock_json_digest(const char *text, uint8_t bytes[SIDE_DIGEST_SIZE]) MUST_CHECK;
bool lock_number(const char *text, uint64_t most, uint64_t *number) MUST_CHECK;
/* "4:0123456789abcdef", which is written into, or "-". */
bool lock_options(char *text, struct record *record) MUST_CHECK;
/* What lines of lessons and items have in common; id is borrowed. */
bool lock_record(char *const fields[LOCK_FIELDS], const char *id, struct record *record) MUST_CHECK;

#endif
