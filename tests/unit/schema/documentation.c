/* Everything that an editor may show is documented: each element, attribute, type and enumerated value of each
 * schema. */
#include <glob.h>
#include <libxml/parser.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static bool is_documented(const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next) {
		for (const xmlNode *part = is(child, "annotation") ? child->children : NULL; part; part = part->next) {
			xmlChar *text = is(part, "documentation") ? xmlNodeGetContent(part) : NULL;
			size_t len = text ? strlen((const char *)text) : 0;
			xmlFree(text);
			if (len > 5)
				return true;
		}
	}
	return false;
}

static size_t walk(const char *path, xmlNode *node)
{
	static const char *const documented[] = { "element",	"attribute",   "complexType",
						  "simpleType", "enumeration", "group", "attributeGroup" };
	size_t count = 0;
	for (; node; node = node->next) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		for (size_t i = 0; i < sizeof(documented) / sizeof(documented[0]); i++) {
			/* References are documented at their declarations, and anonymous types by their elements. */
			bool elsewhere = xmlHasProp(node, (const xmlChar *)"ref") != NULL;
			bool nameless = !xmlHasProp(node, (const xmlChar *)"name") && !is(node, "enumeration");
			if (!is(node, documented[i]) || elsewhere || nameless)
				continue;
			xmlChar *name = xmlGetNoNsProp(node, (const xmlChar *)"name");
			if (!is_documented(node))
				fail_msg("%s:%ld: %s %s has no documentation", path, xmlGetLineNo(node), documented[i],
					 name ? (const char *)name : "");
			xmlFree(name);
			count++;
		}
		count += walk(path, node->children);
	}
	return count;
}

static void test_documented(void **state)
{
	(void)state;
	glob_t found;
	assert_int_equal(glob("schema/*.xsd", 0, NULL, &found), 0);
	size_t count = 0;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		xmlDoc *schema = xmlReadFile(found.gl_pathv[i], NULL, XML_PARSE_NONET);
		assert_non_null(schema);
		count += walk(found.gl_pathv[i], xmlDocGetRootElement(schema));
		xmlFreeDoc(schema);
	}
	assert_true(count > 150);
	globfree(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_documented) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
