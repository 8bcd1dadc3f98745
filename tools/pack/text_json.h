/* Writes inline text in the form used in packs: an array of strings and small objects. packs/FORMAT.md specifies it. */
#ifndef PACK_TEXT_JSON_H
#define PACK_TEXT_JSON_H

#include "base/json.h"
#include "check/reference/ids.h"
#include "lesson/language_tag.h"
#include "lesson/lesson.h"
#include "pack/terms.h"

/* What writing text needs to know of its lesson. */
struct text_lesson {
	struct str id, lang;
	struct terms *terms;       /* finds the entries of terms; NULL: only those that are named */
	const struct own_ids *own; /* its ids; NULL: links are written as in the file */
	struct buf *elsewhere;	   /* receives a struct link_elsewhere for each link to another lesson or its parts (see
	                            * targets.h); NULL if own is */
};

/* A link whose target or label can only be written when all lessons are known. */
struct link_elsewhere {
	size_t to;    /* the offset of the id in the JSON */
	size_t label; /* of the label of an empty link; 0: it has its own text */
	bool exact;   /* the id is that of a lesson, and that of a part follows */
	char lang[LANGUAGE_TAG_MAX]; /* of the label */
};

/* Writes text as an array; lang is the effective language there; if it differs from the lesson's, the array is a single
 * span with it. White space is normalised, and moved outside inline elements at their edges. Nothing else is
 * changed. */
void text_json(struct json *json, const struct inline_node *text, struct str lang, const struct text_lesson *lesson);

/* Writes a label in that language as one string, or as a span if the text around it is in another. */
void text_label_json(struct json *json, struct str label, struct str lang, struct str outer);

/* Writes the member lang of an element. */
void text_member_lang(struct json *json, struct str lang);

/* Writes the text without markup as a string, with white space as above. For titles in lists. */
void text_plain_json(struct json *json, const struct inline_node *text);

/* Writes a string with white space as above; null if s.at is NULL. */
void text_str_json(struct json *json, struct str s);

#endif
