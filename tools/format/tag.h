/* Writes tags and text: sorts attributes, escapes characters. */
#ifndef FORMAT_TAG_H
#define FORMAT_TAG_H

#include "base/arena.h"
#include "base/buf.h"
#include "format/node_kind.h"

/* The attributes of lessons, in an order that agrees with the schema's for each element, and NULL. Generated from
 * lesson.xsd by tools/attributes. */
extern const char *const attribute_order[];

/* An attribute, name="value", or a namespace declaration. */
struct tag_part {
	struct str text;
	size_t rank; /* position in the order of attributes */
	struct tag_part *next;
};

/* Returns "<name" and the attributes of an element, sorted; arena owns everything. False if memory ran out. */
bool tag_parts(const xmlNode *node, struct arena *arena, struct str *opening, struct tag_part **parts) MUST_CHECK;
/* Writes them on one line, without the final >. */
bool tag_open(const xmlNode *node, struct arena *arena, struct buf *out) MUST_CHECK;
/* Writes </name>. */
void tag_close(const xmlNode *node, struct buf *out);
/* The value of an attribute; the white space in attributes of lessons is normalised as by the schema. False if memory
 * ran out. */
bool tag_value(const xmlAttr *attribute, struct arena *arena, struct str *value) MUST_CHECK;

/* Escapes special and invisible characters. */
void escape_text(struct buf *out, struct str text);

/* Writes a complete comment or instruction. */
void tag_comment_or_instruction(const xmlNode *node, struct buf *out);
/* Writes a node and its content with unchanged white space. */
bool tag_verbatim(const xmlNode *node, struct arena *arena, struct buf *out) MUST_CHECK;

#endif
