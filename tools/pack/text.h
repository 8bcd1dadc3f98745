/* Inline text as a pack holds it: an array of strings and small objects. packs/FORMAT.md describes it. */
#ifndef PACK_TEXT_H
#define PACK_TEXT_H

#include "base/json.h"
#include "check/reference/ids.h"
#include "lesson/lesson.h"

/* What text of a lesson needs to know of the lesson. */
struct text_lesson {
	struct str id, lang;
	const struct own_ids *own; /* its ids; NULL: links are written as they are in the file */
	struct buf *elsewhere;     /* takes a size_t for each link to the id of another lesson or of something in one: where
				    * that id begins in the JSON (see targets.h); NULL where own is */
};

/* Writes text as an array; lang is in force where it stands, and where that is not the lesson's language, the array is
 * one span of it. White space is as prose wants it: each run of it is one space, none at the start or the
 * end. Where it touches the edge of an inline element, the space goes outside. Nothing else is changed. */
void text_json(struct json *json, const struct inline_node *text, struct str lang, const struct text_lesson *lesson);

/* The member lang of an element. */
void text_member_lang(struct json *json, struct str lang);

/* The text without its marks, as a string; white space as above. For titles in lists. */
void text_plain_json(struct json *json, const struct inline_node *text);

/* A string with its white space as above; null where s.at is NULL. */
void text_str_json(struct json *json, struct str s);

#endif
