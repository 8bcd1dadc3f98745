/* What messages say of values is held against the schema itself. */
#include "lesson/parse.h"

#include "../lesson.h"

#include <libxml/xpath.h>

static bool is_listed(xmlNodePtr type)
{
	for (xmlNodePtr restriction = type->children; restriction; restriction = restriction->next)
		for (xmlNodePtr facet = restriction->children; facet; facet = facet->next)
			if (facet->type == XML_ELEMENT_NODE && strcmp((const char *)facet->name, "enumeration") == 0)
				return true;
	return false;
}

/* Each type of lesson.xsd that does not list its values has words of its own. */
static void test_every_type_has_words(void **state)
{
	(void)state;
	xmlDocPtr schema = xmlReadFile("schema/lesson.xsd", NULL, XML_PARSE_NONET);
	assert_non_null(schema);
	size_t count = 0;
	for (xmlNodePtr node = xmlDocGetRootElement(schema)->children; node; node = node->next) {
		if (node->type != XML_ELEMENT_NODE || strcmp((const char *)node->name, "simpleType") != 0 ||
		    is_listed(node))
			continue;
		xmlChar *name = xmlGetNoNsProp(node, (const xmlChar *)"name");
		if (!diagnose_wants((const char *)name))
			fail_msg("lesson.xsd has a type %s that complain.c has no words for", (const char *)name);
		xmlFree(name);
		count++;
	}
	assert_true(count >= 7);
	xmlFreeDoc(schema);
}

/* So has each type that attributes take from XML Schema itself. */
static void test_every_attribute_has_words(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct model model;
	xmlDocPtr schema = xmlReadFile("schema/lesson.xsd", NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
	assert_true(model_read(&model, schema, &arena));
	for (const struct model_type *type = model.types; type; type = type->next) {
		for (const struct model_attribute *a = type->attributes; a; a = a->next) {
			assert_non_null(a->type);
			static const char *const listed[] = { "access",	       "list-kind",    "callout-kind",
							      "question-kind", "header-scope", "token" };
			bool known = diagnose_wants(a->type) != NULL;
			for (size_t i = 0; i < sizeof(listed) / sizeof(listed[0]); i++)
				known = known || strcmp(a->type, listed[i]) == 0;
			if (!known)
				fail_msg("%s/@%s is of type %s, which complain.c has no words for", type->name, a->name,
					 a->type);
		}
	}
	xmlFreeDoc(schema);
	arena_release(&arena);
}

/* The model is the schema's: a few of its facts. */
static void test_model(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct model model;
	xmlDocPtr schema = xmlReadFile("schema/lesson.xsd", NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
	assert_true(model_read(&model, schema, &arena));
	const struct model_child *title = model_child(model.root, ELEMENT_TITLE);
	assert_true(title->required && title->single && title->type->mixed);
	const struct model_child *section = model_child(model.root, ELEMENT_SECTION);
	assert_true(section->required && !section->single && !section->type->mixed);
	assert_false(model_child(model.root, ELEMENT_CARDS)->required);
	assert_null(model_child(model.root, ELEMENT_P));
	const struct model_type *third =
		model_child(model_child(section->type, ELEMENT_SECTION)->type, ELEMENT_SECTION)->type;
	assert_non_null(model_child(third, ELEMENT_TABLE));
	assert_null(model_child(third, ELEMENT_SECTION));
	assert_true(model_attribute(section->type, "id")->required);
	assert_false(model_attribute(section->type, "access")->required);
	assert_null(model_attribute(section->type, "kind"));
	xmlFreeDoc(schema);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_type_has_words),
		cmocka_unit_test(test_every_attribute_has_words),
		cmocka_unit_test(test_model),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
