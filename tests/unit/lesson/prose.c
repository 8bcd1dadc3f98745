/* Mapping from the flattened text back to the file. */
#include "lesson/prose.h"

#include "../lesson.h"

#include <stdio.h>

#define HEAD                                                                                                           \
	"<lesson xmlns=\"urn:satchel:lesson:1\" id=\"a\" xml:lang=\"en\" "                                             \
	"reviewed=\"2026-11-20\"><title>T</title><summary>"
#define TAIL "</summary><section id=\"s\"><title>T</title></section></lesson>"

/* The source text of needle in the flattened summary. */
static void assert_raw(struct reading *r, const char *inner, const char *needle, const char *raw, bool plain)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_format(&text, HEAD "%s" TAIL, inner);
	reading_read(r, buf_view(&text));
	assert_int_equal(r->status, READER_OK);
	struct prose prose;
	prose_init(&prose);
	prose_flatten(&prose, r->lesson->summary->text);
	assert_false(prose_failed(&prose));
	struct str flat = prose_view(&prose);
	const char *found = memmem(flat.at, flat.len, needle, strlen(needle));
	assert_non_null(found);
	size_t start = (size_t)(found - flat.at), end = start + strlen(needle);
	struct span span = prose_span(&prose, &r->source, start, end);
	char there[256];
	snprintf(there, sizeof(there), "%.*s", (int)(span.end - span.start), text.at + span.start);
	assert_string_equal(there, raw);
	assert_int_equal(prose_is_plain(&prose, &r->source, start, end), plain);
	prose_release(&prose);
	buf_release(&text);
}

static void test_plain(void **state)
{
	assert_raw(*state, "one two three", "two", "two", true);
	assert_raw(*state, "one two three", "three", "three", true);
	assert_raw(*state, "Œdème β two", "β", "β", true);
}

static void test_references(void **state)
{
	assert_raw(*state, "A &amp; B &lt; C two", "two", "two", true);
	assert_raw(*state, "A &amp; B", "& B", "&amp; B", false);
	assert_raw(*state, "x&#946;y &#x1F48A; two", "y", "y", true);
	assert_raw(*state, "x&#946;y &#x1F48A; two", "two", "two", true);
	assert_raw(*state, "x&#946;y", "β", "&#946;", false);
	assert_raw(*state, "a<![CDATA[ <b> & ]]>two", "two", "two", true);
	assert_raw(*state, "a<![CDATA[ <b> & ]]>two", "<b>", "<b>", true);
	assert_raw(*state, "one\r\n\r\n  two", "two", "two", true);
}

/* A line break and the white space around it are one byte. */
static void test_line_breaks(void **state)
{
	assert_raw(*state, "one\n\t two", "one two", "one\n\t two", true);
	assert_raw(*state, "one \r\n\r\n  two\n", "one two", "one \r\n\r\n  two", true);
	assert_raw(*state, "\n  one\n  two\n  three four\n", "three", "three", true);
	assert_raw(*state, "\n  one\n  two\n  three four\n", "two three", "two\n  three", true);
	assert_raw(*state, "\n  one\n  two\n", "one", "one", true);
	assert_raw(*state, "one \n  two\n  three", "one ", "one \n  ", true);
	assert_raw(*state, "one \n  two\n  three", " two", " \n  two", true);
	assert_raw(*state, "one\n  <em>two</em>", "one ", "one\n", true);
	assert_raw(*state, "&lt; one\r\n  &#946;\n  two", "two", "two", true);
	assert_raw(*state, "&lt; one\r\n  two", "one ", "one\r\n  ", true);
	assert_raw(*state, "&lt; one\r\n  &#946;\n  two", "one β two", "one\r\n  &#946;\n  two", false);
	assert_raw(*state, "one\n  <em>two</em>\n  three", "one two three", "one\n  <em>two</em>\n  three", false);
	assert_raw(*state, "one\n  <em>two</em>\n  three", "three", "three", true);
	assert_raw(*state, "give\n  5 mg\n  of", "give 5 mg of", "give\n  5 mg\n  of", true);
	assert_raw(*state, "one\n  - two", "one\n- two", "one\n  - two", true);
	assert_raw(*state, "one\n  2) two", "one\n2) two", "one\n  2) two", true);
	assert_raw(*state, "one  two", "one  two", "one  two", true);
}

static void test_over_elements(void **state)
{
	assert_raw(*state, "the <em>the</em> end", "the the", "the <em>the", false);
	assert_raw(*state, "the <em>the</em> end", "end", "end", true);
	assert_raw(*state, "x<sub>2</sub>y", "2", "2", true);
	assert_raw(*state, "<![CDATA[one]]> <![CDATA[two]]>", "two", "two", true);
	assert_raw(*state, "<![CDATA[one]]> <![CDATA[two]]>", "one", "one", true);
	assert_raw(*state, "x<sub>2</sub>y", "x2", "x<sub>2", false);
	assert_raw(*state, "see<!-- not this --> two", "two", "two", true);
}

static void test_inside(void **state)
{
	struct reading *r = *state;
	reading_read(r, STR(HEAD "a<strong>b<sub>c</sub></strong>d" TAIL));
	struct prose prose;
	prose_init(&prose);
	prose_flatten(&prose, r->lesson->summary->text);
	assert_string_equal(buf_cstr(&prose.text), "abcd");
	assert_int_equal(prose_inside(&prose, 0), 0);
	assert_int_equal(prose_inside(&prose, 1), 1u << INLINE_STRONG);
	assert_int_equal(prose_inside(&prose, 2), 1u << INLINE_STRONG | 1u << INLINE_SUB);
	assert_int_equal(prose_inside(&prose, 3), 0);
	assert_int_equal(prose_inside(&prose, 4), 0);
	prose_release(&prose);
}

/* The text that replaces the first X of a summary, escaped as necessary; NULL if that is impossible. */
static void assert_written(struct reading *r, const char *summary, const char *text, const char *written)
{
	struct buf lesson, out;
	struct prose prose;
	buf_init(&lesson, BUF_CAP);
	buf_init(&out, BUF_CAP);
	buf_format(&lesson, "%s%s%s", HEAD, summary, TAIL);
	reading_read(r, buf_view(&lesson));
	prose_init(&prose);
	prose_flatten(&prose, r->lesson->summary->text);
	size_t at = (size_t)(strchr(buf_cstr(&prose.text), 'X') - buf_cstr(&prose.text));
	bool good = prose_write(&prose, &r->source, at, at + 1, str_from(text), &out);
	assert_int_equal(good, written != NULL);
	if (written)
		assert_string_equal(buf_cstr(&out), written);
	prose_release(&prose);
	buf_release(&out);
	buf_release(&lesson);
}

static void test_other_languages(void **state)
{
	static const struct {
		const char *inner, *lang, *masked;
	} cases[] = {
		{ "Is it?", "en", "Is it?" },
		{ "An <span xml:lang=\"en-US\">It</span>", "en", "An It" },
		{ "Say <em xml:lang=\"fr\">Qu'est-ce? <strong>Été.</strong></em> it.", "en", "Say Xx'xxx-xx  Éxé  it." },
		{ " <span xml:lang=\"la\">a <em>b</em></span> ", "la", " x x " },
		{ "<span xml:lang=\"la\">a</span><span xml:lang=\"la-VA\">b</span>", "en", "xx" },
	};
	struct reading *r = *state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct prose prose;
		struct buf text;
		buf_init(&text, BUF_CAP);
		buf_format(&text, HEAD "%s" TAIL, cases[i].inner);
		reading_read(r, buf_view(&text));
		const struct inline_node *nodes = r->lesson->summary->text;
		assert_true(str_is(inline_lang(nodes, STR("en")), cases[i].lang));
		prose_init(&prose);
		prose_flatten(&prose, nodes);
		prose_mask(&prose, STR("en"));
		assert_string_equal(buf_cstr(&prose.text), cases[i].masked);
		prose_release(&prose);
		buf_release(&text);
	}
	assert_true(str_is(inline_lang(NULL, STR("en")), "en"));
}

static void test_write(void **state)
{
	assert_written(*state, "a X b", "5 < 6 & \"so\"", "5 &lt; 6 &amp; \"so\"");
	assert_written(*state, "a <![CDATA[X]]> b", "5 < 6 & \"so\"", "5 < 6 & \"so\"");
	assert_written(*state, "<![CDATA[a]]>X", "&", "&amp;");
	assert_written(*state, "<![CDATA[<]]>&lt;<![CDATA[X]]>", "&", "&");
	assert_written(*state, "]]X", ">", "&gt;");
	assert_written(*state, "<![CDATA[X]]>", "]]>", NULL);
	assert_written(*state, "<![CDATA[]]X]]>", ">", NULL);
	assert_written(*state, "<![CDATA[]X ]]>", "]>", NULL);
	assert_written(*state, "<![CDATA[X>]]>", "]]", NULL);
	assert_written(*state, "<![CDATA[X]]>", "]]", "]]");
	assert_written(*state, "<![CDATA[]X]>]]>", "", NULL);
	assert_written(*state, "<![CDATA[X]]>", "a\rb", NULL);
	assert_written(*state, "X", "a\rb", "a&#13;b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_references),
		cmocka_unit_test(test_line_breaks),
		cmocka_unit_test(test_over_elements),
		cmocka_unit_test(test_inside),
		cmocka_unit_test(test_other_languages),
		cmocka_unit_test(test_write),
	};
	return cmocka_run_group_tests(tests, reading_setup, reading_teardown);
}
