/* Attributes are laid out in the order that schema/lesson.xsd has them in, for each element. */
#include "format/format.h"

#include <libxml/parser.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { ATTRIBUTES_MOST = 16 };

static bool is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* The value of an attribute, kept with the document; NULL where there is none. */
static const char *value_of(xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
	const xmlChar *kept = value ? xmlDictLookup(node->doc->dict, value, -1) : NULL;
	xmlFree(value);
	return (const char *)kept;
}

static size_t attributes_of(xmlNode *schema, const char *type, const char **names)
{
	size_t count = 0;
	for (xmlNode *node = schema->children; node; node = node->next) {
		if (!is(node, "complexType") || strcmp(value_of(node, "name"), type) != 0)
			continue;
		for (xmlNode *child = node->children; child; child = child->next) {
			/* What this test would not see must not come in. */
			assert_false(is(child, "attributeGroup") || is(child, "complexContent") ||
				     is(child, "simpleContent"));
			if (!is(child, "attribute"))
				continue;
			assert_true(count < ATTRIBUTES_MOST);
			const char *ref = value_of(child, "ref");
			names[count++] = ref ? ref : value_of(child, "name");
		}
	}
	return count;
}

/* Writes the attributes in the opposite order, behind one that no schema has. */
static void assert_order(const char *element, const char *const *names, size_t count)
{
	struct buf text, out;
	size_t ids;
	bool root = strcmp(element, "lesson") == 0;
	buf_init(&text, BUF_CAP);
	buf_init(&out, BUF_CAP);
	buf_format(&text, "%s<%s%s none=''", root ? "" : "<lesson xmlns='urn:satchel:lesson:1'>", element,
		   root ? " xmlns='urn:satchel:lesson:1'" : "");
	for (size_t i = count; i > 0; i--)
		buf_format(&text, " %s='1'", names[i - 1]);
	buf_format(&text, "/>%s", root ? "" : "</lesson>");
	assert_int_equal(format_lesson(buf_view(&text), NULL, NULL, &out, &ids), FORMAT_OK);
	const char *at = buf_cstr(&out);
	for (size_t i = 0; i <= count; i++) {
		char name[64];
		snprintf(name, sizeof(name), " %s=\"", i < count ? names[i] : "none");
		at = strstr(at, name);
		if (!at)
			fail_msg("<%s>: %s stands too early; format/tag.c has to have it where the schema has it: %s",
				 element, i < count ? names[i] : "none", buf_cstr(&out));
	}
	buf_release(&text);
	buf_release(&out);
}

static size_t walk(xmlNode *schema, xmlNode *node)
{
	size_t pairs = 0;
	for (; node; node = node->next) {
		const char *names[ATTRIBUTES_MOST];
		const char *type = is(node, "element") ? value_of(node, "type") : NULL;
		/* Types of the schema's own have its prefix. */
		size_t count = type && strncmp(type, "l:", 2) == 0 ? attributes_of(schema, type + 2, names) : 0;
		if (count)
			assert_order(value_of(node, "name"), names, count);
		pairs += (count ? count - 1 : 0) + walk(schema, node->children);
	}
	return pairs;
}

static void attributes_are_in_the_order_of_the_schema(void **state)
{
	(void)state;
	xmlDoc *schema = xmlReadFile("schema/lesson.xsd", NULL, XML_PARSE_NONET);
	assert_non_null(schema);
	xmlNode *root = xmlDocGetRootElement(schema);
	assert_true(walk(root, root->children) > 20);
	xmlFreeDoc(schema);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attributes_are_in_the_order_of_the_schema),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
