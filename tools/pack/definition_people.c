#include "pack/definition_walk.h"

#include <string.h>

enum {
	DISCLOSURE_MAX = 1000, /* characters */
	PEOPLE_MAX = 64,
};

/* A flow of plain text, as in lessons. */
static struct flow *read_disclosure(struct definition_walk *walk, const xmlNode *element)
{
	struct arena *arena = &walk->definition->arena;
	struct flow *flow = arena_alloc(arena, sizeof(*flow));
	struct inline_node *text = arena_alloc(arena, sizeof(*text));
	if (!flow || !text) {
		walk->mistakes->failed = true;
		return NULL;
	}
	*text = (struct inline_node){ .kind = INLINE_TEXT, .text = definition_text(walk, element, DISCLOSURE_MAX) };
	*flow = (struct flow){ .text = text };
	return flow;
}

static struct person *read_person(struct definition_walk *walk, const xmlNode *element)
{
	static const char *const parts[] = { "disclosure", NULL };
	struct person *person = arena_alloc(&walk->definition->arena, sizeof(*person));
	if (!person) {
		walk->mistakes->failed = true;
		return NULL;
	}
	*person = (struct person){ .reviewer = strcmp((const char *)element->name, "reviewer") == 0 };
	const struct attribute_row *rows = person->reviewer ? reviewer_attributes : author_attributes;
	struct attribute *const to[] = { &person->name, &person->credentials, &person->orcid, &person->date };
	definition_check_attributes(walk, element, rows);
	for (size_t i = 0; rows[i].name; i++) {
		struct str value = definition_take(walk, element, &rows[i], &to[i]->span);
		to[i]->value = value.at ? definition_fold(walk, value.at) : value;
	}
	size_t part = 0;
	for (xmlNode *child = element->children; (child = definition_next(walk, child)); child = child->next)
		if (*definition_part(walk, child, parts, &part))
			person->disclosure = read_disclosure(walk, child);
	return person;
}

struct person *definition_people(struct definition_walk *walk, const xmlNode *element)
{
	struct person *people = NULL, **last = &people;
	size_t count = 0;
	definition_check_attributes(walk, element, no_attributes);
	for (xmlNode *child = element->children; (child = definition_next(walk, child)); child = child->next) {
		struct span span = element_span(walk->source, child);
		if (!definition_is_element(child, "author") && !definition_is_element(child, "reviewer")) {
			mistakes_add(walk->mistakes, span, "expected <author> or <reviewer>",
				     "<%s> is not allowed in <people>", child->name);
			continue;
		}
		if (++count == PEOPLE_MAX + 1)
			mistakes_add(walk->mistakes, span, "name the others in their lessons",
				     "a pack has at most %d people", PEOPLE_MAX);
		*last = read_person(walk, child);
		if (*last)
			last = &(*last)->next;
	}
	if (count == 0)
		mistakes_add(walk->mistakes, element_span(walk->source, element), NULL, "<people> is empty");
	return people;
}
