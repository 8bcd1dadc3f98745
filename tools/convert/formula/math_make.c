#include "convert/formula/math_make.h"

#include "lesson/make.h"

struct math_node *math_make(struct arena *arena, const char *name)
{
	struct math_node *node = arena_alloc(arena, sizeof(*node));
	if (node)
		node->name = name;
	return node;
}

struct math_node *math_make_token(struct arena *arena, const char *name, struct str text)
{
	struct math_node *node = math_make(arena, name), *content = math_make(arena, NULL);
	if (!node || !content)
		return NULL;
	content->text = make_str(arena, text);
	if (text.len)
		node->children = content;
	return node;
}

void math_make_attribute(struct arena *arena, struct math_node *node, const char *name, const char *value)
{
	struct math_attribute *attribute = node ? arena_alloc(arena, sizeof(*attribute)) : NULL;
	if (!attribute)
		return;
	struct math_attribute **end = &node->attributes;
	while (*end)
		end = &(*end)->next;
	*attribute = (struct math_attribute){ .name = name, .value = arena_str(arena, str_from(value)) };
	*end = attribute;
}

void math_chain_init(struct math_chain *chain)
{
	*chain = (struct math_chain){ .first = NULL };
	chain->end = &chain->first;
}

void math_chain_add(struct math_chain *chain, struct math_node *node)
{
	*chain->end = node;
	while (*chain->end) {
		chain->last = *chain->end;
		chain->end = &(*chain->end)->next;
		chain->count++;
	}
}

struct math_node *math_chain_one(struct arena *arena, const struct math_chain *chain)
{
	if (chain->count == 1)
		return chain->first;
	struct math_node *row = math_make(arena, "mrow");
	if (row)
		row->children = chain->first;
	return row;
}

struct str math_attribute_of(const struct math_node *node, const char *name)
{
	for (const struct math_attribute *a = node ? node->attributes : NULL; a; a = a->next)
		if (strcmp(a->name, name) == 0)
			return a->value;
	return STR_NONE;
}

bool math_is(const struct math_node *node, const char *name)
{
	return node && node->name && strcmp(node->name, name) == 0;
}

struct str math_text(const struct math_node *node)
{
	const struct math_node *text = node ? node->children : NULL;
	return text && !text->name && !text->next ? text->text : STR("");
}
