/* Makes the typed lesson from elements and text as they come. What it is given may break the schema in
 * any way: an element that has no place where it stands is passed over with all that is in it. */
#ifndef LESSON_BUILDER_H
#define LESSON_BUILDER_H

#include "base/arena.h"
#include "lesson/bytes.h"
#include "lesson/lesson.h"
#include "lesson/names.h"

/* An attribute as it was read: a name without prefix, unless it is xml:lang. */
struct named_attribute {
	const char *name;
	struct attribute attribute; /* the value need not live on */
	struct span name_span;
};

struct builder_frame {
	enum element_name name;
	struct str lang;            /* in force: see struct element */
	struct element *element;    /* NULL: passed over */
	void *node;                 /* the structure that element begins, or the one it is a part of */
	struct inline_node **text;  /* where text goes; NULL: nowhere */
	struct block **blocks;      /* where lists, figures, tables … go; NULL: nowhere */
	void *last;                 /* the last child of the kind that this element chains */
};

struct builder {
	struct arena *arena;
	struct lesson *lesson;
	unsigned depth;
	struct suppression *suppressions, *last_suppression;
	struct builder_frame frames[DEPTH_MAX + 2];
};

void builder_init(struct builder *builder, struct arena *arena);
/* name is ELEMENT_UNKNOWN for an element that is to be passed over. Nesting beyond DEPTH_MAX is the
 * caller's to prevent. */
void builder_open(struct builder *builder, enum element_name name, const struct named_attribute *attributes,
		  size_t count, struct span tag, bool implied);
/* end is behind the end tag. */
void builder_close(struct builder *builder, uint32_t end);
/* An instruction to the linter; data is what stands behind its target, and begins at data_start of the file. */
void builder_suppression(struct builder *builder, struct str data, struct span span, uint32_t data_start,
			 struct span misspelt);
/* How many bytes of markup, which is an instruction or a comment, are there for <?satchel-ignore, right or misspelt; 0
 * where it is no suppression. */
size_t builder_suppression_mark(struct str markup, bool *right) MUST_CHECK;
void builder_text(struct builder *builder, struct str text, struct span span);

#endif
