/* Inline text as a pack holds it: an array of strings and small objects. packs/FORMAT.md describes it. */
#ifndef PACK_TEXT_H
#define PACK_TEXT_H

#include "base/json.h"
#include "lesson/lesson.h"

/* Writes text as an array. White space is as prose wants it: each run of it is one space, none at the start or the
 * end. Where it touches the edge of an inline element, the space goes outside. Nothing else is changed. */
void text_json(struct json *json, const struct inline_node *text);

/* The text without its marks, as a string; white space as above. For titles in lists. */
void text_plain_json(struct json *json, const struct inline_node *text);

/* A string with its white space as above; null where s.at is NULL. */
void text_str_json(struct json *json, struct str s);

#endif
