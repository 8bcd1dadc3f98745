/* Messages describe values as the schema does. */
#include "lesson/parse.h"

#include "../lesson.h"

#include <libxml/xpathInternals.h>

static void test_every_type_says_what_values_must_be(void **state)
{
	(void)state;
	xmlDocPtr schema = xmlReadFile("schema/lesson.xsd", NULL, XML_PARSE_NONET);
	assert_non_null(schema);
	xmlXPathContextPtr context = xmlXPathNewContext(schema);
	xmlXPathRegisterNs(context, BAD_CAST "xs", BAD_CAST "http://www.w3.org/2001/XMLSchema");
	static const struct {
		const char *path;
		int least, most;
	} cases[] = {
		{ "//xs:simpleType[not(.//xs:enumeration or @name='id')]/xs:annotation/xs:appinfo[text()]", 7, 99 },
		{ "//xs:simpleType[not(.//xs:enumeration or @name='id' or xs:annotation/xs:appinfo)]", 0, 0 },
		/* Types of XML Schema itself have no appinfo; diagnose_attributes.c has the words for these. */
		{ "//xs:attribute[starts-with(@type, 'xs:') and not(@type='xs:boolean' or @type='xs:token')]", 0, 0 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		xmlXPathObjectPtr found = xmlXPathEval(BAD_CAST cases[i].path, context);
		assert_non_null(found);
		int count = found->nodesetval ? found->nodesetval->nodeNr : 0;
		if (count < cases[i].least || count > cases[i].most)
			fail_msg("lesson.xsd has %d of %s", count, cases[i].path);
		xmlXPathFreeObject(found);
	}
	xmlXPathFreeContext(context);
	xmlFreeDoc(schema);
}

/* The model is the schema's: a few of its facts. */
static void test_model(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct model model;
	xmlDocPtr schema = xmlReadFile("schema/lesson.xsd", NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
	assert_true(model_read(&model, schema, NULL, &arena));
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
	assert_string_equal(model_attribute(model.root, "reviewed")->wants,
			    "a real date as YYYY-MM-DD, without a time zone: 2026-11-20");
	xmlFreeDoc(schema);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_type_says_what_values_must_be),
		cmocka_unit_test(test_model),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
