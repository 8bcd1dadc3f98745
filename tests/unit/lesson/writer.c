/* Lessons that are written from the typed lesson mean what the file meant; all lessons of this repository are tried,
 * which use all elements and attributes. */
#include "lesson/writer.h"
#include "../lesson.h"
#include "base/file_list.h"
#include "format/meaning.h"

#include <libxml/parser.h>
#include <stdio.h>

/* Attributes that say what holds without them. */
static void drop_defaults(xmlNode *node)
{
	static const char *const defaults[][2] = {
		{ "hide", "one" },     { "kind", "single" }, { "kind", "bullet" },
		{ "shuffle", "true" }, { "start", "1" },     { "correct", "false" },
		{ "scope", "column" }, { "columns", "1" },   { "rows", "1" },
	};
	for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++) {
		xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)defaults[i][0]);
		if (value && strcmp((const char *)value, defaults[i][1]) == 0)
			xmlUnsetProp(node, (const xmlChar *)defaults[i][0]);
		xmlFree(value);
	}
}

/* Comments and instructions are not part of the typed lesson. */
static void drop_comments(xmlNode *node)
{
	while (node) {
		xmlNode *next = node->next;
		if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE) {
			xmlUnlinkNode(node);
			xmlFreeNode(node);
		} else if (node->type == XML_ELEMENT_NODE) {
			drop_defaults(node);
			drop_comments(node->children);
		}
		node = next;
	}
}

static void meaning_of(struct str bytes, struct buf *out)
{
	struct arena arena;
	arena_init(&arena);
	xmlDoc *document = xmlReadMemory(bytes.at, (int)bytes.len, NULL, NULL, XML_PARSE_NONET);
	assert_non_null(document);
	drop_comments(document->children);
	assert_true(format_meaning(document, &arena, out));
	xmlFreeDoc(document);
	arena_release(&arena);
}

static void show_difference(const char *path, struct str meant, struct str written)
{
	size_t at = 0;
	while (at < meant.len && at < written.len && meant.at[at] == written.at[at])
		at++;
	size_t start = at > 60 ? at - 60 : 0;
	if (at < meant.len || at < written.len)
		fprintf(stderr, "%s: …%.120s… is written as …%.120s…\n", path, meant.at + start, written.at + start);
}

static void try_lesson(struct reading *r, const char *path)
{
	struct buf bytes, written, again, meant, meaning;
	buf_init(&bytes, BUF_CAP);
	buf_init(&written, BUF_CAP);
	buf_init(&again, BUF_CAP);
	buf_init(&meant, BUF_CAP);
	buf_init(&meaning, BUF_CAP);
	assert_int_equal(file_read(path, LESSON_SIZE_MAX, &bytes), FILE_OK);
	reading_read(r, buf_view(&bytes));
	assert_int_equal(r->status, READER_OK);
	lesson_write(r->lesson, &written);
	meaning_of(buf_view(&bytes), &meant);
	meaning_of(buf_view(&written), &meaning);
	show_difference(path, buf_view(&meant), buf_view(&meaning));
	assert_true(str_equal(buf_view(&meant), buf_view(&meaning)));
	reading_read(r, buf_view(&written));
	assert_int_equal(r->status, READER_OK);
	lesson_write(r->lesson, &again);
	assert_string_equal(buf_cstr(&again), buf_cstr(&written));
	buf_release(&bytes);
	buf_release(&written);
	buf_release(&again);
	buf_release(&meant);
	buf_release(&meaning);
}

static bool is_lesson(void *context, const char *path)
{
	(void)context;
	return !strstr(path, "satchel.xml") && !strstr(path, "retired.xml");
}

static void test_own_lessons(void **state)
{
	struct file_list list;
	file_list_init(&list);
	assert_true(file_list_add(&list, "content", ".xml", is_lesson, NULL, NULL));
	assert_true(list.count > 4);
	for (size_t i = 0; i < list.count; i++)
		try_lesson(*state, list.paths[i]);
	file_list_release(&list);
}

/* What needs escaping, in text and attributes. */
static void test_escapes(void **state)
{
	struct reading *r = *state;
	static const char text[] =
		"<lesson xmlns=\"urn:satchel:lesson:1\" id=\"a\" xml:lang=\"en\" reviewed=\"2026-01-01\">"
		"<title>a &lt; b &amp;amp; c &gt; d &#13; \"e\"</title><summary>S</summary>"
		"<section id=\"s\"><title>T</title><p><abbr title=\"&quot;x&quot; &lt; 'y' &amp; z\">X</abbr>"
		"<span xml:lang=\"la\">et <em>cetera</em> <em xml:lang=\"en\">so on</em></span></p></section></lesson>";
	struct buf written, meant, meaning;
	buf_init(&written, BUF_CAP);
	buf_init(&meant, BUF_CAP);
	buf_init(&meaning, BUF_CAP);
	reading_read(r, STR(text));
	assert_int_equal(r->status, READER_OK);
	lesson_write(r->lesson, &written);
	meaning_of(STR(text), &meant);
	meaning_of(buf_view(&written), &meaning);
	assert_true(str_equal(buf_view(&meant), buf_view(&meaning)));
	buf_release(&written);
	buf_release(&meant);
	buf_release(&meaning);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_own_lessons, reading_setup, reading_teardown),
		cmocka_unit_test_setup_teardown(test_escapes, reading_setup, reading_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
