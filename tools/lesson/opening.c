#include "lesson/opening.h"

#include "base/ascii.h"
#include "lesson/deletion.h"

#include <stdlib.h>

struct str opening_collapse(struct arena *arena, struct str value)
{
	value = str_trim(value);
	char *copy = arena_copy(arena, value.at, value.len);
	size_t len = 0;
	for (size_t i = 0; copy && i < value.len; i++)
		if (!ascii_is_space(value.at[i]) || !ascii_is_space(value.at[i - 1]))
			copy[len++] = ascii_is_space(value.at[i]) ? ' ' : value.at[i];
	if (copy)
		copy[len] = '\0';
	return (struct str){ copy, len };
}

struct attribute opening_attribute(const struct opening *o, const char *name)
{
	for (size_t i = 0; i < o->count; i++) {
		if (strcmp(o->attributes[i].meant, name) != 0)
			continue;
		struct attribute copy = o->attributes[i].attribute;
		copy.value = opening_collapse(o->builder->arena, copy.value);
		/* References are to the right one; most are right. */
		if (strcmp(name, "id") == 0 && !id_looks_valid(copy.value))
			copy.value = id_meant(o->builder->arena, copy.value);
		return copy;
	}
	return (struct attribute){ STR_NONE, { 0, 0 } };
}

bool opening_is(const struct opening *o, const char *name, const char *value)
{
	for (size_t i = 0; i < o->count; i++)
		if (strcmp(o->attributes[i].meant, name) == 0)
			return str_is(str_trim(o->attributes[i].attribute.value), value);
	return false;
}

unsigned opening_number(const struct opening *o, const char *name, unsigned otherwise, unsigned most)
{
	struct attribute a = opening_attribute(o, name);
	unsigned long number = a.value.at ? strtoul(a.value.at, NULL, 10) : otherwise;
	return number > most ? most : (unsigned)number;
}

unsigned opening_deletion(const struct opening *o)
{
	unsigned number = opening_number(o, "n", 0, DELETION_MAX + 1);
	return number > DELETION_MAX ? 0 : number;
}

void opening_begin(struct opening *o, struct element *element, void *node)
{
	element->tag = o->tag;
	element->span = o->tag;
	element->lang = o->frame->lang;
	element->implied = element->unsure = o->implied;
	o->frame->element = element;
	o->frame->node = node;
}

void opening_part(struct opening *o, struct flow **slot)
{
	struct flow *flow = arena_alloc(o->builder->arena, sizeof(*flow));
	if (!flow || *slot)
		return;
	*slot = flow;
	opening_begin(o, &flow->element, flow);
	o->frame->text = &flow->text;
	o->frame->blocks = &flow->blocks;
}

void opening_item(struct opening *o, struct flow **slot)
{
	OPENING_CHAIN(o, flow, *slot);
	o->frame->text = &flow->text;
	o->frame->blocks = &flow->blocks;
}
