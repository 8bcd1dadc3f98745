/* Shared by the tests of the renderers: a report about an invented source, and its rendering. */
#ifndef TESTS_RENDERED_H
#define TESTS_RENDERED_H

#include "base/file_list.h"
#include "report/render.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct rule_settings every_rule;

static inline void start_report(struct report *report)
{
	rule_settings_default(&every_rule);
	assert_true(rule_settings_select(&every_rule, &STR("all"), 1));
	report_init(report, &every_rule);
}

/* The span of needle in text. */
static inline struct span span_of(const char *text, const char *needle)
{
	const char *at = strstr(text, needle);
	assert_non_null(at);
	return (struct span){ (uint32_t)(at - text), (uint32_t)(at - text + (ptrdiff_t)strlen(needle)) };
}

/* Closes the findings of a source. */
static inline void close_on(struct report *report, const char *path, struct str bytes, struct str lesson)
{
	struct source source;
	source_init(&source, path, bytes);
	source.lesson = lesson;
	report_close_source(report, &source);
	source_release(&source);
}

static inline const char *page_of(enum rule_id rule)
{
	return rule == RULE_QUESTION_NO_KEY ? "# question/no-key\n\nIt harms \"learners\".\n" : NULL;
}

/* The whole output; the caller frees it. */
static inline char *rendered_with(const struct report *report, struct render_options options)
{
	options.program = "satchel-lint";
	options.version = "1.2.3";
	options.page = page_of;
	FILE *out = tmpfile();
	assert_non_null(out);
	assert_true(render(report, &options, out, NULL));
	rewind(out);
	struct buf text;
	buf_init(&text, BUF_CAP);
	assert_int_equal(file_read_stream(out, BUF_CAP / 2, &text), FILE_OK);
	assert_int_equal(fclose(out), 0);
	return text.at;
}

static inline char *rendered(const struct report *report, enum render_format format)
{
	return rendered_with(report, (struct render_options){ .format = format });
}

/* A finding in an empty file, with text that tries to escape from its field in every format. */
#define HOSTILE	     "a\"b<c>&'%,:\x1b[31m\r\n::error::]]>\xff\xe2\x80\xae{0}[x](http://y)\\"
#define HOSTILE_PATH "./a b/100%,:\xff\x1b\"<.xml"

static inline void add_hostile(struct report *report)
{
	struct diagnostic *d =
		report_add(report, RULE_QUESTION_NO_KEY, (struct span){ 0, 0 }, STR(HOSTILE), "%s", HOSTILE);
	report_label(report, d, "%s", HOSTILE);
	report_help(report, d, "%s", HOSTILE);
	close_on(report, HOSTILE_PATH, STR(HOSTILE), STR(HOSTILE));
}

#endif
