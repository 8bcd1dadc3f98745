/* Formulas. */
#include "lesson/opening.h"

/* Copies the attributes, except those that the typed lesson has elsewhere. */
static void copy_attributes(struct builder *builder, struct math_node *node, const struct named_attribute *attributes,
			    size_t count)
{
	struct math_attribute **tail = &node->attributes;
	for (size_t i = 0; i < count; i++) {
		const char *name = attributes[i].meant;
		if (strcmp(name, "alttext") == 0 || strcmp(name, "xml:lang") == 0)
			continue;
		struct math_attribute *copy = arena_alloc(builder->arena, sizeof(*copy));
		if (!copy)
			return;
		copy->name = arena_copy(builder->arena, name, strlen(name));
		copy->value = opening_collapse(builder->arena, attributes[i].attribute.value);
		*tail = copy;
		tail = &copy->next;
	}
}

/* Adds a node to the innermost element, or begins the formula with it. */
static struct math_node *add(struct builder *builder)
{
	struct builder_frame *frame = &builder->frames[builder->depth];
	struct inline_node *formula = frame->element ? frame->node : NULL;
	struct math_node *node = arena_alloc(builder->arena, sizeof(*node));
	if (!node)
		return NULL;
	if (builder->math_depth) {
		struct math_node ***end = &builder->math[builder->math_depth - 1];
		**end = node;
		*end = &node->next;
	} else if (formula) {
		formula->of.math.formula = node;
	}
	return node;
}

void builder_math_open(struct builder *builder, const char *name, const struct named_attribute *attributes,
		       size_t count)
{
	struct math_node *node = add(builder);
	if (!node)
		return;
	node->name = name;
	copy_attributes(builder, node, attributes, count);
	builder->math[builder->math_depth++] = &node->children;
}

void builder_math_close(struct builder *builder)
{
	if (builder->math_depth)
		builder->math_depth--;
}

void builder_math_text(struct builder *builder, struct str text, struct span span)
{
	struct math_node *node = add(builder);
	if (!node)
		return;
	node->text = arena_str(builder->arena, text);
	node->span = span;
}
