/* Accesses lessons' JSON: members of objects, bytes of values, plain text. */
#ifndef PACK_JSON_ACCESS_H
#define PACK_JSON_ACCESS_H

#include "base/buf.h"
#include "reader/json.h"

/* The values of some members of the object at the cursor json; at is NULL for missing ones. Returns the cursor after
 * the value, object or not. */
struct json_walk json_members(struct json_walk json, const char *const *names, struct json_walk *values, size_t count);
#define MEMBERS(json, names, values) json_members(json, names, values, sizeof(names) / sizeof((names)[0]))

/* Returns the bytes of the value at the cursor, and advances past it. */
struct str json_take(struct json_walk *json);
bool json_is_word(struct json_walk value, const char *wanted);
/* Enters the array value; false if it is not one. */
bool json_enter(struct json_walk *value);
/* Appends a string; nothing if value is missing. */
void json_append(struct buf *out, struct json_walk value);

enum blanks {
	BLANKS_IN,
	BLANKS_OUT,   /* replaced by a gap */
	BLANKS_ALONE, /* only their answers, one per line */
	AS_DISPLAYED, /* blanks in, and the labels of empty links, which otherwise are the ids of their targets; after
	               * formulas no symbols */
};
/* Appends the plain text. */
void json_plain(struct buf *out, struct json_walk text, enum blanks blanks);

#endif
