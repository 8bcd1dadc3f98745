#include "pack/definition_walk.h"

enum {
	TEXT_MAX = 1000, /* characters */
	LANGUAGES_MAX = 16,
};

/* Compares with what came before, so that each language has one text. */
static void check_others(struct definition_walk *walk, const xmlNode *element, struct span span, struct str lang,
			 const struct definition_rest *before)
{
	size_t count = 1;
	bool again = false;
	for (const struct definition_rest *other = before; other; other = other->next, count++)
		again = again || (lang.at && other->lang.at && str_equal(lang, other->lang));
	if (again)
		mistakes_add(walk->mistakes, span, "write one for each language, with its xml:lang",
			     "second <rest> in the language \"%s\"", lang.at);
	if (count == LANGUAGES_MAX + 1)
		mistakes_add(walk->mistakes, element_span(walk->source, element), NULL,
			     "a pack has at most %d <rest>, one for each language", LANGUAGES_MAX);
}

struct definition_rest *definition_rest(struct definition_walk *walk, const xmlNode *element,
					const struct definition_rest *before)
{
	struct definition_rest *rest = arena_alloc(&walk->definition->arena, sizeof(*rest));
	struct span lang_span, href_span;
	if (!rest) {
		walk->mistakes->failed = true;
		return NULL;
	}
	definition_check_attributes(walk, element, rest_attributes);
	rest->lang = definition_take(walk, element, &rest_attributes[0], &lang_span);
	rest->href = definition_take(walk, element, &rest_attributes[1], &href_span);
	if (!rest->lang.at && !xmlHasNsProp(element, (const xmlChar *)"lang", XML_XML_NAMESPACE))
		rest->lang = walk->definition->lang;
	rest->text = definition_words(walk, element, TEXT_MAX);
	check_others(walk, element, lang_span, rest->lang, before);
	return rest;
}
