#include "../rendered.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

static void a_github_command_cannot_be_left(void **state)
{
	(void)state;
	static const char text[] = "<q>\n<r/>\n";
	struct report report;
	start_report(&report);
	report_add(&report, RULE_DUPLICATE_STEM, span_of(text, "<r/>"), STR("q-1"), "100%% the same");
	close_on(&report, "./a,b:c.xml", STR(text), STR_NONE);
	char *out = rendered(&report, RENDER_GITHUB);
	assert_string_equal(out, "::warning file=a%2Cb%3Ac.xml,line=2,col=1,endLine=2,endColumn=5,"
				 "title=duplicate/stem::100%25 the same\n");
	free(out);
	report_release(&report);
	start_report(&report);
	add_hostile(&report);
	out = rendered(&report, RENDER_GITHUB);
	assert_ptr_equal(strchr(out, '\n'), out + strlen(out) - 1);
	assert_ptr_equal(strchr(out, '\x1b'), NULL);
	assert_non_null(strstr(out, "::error file=a b/100%25%2C%3A\xef\xbf\xbd\xef\xbf\xbd\"<.xml,line=1,"));
	assert_non_null(strstr(out, "title=question/no-key::a\"b<c>&'%25,:"));
	assert_non_null(strstr(out, "%0Ahelp: a\"b"));
	free(out);
	report_release(&report);
}

static void severities_are_those_that_github_knows(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	static const enum rule_id rules[] = { RULE_QUESTION_NO_KEY, RULE_DUPLICATE_CARD, RULE_QUESTION_NO_FEEDBACK };
	static const char *const commands[] = { "::error ", "\n::warning ", "\n::notice " };
	for (size_t i = 0; i < 3; i++)
		report_add_at(&report, rules[i], "x", (struct location){ 1, 1, 1, 1 }, STR_NONE, STR_NONE, "m");
	char *out = rendered(&report, RENDER_GITHUB);
	for (size_t i = 0; i < 3; i++)
		assert_non_null(strstr(out, commands[i]));
	free(out);
	report_release(&report);
}

static xmlNode *child(xmlNode *node, unsigned index)
{
	node = xmlFirstElementChild(node);
	while (index-- && node)
		node = xmlNextElementSibling(node);
	return node;
}

static void attribute_is(xmlNode *node, const char *name, const char *want)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
	assert_non_null(value);
	assert_string_equal((const char *)value, want);
	xmlFree(value);
}

static xmlDoc *parse(const struct report *report, const struct file_list *files)
{
	char *out = rendered_with(report, (struct render_options){ .format = RENDER_JUNIT, .files = files });
	xmlDoc *doc = xmlReadMemory(out, (int)strlen(out), NULL, NULL, XML_PARSE_NONET);
	if (!doc)
		fail_msg("not well-formed: %s", out);
	free(out);
	return doc;
}

static void junit_has_a_case_for_each_finding_and_each_clean_file(void **state)
{
	(void)state;
	const char *paths[] = { "a.xml", "b.xml", "d.xml" };
	struct file_list files = { .paths = paths, .count = 3 };
	struct report report;
	start_report(&report);
	report_add_at(&report, RULE_XML_SYNTAX, "b.xml", (struct location){ 3, 4, 3, 5 }, STR_NONE, STR_NONE, "one");
	report_add_at(&report, RULE_QUESTION_NO_FEEDBACK, "b.xml", (struct location){ 9, 1, 9, 2 }, STR_NONE,
		      STR("q-1"), "two");
	report_add_at(&report, RULE_QUESTION_NO_FEEDBACK, "b.xml", (struct location){ 10, 1, 10, 2 }, STR_NONE,
		      STR("q-1"), "two");
	report_add_at(&report, RULE_XML_SYNTAX, "c.xml", (struct location){ 0, 0, 0, 0 }, STR_NONE, STR_NONE,
		      "unlisted");
	xmlDoc *doc = parse(&report, &files);
	xmlNode *suite = child(xmlDocGetRootElement(doc), 0);
	attribute_is(suite, "name", "satchel-lint");
	attribute_is(suite, "tests", "6");
	attribute_is(suite, "failures", "4");
	static const struct {
		const char *file, *name;
		unsigned long failures;
	} cases[] = {
		{ "a.xml", "satchel-lint", 0 },
		{ "b.xml", "xml/syntax: one", 1 },
		{ "b.xml", "question/no-feedback q-1: two", 1 },
		{ "b.xml", "question/no-feedback q-1: two (2)", 1 },
		{ "c.xml", "xml/syntax: unlisted", 1 },
		{ "d.xml", "satchel-lint", 0 },
	};
	for (unsigned i = 0; i < 6; i++) {
		attribute_is(child(suite, i), "classname", cases[i].file);
		attribute_is(child(suite, i), "file", cases[i].file);
		attribute_is(child(suite, i), "name", cases[i].name);
		assert_int_equal(xmlChildElementCount(child(suite, i)), cases[i].failures);
	}
	attribute_is(child(suite, 2), "line", "9");
	assert_null(child(suite, 6));
	xmlNode *failure = child(child(suite, 1), 0);
	attribute_is(failure, "message", "one");
	attribute_is(failure, "type", "xml/syntax");
	xmlChar *content = xmlNodeGetContent(failure);
	assert_string_equal((const char *)content, "b.xml:3:4: error: one [xml/syntax]");
	xmlFree(content);
	xmlFreeDoc(doc);
	report_release(&report);
	start_report(&report);
	doc = parse(&report, NULL);
	attribute_is(child(xmlDocGetRootElement(doc), 0), "tests", "0");
	xmlFreeDoc(doc);
	report_release(&report);
}

static void junit_is_well_formed_whatever_it_quotes(void **state)
{
	(void)state;
	struct report report;
	start_report(&report);
	add_hostile(&report);
	report_add_at(&report, RULE_XML_SYNTAX, "z", (struct location){ 1, 1, 1, 1 }, STR_NONE, STR_NONE, "%s",
		      "\x01\x7f\xc2\x85\xef\xbf\xbe\xef\xbf\xbf\xed\xa0\x80"
		      "end");
	xmlDoc *doc = parse(&report, NULL);
	xmlNode *suite = child(xmlDocGetRootElement(doc), 0);
	attribute_is(child(suite, 0), "file", "a b/100%,:\xef\xbf\xbd\"<.xml");
	attribute_is(child(child(suite, 0), 0), "message",
		     "a\"b<c>&'%,:[31m\r\n::error::]]>\xef\xbf\xbd\xe2\x80\xae{0}[x](http://y)\\");
	attribute_is(child(child(suite, 1), 0), "message",
		     "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
		     "end");
	xmlFreeDoc(doc);
	report_release(&report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_github_command_cannot_be_left),
		cmocka_unit_test(severities_are_those_that_github_knows),
		cmocka_unit_test(junit_has_a_case_for_each_finding_and_each_clean_file),
		cmocka_unit_test(junit_is_well_formed_whatever_it_quotes),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	xmlCleanupParser();
	return failed;
}
