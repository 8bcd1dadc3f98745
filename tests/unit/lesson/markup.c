/* The markup scanner finds what libxml2 finds, at the same offsets, in well-formed documents. On malformed input it
 * always advances, in linear time. SEED=N tries others. */
#include "base/buf.h"
#include "base/file.h"
#include "base/file_list.h"
#include "lesson/markup.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static unsigned seed = 1;

static unsigned pick(unsigned count)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % count;
}

/* What both must agree on, as lines of text. */
struct trace {
	xmlParserCtxt *parser;
	struct buf lines;
};

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
		     const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
	(void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
	struct trace *trace = context;
	buf_format(&trace->lines, "start %s%s%s to %ld\n", prefix ? (const char *)prefix : "", prefix ? ":" : "",
		   (const char *)name, xmlByteConsumed(trace->parser));
	for (int i = 0; i < count; i++)
		buf_format(&trace->lines, "  %s='%.*s'\n", (const char *)attributes[i * 5],
			   (int)(attributes[i * 5 + 4] - attributes[i * 5 + 3]), (const char *)attributes[i * 5 + 3]);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)name, (void)prefix, (void)uri;
	struct trace *trace = context;
	buf_format(&trace->lines, "end to %ld\n", xmlByteConsumed(trace->parser));
}

static void on_comment(void *context, const xmlChar *text)
{
	struct trace *trace = context;
	if (!trace->parser->inSubset)
		buf_format(&trace->lines, "comment%s\n", (const char *)text);
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *data)
{
	struct trace *trace = context;
	(void)data;
	if (!trace->parser->inSubset)
		buf_format(&trace->lines, "instruction %s to %ld\n", (const char *)target,
			   xmlByteConsumed(trace->parser));
}

static void on_cdata(void *context, const xmlChar *text, int len)
{
	struct trace *trace = context;
	buf_format(&trace->lines, "cdata%.*s\n", len, (const char *)text);
}

static void parse(struct str bytes, struct trace *trace)
{
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end,
			      .comment = on_comment, .processingInstruction = on_instruction, .cdataBlock = on_cdata };
	trace->parser = xmlCreateMemoryParserCtxt(bytes.at, (int)bytes.len);
	assert_non_null(trace->parser);
	xmlSAXHandler *own = trace->parser->sax;
	trace->parser->sax = &sax;
	trace->parser->userData = trace;
	xmlParseDocument(trace->parser);
	assert_true(trace->parser->wellFormed);
	trace->parser->sax = own;
	xmlFreeParserCtxt(trace->parser);
}

static void scan_attributes(struct str bytes, const struct markup *tag, struct buf *lines)
{
	struct markup_attribute a;
	for (size_t at = tag->inside; markup_attribute(bytes, &at, tag->inside_end, &a);) {
		struct str name = markup_slice(bytes, a.name, a.name_end);
		const char *colon = memchr(name.at, ':', name.len);
		if (str_starts(name, "xmlns"))
			continue;
		if (colon)
			name = markup_slice(name, (size_t)(colon - name.at) + 1, name.len);
		buf_format(lines, "  %.*s='%.*s'\n", STR_ARG(name),
			   STR_ARG(markup_slice(bytes, a.value, a.value_end)));
	}
}

static void scan(struct str bytes, struct buf *lines)
{
	struct markup_scan scan = { .bytes = bytes };
	struct markup m = { .end = 0 };
	while (markup_next(&scan, m.end, &m)) {
		struct str inside = markup_slice(bytes, m.inside, m.inside_end);
		assert_true(m.closed);
		if (m.kind <= MARKUP_EMPTY) {
			buf_format(lines, "start %.*s to %zu\n", STR_ARG(m.name), m.inside_end);
			scan_attributes(bytes, &m, lines);
		}
		if (m.kind == MARKUP_EMPTY || m.kind == MARKUP_END)
			buf_format(lines, "end to %zu\n", m.end);
		if (m.kind == MARKUP_COMMENT)
			buf_format(lines, "comment%.*s\n", STR_ARG(inside));
		if (m.kind == MARKUP_INSTRUCTION && !str_is(m.name, "xml"))
			buf_format(lines, "instruction %.*s to %zu\n", STR_ARG(m.name), m.end);
		if (m.kind == MARKUP_CDATA)
			buf_format(lines, "cdata%.*s\n", STR_ARG(inside));
	}
}

static void agree(struct str bytes)
{
	struct trace trace = { .parser = NULL };
	struct buf lines;
	buf_init(&trace.lines, BUF_CAP);
	buf_init(&lines, BUF_CAP);
	parse(bytes, &trace);
	scan(bytes, &lines);
	if (strcmp(buf_cstr(&trace.lines), buf_cstr(&lines)) != 0)
		print_message("%.*s\n", STR_ARG(bytes));
	assert_string_equal(buf_cstr(&trace.lines), buf_cstr(&lines));
	buf_release(&trace.lines);
	buf_release(&lines);
}

static void test_agrees_on_the_lessons(void **state)
{
	(void)state;
	struct file_list list;
	struct buf bytes;
	file_list_init(&list);
	buf_init(&bytes, BUF_CAP);
	assert_true(file_list_add(&list, "content", ".xml", NULL, NULL, NULL));
	assert_true(list.count > 0);
	for (size_t i = 0; i < list.count; i++) {
		buf_clear(&bytes);
		assert_int_equal(file_read(list.paths[i], BUF_CAP, &bytes), FILE_OK);
		agree(buf_view(&bytes));
	}
	buf_release(&bytes);
	file_list_release(&list);
}

static const char *one_of(const char *const *list, unsigned count)
{
	return list[pick(count)];
}
#define ONE_OF(...)                                                                                                    \
	one_of((const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static void add_content(struct buf *out, unsigned depth)
{
	for (unsigned i = pick(5); i > 0; i--) {
		const char *name = ONE_OF("a", "b-c", "d.e", "é", "_f", "n:g");
		switch (pick(depth < 5 ? 7 : 5)) {
		case 0:
			buf_text(out, ONE_OF("text", " > ", "\"", "it's", "&lt;", "]]", "-->", "/>", "?>", "\r\n"));
			break;
		case 1:
			buf_format(out, "<!--%s-->", ONE_OF("", "<a>", " > ", "\"", "<?b?>", "]]>", "<![CDATA["));
			break;
		case 2:
			buf_format(out, "<?pi%s?>", ONE_OF("", " ", " <a", " <!--", " > ", " '", " <?x", " ]]>"));
			break;
		case 3:
			buf_format(out, "x<![CDATA[%s]]>y",
				   ONE_OF("z", "<a>", "</a>", "\"", "<!--", "]]", "?>", "-->", ">"));
			break;
		case 4:
			buf_format(out, "<%s%s%s/>", name, ONE_OF("", " x='>'", " x=\"'/>\" y = '\"'", "\ny\t=\n''"),
				   ONE_OF("", " ", "\n"));
			break;
		default:
			buf_format(out, "<%s%s>", name,
				   ONE_OF("", " ", " x='/'", " x=\"a>b\"  n:y='-->'", "\nx='?>]]>'\n"));
			add_content(out, depth + 1);
			buf_format(out, "</%s%s>", name, ONE_OF("", " ", "\n"));
		}
	}
}

static void add_document(struct buf *out)
{
	buf_text(out, ONE_OF("", "<?xml version='1.0'?>", "\xef\xbb\xbf<?xml version=\"1.0\" encoding='UTF-8' ?>\n"));
	buf_text(out, ONE_OF("", "<!-- > -->", "<?pi <r>?>\n", "<!DOCTYPE r>", "<!DOCTYPE r SYSTEM 'a>b'>",
			     "<!DOCTYPE r [<!ENTITY e \"]>\"><!-- isn't ] > --><?p ]>?><!ELEMENT x (y)>\n]>"));
	buf_text(out, "<r xmlns:n='urn:n'>");
	add_content(out, 0);
	buf_text(out, "</r>");
	buf_text(out, ONE_OF("", "\n", "<!-- <r> -->\n", "<?pi?>"));
}

static void test_agrees_on_random_documents(void **state)
{
	(void)state;
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	for (unsigned i = 0; i < 20000; i++) {
		buf_clear(&bytes);
		add_document(&bytes);
		agree(buf_view(&bytes));
	}
	buf_release(&bytes);
}

static void test_always_proceeds(void **state)
{
	(void)state;
	static const char *const parts[] = { "<",  ">",		"<a", "</", "<!--", "-->", "<![CDATA[", "]]>",
					     "<?", "?>",	"/>", "\"", "'",    "=",   " ",		"\n",
					     "x",  "<!DOCTYPE", "[",  "]",  "<!",   "\xc3" };
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	for (unsigned i = 0; i < 50000; i++) {
		buf_clear(&bytes);
		for (unsigned n = pick(20); n > 0; n--)
			buf_text(&bytes, one_of(parts, sizeof(parts) / sizeof(parts[0])));
		/* A copy of exactly that size, so that sanitizers detect reads beyond it. */
		char *copy = malloc(bytes.len + 1);
		assert_non_null(copy);
		memcpy(copy, buf_cstr(&bytes), bytes.len + 1);
		copy = realloc(copy, bytes.len ? bytes.len : 1);
		struct markup_scan scan = { .bytes = { copy, bytes.len } };
		struct markup m = { .end = 0 };
		for (size_t last = 0; markup_next(&scan, last, &m); last = m.end) {
			assert_true(m.start >= last && m.start < m.inside && m.inside <= m.inside_end);
			assert_true(m.inside_end <= m.end && m.end <= bytes.len);
			struct markup_attribute a;
			for (size_t at = m.inside; markup_attribute(scan.bytes, &at, m.inside_end, &a);)
				assert_true(a.name <= a.name_end && a.name_end < a.value && a.value <= a.value_end &&
					    a.value_end < at && at <= m.inside_end);
		}
		free(copy);
	}
	buf_release(&bytes);
}

static void test_takes_linear_time(void **state)
{
	(void)state;
	static const char *const parts[] = {
		"<!--",	  "<![CDATA[", "<?", "<!DOCTYPE a [", "<!DOCTYPE a [<!--", "<!DOCTYPE a ['",
		"<a x='", "<a \"",     "<"
	};
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		buf_clear(&bytes);
		for (unsigned n = 0; n < 200000; n++)
			buf_text(&bytes, parts[i]);
		struct markup_scan scan = { .bytes = buf_view(&bytes) };
		struct markup m = { .end = 0 };
		clock_t start = clock();
		while (markup_next(&scan, m.end, &m))
			;
		assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 2);
	}
	buf_release(&bytes);
}

static void test_stops_at_the_next_tag_if_a_quote_is_missing(void **state)
{
	(void)state;
	struct markup_scan scan = { .bytes = STR("<p class=\"x>a < b</p> 1<2 <q id='z'/>") };
	struct markup m = { .end = 0 };
	static const char *const names[] = { "p", "p", "q" };
	size_t count = 0;
	for (; markup_next(&scan, m.end, &m); count++)
		assert_true(count < 3 && str_is(m.name, names[count]) && m.closed == (count > 0));
	assert_int_equal(count, 3);
}

int main(void)
{
	const char *given = getenv("SEED");
	if (given)
		seed = (unsigned)strtoul(given, NULL, 10);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agrees_on_the_lessons),
		cmocka_unit_test(test_agrees_on_random_documents),
		cmocka_unit_test(test_always_proceeds),
		cmocka_unit_test(test_takes_linear_time),
		cmocka_unit_test(test_stops_at_the_next_tag_if_a_quote_is_missing),
	};
	return cmocka_run_group_tests_name("markup", tests, NULL, NULL);
}
