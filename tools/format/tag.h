/* Tags and text as they are written: attributes in order, characters escaped. */
#ifndef FORMAT_TAG_H
#define FORMAT_TAG_H

#include "base/arena.h"
#include "base/buf.h"
#include "format/kind.h"

/* name="value" or a namespace's declaration. */
struct tag_part {
	struct str text;
	size_t rank; /* in the order that attributes stand in */
	struct tag_part *next;
};

/* "<name" and the attributes of an element, in order; all in arena. False where memory ran out. */
bool tag_parts(const xmlNode *node, struct arena *arena, struct str *opening, struct tag_part **parts) MUST_CHECK;
/* The same on one line, without the > at its end. */
bool tag_open(const xmlNode *node, struct arena *arena, struct buf *out) MUST_CHECK;
/* </name> */
void tag_close(const xmlNode *node, struct buf *out);
/* The value of an attribute; where a lesson's elements have it, its white space is as the schema reads it: single
 * spaces, none at either end. */
bool tag_value(const xmlAttr *attribute, struct arena *arena, struct str *value) MUST_CHECK;

/* Escapes what must be and what can't be seen; in a value, " and white space other than spaces too. */
void escape_text(struct buf *out, struct str text);
void escape_value(struct buf *out, struct str value);

/* A comment or an instruction, whole. */
void tag_comment_or_instruction(const xmlNode *node, struct buf *out);
/* A node with all that is in it, without a change to its white space. */
bool tag_verbatim(const xmlNode *node, struct arena *arena, struct buf *out) MUST_CHECK;

#endif
