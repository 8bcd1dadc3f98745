/* A model of lesson.xsd without automata of content, to compare the reader with and without them. The automata of values
 * also choose words of messages, so that it has those. */
#ifndef TESTS_VALUE_AUTOMATA_H
#define TESTS_VALUE_AUTOMATA_H

#include "lesson/model.h"
#include "lesson/schema.h"

#include <string.h>

static void take_values(const struct model_type *type, const struct model_type *types)
{
	while (types && strcmp(types->name, type->name) != 0)
		types = types->next;
	for (const struct model_attribute *a = type->attributes; a; a = a->next) {
		const struct model_attribute *same = types ? model_attribute(types, a->name) : NULL;
		((struct model_attribute *)(uintptr_t)a)->sure = same ? same->sure : NULL;
	}
}

/* False if memory ran out. */
static bool model_without_content(struct model *model, struct arena *arena)
{
	if (!schema_model_read(model, "lesson.xsd", arena))
		return false;
	for (const struct model_type *type = model->types; type; type = type->next)
		take_values(type, lesson_model.types);
	return true;
}

#endif
