/* The automata follow the schema: what is added to it is accepted, and what they do not know is left to libxml2. */
#include "base/file.h"
#include "lesson/patterns.h"
#include "lesson/schema.h"

#include "../lesson.h"
#include "../odd_lesson.h"

#include <libxml/parser.h>
#include <libxml/xmlregexp.h>

static const char head[] =
	"<lesson xmlns='urn:satchel:lesson:1' id='heart' xml:lang='en' reviewed='2026-11-20'><title>Heart</title>"
	"<summary>What it does.</summary><section id='s'><title>Pump</title>";
static const char tail[] =
	"</section><cards><card id='c-one'><front>What?</front><back>Blood</back></card></cards></lesson>";

/* A change of lesson.xsd: after the first place of after, the next from becomes to. */
struct change {
	const char *after, *from, *to;
};

#define CARD "<xs:complexType name=\"card\">"
#define ID   "<xs:simpleType name=\"id\">"
#define TEXT "<xs:complexType name=\"text\" mixed=\"true\">"

struct planted {
	struct reading reading;
	struct arena arena;
	struct model model;
	struct buf text;
};

static void plant(struct planted *planted, struct change change)
{
	struct buf schema;
	buf_init(&schema, BUF_CAP);
	buf_init(&planted->text, BUF_CAP);
	assert_int_equal(file_read("schema/lesson.xsd", LESSON_SIZE_MAX, &schema), FILE_OK);
	const char *after = strstr(schema.at, change.after), *from = after ? strstr(after, change.from) : NULL;
	if (!from)
		fail_msg("lesson.xsd has no %s after %s", change.from, change.after);
	buf_add(&planted->text, schema.at, (size_t)(from - schema.at));
	buf_format(&planted->text, "%s%s", change.to, from + strlen(change.from));
	xmlDocPtr document =
		xmlReadMemory(planted->text.at, (int)planted->text.len, "lesson.xsd", NULL, XML_PARSE_NONET);
	xmlDocPtr xml = xmlReadFile("schema/xml.xsd", NULL, XML_PARSE_NONET);
	arena_init(&planted->arena);
	assert_true(document && xml && model_read(&planted->model, document, xml, &planted->arena));
	xmlFreeDoc(document);
	xmlFreeDoc(xml);
	buf_release(&schema);
	reading_init(&planted->reading);
	planted->reading.schema->model = &planted->model;
}

/* Reads a lesson with that section. Returns whether the automata accepted it: else the schema was compiled. */
static bool accepts(struct planted *planted, const char *section)
{
	struct lesson_schema *schema = planted->reading.schema;
	buf_clear(&planted->text);
	buf_format(&planted->text, "%s%s%s", head, section, tail);
	reading_read(&planted->reading, buf_view(&planted->text));
	return !schema->compiled && !planted->reading.report.first;
}

static void uproot(struct planted *planted)
{
	reading_release(&planted->reading);
	arena_release(&planted->arena);
	buf_release(&planted->text);
}

static void test_additions(void **state)
{
	(void)state;
	static const struct {
		struct change change;
		const char *good, *bad;
	} cases[] = {
		{ { TEXT, "<xs:attribute", "<xs:attribute name='mood' type='xs:boolean'/><xs:attribute" },
		  "<p mood='true'>x</p>",
		  "<p mood='glad'>x</p>" },
		{ { TEXT, "<xs:attribute", "<xs:attribute name='mood' type='l:access' use='required'/><xs:attribute" },
		  NULL,
		  "<p>x</p>" },
		{ { ID, "value=\"64\"", "value=\"70\"" }, NULL, NULL },
		{ { "name=\"list-kind\"", "<xs:enumeration value=\"number\">",
		    "<xs:enumeration value='letter'/><xs:enumeration value='number'>" },
		  "<list kind='letter'><item>x</item></list>",
		  "<list kind='roman'><item>x</item></list>" },
		{ { "name=\"cell-span\"", "value=\"100\"", "value=\"120\"" },
		  "<table><row><cell rows='120'>x</cell></row></table>",
		  "<table><row><cell rows='121'>x</cell></row></table>" },
		{ { "<xs:complexType name=\"list\">", "<xs:sequence>",
		    "<xs:sequence><xs:element name='title' type='l:text' minOccurs='0'/>" },
		  "<list><title>x</title><item>x</item></list>",
		  "<list><item>x</item><title>x</title></list>" },
		{ { "<xs:complexType name=\"list\">", "maxOccurs=\"unbounded\"", "" },
		  "<list><item>x</item></list>",
		  "<list><item>x</item><item>y</item></list>" },
		{ { "<xs:group name=\"inline\">", "<xs:choice>",
		    "<xs:choice><xs:element name='option' type='l:option'/>" },
		  "<p>x <option correct='true'>y</option></p>",
		  "<p>x <option><p>y</p></option></p>" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct planted planted;
		plant(&planted, cases[i].change);
		if ((cases[i].good && !accepts(&planted, cases[i].good)) ||
		    (cases[i].bad && accepts(&planted, cases[i].bad)))
			fail_msg("%s", cases[i].change.to);
		uproot(&planted);
	}
}

static void test_unknown(void **state)
{
	(void)state;
	static const struct change changes[] = {
		{ "<xs:schema", "version=\"1\"", "version='1' attributeFormDefault='qualified'" },
		{ "<xs:schema", "version=\"1\"", "version='1' blockDefault='#all'" },
		{ "<xs:schema", "elementFormDefault=\"qualified\"", "" },
		{ "<xs:import", "<xs:import", "<xs:include schemaLocation='x.xsd'/><xs:import" },
		{ "<xs:import", "<xs:import", "<xs:redefine schemaLocation='x.xsd'/><xs:import" },
		{ "<xs:element", "type=\"l:lesson\"", "type='l:lesson' nillable='true'" },
		{ CARD, ">", " abstract='true'>" },
		{ CARD, "<xs:sequence>", "<xs:sequence maxOccurs='3'>" },
		{ CARD, "<xs:sequence>", "<xs:sequence><xs:any minOccurs='0'/>" },
		{ CARD, "<xs:sequence>", "<xs:sequence><xs:element name='new' type='l:text' minOccurs='0'/>" },
		{ CARD, "<xs:sequence>", "<xs:sequence><xs:element ref='l:lesson' name='p' minOccurs='0'/>" },
		{ CARD, "<xs:sequence>", "<xs:sequence><xs:element name='p' type='xs:string' minOccurs='0'/>" },
		{ CARD, "<xs:sequence>", "<xs:sequence><xs:element name='p' type='l:text' minOccurs='0' fixed='x'/>" },
		{ CARD, "<xs:sequence>",
		  "<xs:sequence><xs:element name='p' minOccurs='0'><xs:complexType/></xs:element>" },
		{ CARD, "<xs:sequence>", "<xs:sequence><xs:element name='front' type='l:text' minOccurs='0'/>" },
		{ CARD, "<xs:element", "<xs:sequence minOccurs='0' maxOccurs='2'/><xs:element" },
		{ CARD, "<xs:attribute", "<xs:anyAttribute/><xs:attribute" },
		{ CARD, "<xs:attribute", "<xs:attributeGroup ref='l:x'/><xs:attribute" },
		{ CARD, "<xs:attribute", "<xs:attribute name='x' type='xs:token' fixed='x'/><xs:attribute" },
		{ CARD, "<xs:attribute", "<xs:attribute name='x' type='xs:token' use='prohibited'/><xs:attribute" },
		{ CARD, "<xs:attribute", "<xs:attribute name='x'><xs:simpleType/></xs:attribute><xs:attribute" },
		{ CARD, "<xs:attribute", "<xs:attribute ref='l:x'/><xs:attribute" },
		{ CARD, "<xs:attribute", "<xs:assert test='true()'/><xs:attribute" },
		{ CARD, "<xs:attribute", "<o:odd xmlns:o='urn:odd'/><xs:attribute" },
		{ ID, "<xs:restriction", "<xs:restriction xmlns:xs='http://www.w3.org/2001/XMLSchema'" },
		{ ID, "<xs:maxLength", "<xs:length" },
		{ ID, "<xs:maxLength value=\"64\"", "<xs:maxLength value='many'" },
		{ ID, "<xs:maxLength value=\"64\"", "<xs:maxLength value='-1'" },
		{ ID, "<xs:maxLength value=\"64\"", "<xs:minLength value='2'" },
		{ ID, "<xs:maxLength", "<xs:whiteSpace value='preserve'/><xs:maxLength" },
		{ ID, "xs:token", "xs:string" },
		{ ID, "xs:token", "xs:NCName" },
		{ ID, "xs:token", "l:nothing" },
		{ ID, "value=\"[a-z]", "value=\"\\p{Ll}" },
		{ ID, "value=\"[a-z]", "value=\"\\i" },
		{ ID, "value=\"[a-z]", "value=\"[a-z-[x]]" },
		{ ID, "value=\"[a-z]", "value=\"[^]a-z]" },
		{ ID, "value=\"[a-z]", "value=\"[a-z]{1,1000}" },
		{ ID, "value=\"[a-z]", "value=\"(" },
		{ "name=\"date\"", "xs:date", "xs:gYear" },
		{ "name=\"date\"", "<xs:pattern", "<xs:maxInclusive value='2030-01-01'/><xs:pattern" },
	};
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct planted planted;
		plant(&planted, changes[i]);
		if (accepts(&planted, "<p>x</p>"))
			fail_msg("accepted in spite of %s", changes[i].to);
		uproot(&planted);
	}
}

/* Patterns match what libxml2 matches; of what is not ASCII, nothing. */
static void test_patterns(void **state)
{
	(void)state;
	static const char *const patterns[] = {
		"[a-z][a-z0-9]*(-[a-z0-9]+)*",
		"(keep|reset) since (0|[1-9][0-9]{0,2})\\.(0|[1-9])(-[0-9A-Za-z.\\-]{1,4})?",
		"10\\.[0-9]{4,9}/[^\\s]+",
		"a|b|",
		"(a|b)*a",
		"(ab?){2,}",
		"(ab?){2}c",
		"a{0}b",
		"[^a-c]+",
		"[\\-a]+",
		"[a\\-]+x?",
		".+",
		"\\d+\\D",
		"\\S*\\s\\S*",
		"(a*)*b",
		"((a|b)(c|))+",
		"[+\\-*]+",
		"\\(a\\)",
		"[.]b",
		"a?a?a?aaa",
	};
	static const char letters[] = "aabbccx-.+*() 0123456789/";
	struct odd odd = { .out = NULL, .state = 88172645463325252u };
	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		struct arena arena;
		arena_init(&arena);
		struct patterns *own = patterns_new(&arena);
		assert_true(own && patterns_add(own, patterns[i]));
		const struct value_automaton *automaton = patterns_compile(own, &arena);
		xmlRegexpPtr theirs = xmlRegexpCompile((const xmlChar *)patterns[i]);
		assert_true(automaton && theirs);
		for (unsigned round = 0; round < 2000; round++) {
			char value[32] = "";
			const char *start =
				odd_one_of(&odd, (const char *const[]){ "", "", "10.1000/", "keep since 1.0",
									"reset since 12.1-a", NULL });
			strcpy(value, start);
			for (size_t n = odd_pick(&odd, 8), len = strlen(start); n > 0; n--)
				value[len++] = letters[odd_pick(&odd, sizeof(letters) - 1)];
			bool matched = xmlRegexpExec(theirs, (const xmlChar *)value) == 1;
			if (automaton_value(automaton, str_from(value)) != matched)
				fail_msg("%s: %s is %s", patterns[i], value, matched ? "refused" : "accepted");
		}
		assert_false(automaton_value(automaton, STR("\u00e9")));
		xmlRegFreeRegexp(theirs);
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_additions),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_patterns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
