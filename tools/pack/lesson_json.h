/* Lessons' JSON as it is walked through: members of objects, the bytes of values, text without its marks. */
#ifndef PACK_LESSON_JSON_H
#define PACK_LESSON_JSON_H

#include "base/buf.h"
#include "reader/json.h"

/* The values of some members of the object that json stands in front of; at is NULL for one that is not there. */
void json_members(struct json_walk json, const char *const *names, struct json_walk *values, size_t count);
#define MEMBERS(json, names, values) json_members(json, names, values, sizeof(names) / sizeof((names)[0]))

/* Steps over the value that json stands in front of, and returns its bytes. */
struct str json_take(struct json_walk *json);
bool json_is_word(struct json_walk value, const char *wanted);
/* Steps into the array that value is; false where it is none. */
bool json_enter(struct json_walk *value);
/* Appends a string; nothing where value is none. */
void json_append(struct buf *out, struct json_walk value);

enum blanks {
	BLANKS_IN,
	BLANKS_OUT,   /* a gap in their places */
	BLANKS_ALONE, /* only what they hold, a line each */
};
/* Appends text as it is read aloud. */
void json_plain(struct buf *out, struct json_walk text, enum blanks blanks);

#endif
