/* The opening of an element by the builder: what builder_open was called with, and the functions that create one kind
 * of element each. For builder*.c. */
#ifndef LESSON_OPENING_H
#define LESSON_OPENING_H

#include "lesson/builder.h"

struct opening {
	struct builder *builder;
	struct builder_frame *parent;
	struct builder_frame *frame;
	enum element_name name;
	const struct named_attribute *attributes;
	size_t count;
	struct span tag;
	bool implied;
};

/* A value with white space collapsed, as all types of the schema do it, like xs:token; that includes character
 * references. */
struct str opening_collapse(struct arena *arena, struct str value);
/* The value of an attribute, with white space collapsed. */
struct attribute opening_attribute(const struct opening *o, const char *name);
bool opening_is(const struct opening *o, const char *name, const char *value);
/* otherwise: if there is no such attribute. A number above most is most. */
unsigned opening_number(const struct opening *o, const char *name, unsigned otherwise, unsigned most);

/* The number of a deletion; 0 if there is none, or it is invalid. */
unsigned opening_deletion(const struct opening *o);

/* Makes node, whose first member is element, the structure of the current element. */
void opening_begin(struct opening *o, struct element *element, void *node);
/* Opens a part that occurs once, such as a title, and contains text and blocks. The first occurrence counts. */
void opening_part(struct opening *o, struct flow **place);
/* Opens one of several. */
void opening_item(struct opening *o, struct flow **place);

/* Appends an inline node to the text of parent; NULL if memory ran out. */
struct inline_node *builder_add_inline(struct builder *builder, struct builder_frame *parent, enum inline_kind kind);

/* builder_blocks.c: opens inline elements, lists, figures and the like if their parent accepts them; and what is in a
 * list, figure, table or row. */
/* Reads src and alt. */
void open_picture(const struct opening *o, struct picture *picture);
void open_credit(struct opening *o, struct credit **place);
bool open_inline(struct opening *o);
bool open_as_block(struct opening *o);
void open_in_block(struct opening *o);

/* builder_occlusion.c */
void open_occlusion(struct opening *o, struct card *card);
void open_in_occlusion(struct opening *o, struct occlusion *occlusion);

/* Appends a new structure of type to the current list, or starts one at slot. A repeated container continues the list
 * of the first. */
#define OPENING_CHAIN(o, type, slot)                                                                                   \
	struct type *type = arena_alloc((o)->builder->arena, sizeof(*type));                                           \
	if (!type)                                                                                                     \
		return;                                                                                                \
	opening_begin(o, &type->element, type);                                                                        \
	struct type *last_##type = (o)->parent->last ? (o)->parent->last : (slot);                                     \
	while (last_##type && last_##type->next)                                                                       \
		last_##type = last_##type->next;                                                                       \
	if (last_##type)                                                                                               \
		last_##type->next = type;                                                                              \
	else                                                                                                           \
		(slot) = type;                                                                                         \
	(o)->parent->last = type

#endif
