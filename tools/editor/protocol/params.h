/* Reads the parameters of requests. A path names a member of members: "textDocument.uri". */
#ifndef EDITOR_PARAMS_H
#define EDITOR_PARAMS_H

#include "base/buf.h"
#include "editor/protocol/text.h"
#include "reader/json.h"

/* Moves to the value; false if there is none. */
bool params_find(struct json_walk params, const char *path, struct json_walk *value);
/* Replaces the content of to by a string; false if there is none, or memory ran out. */
bool params_text(struct json_walk params, const char *path, struct buf *to);
bool params_number(struct json_walk params, const char *path, uint64_t *number);
/* Whether it is true. */
bool params_bool(struct json_walk params, const char *path);
bool params_position(struct json_walk params, const char *path, struct position *position);
/* Whether an array of strings contains text. */
bool params_lists(struct json_walk params, const char *path, const char *text);
/* The value as it is written. */
struct str params_raw(struct json_walk value);

#endif
