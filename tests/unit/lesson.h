/* Reads a lesson from a string, for tests. */
#ifndef TESTS_LESSON_H
#define TESTS_LESSON_H

#include "lesson/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct reading {
	struct rule_settings settings;
	struct report report;
	struct source source;
	struct lesson_schema *schema;
	struct reader *reader;
	const struct lesson *lesson;
	enum reader_status status;
};

static inline void reading_init(struct reading *reading)
{
	rule_settings_default(&reading->settings);
	report_init(&reading->report, &reading->settings);
	reading->schema = lesson_schema_new();
	assert_non_null(reading->schema);
	reading->reader = reader_new(reading->schema);
	assert_non_null(reading->reader);
	source_init(&reading->source, "test.xml", STR(""));
}

static inline void reading_release(struct reading *reading)
{
	source_release(&reading->source);
	reader_free(reading->reader);
	lesson_schema_free(reading->schema);
	report_release(&reading->report);
}

/* Group fixtures: *state is a struct reading. */
static inline int reading_setup(void **state)
{
	struct reading *r = calloc(1, sizeof(*r));
	assert_non_null(r);
	reading_init(r);
	*state = r;
	return 0;
}

static inline int reading_teardown(void **state)
{
	reading_release(*state);
	free(*state);
	return 0;
}

/* text is borrowed until the next call. */
static inline void reading_read(struct reading *reading, struct str text)
{
	source_release(&reading->source);
	report_release(&reading->report);
	source_init(&reading->source, "test.xml", text);
	reading->status = reader_read(reading->reader, &reading->source, &reading->report, &reading->lesson);
	report_close_source(&reading->report, &reading->source);
	report_sort(&reading->report);
}

/* The findings as "line:column rule" lines. */
static inline void reading_findings(const struct reading *reading, struct buf *out)
{
	buf_clear(out);
	for (const struct diagnostic *d = reading->report.first; d; d = d->next)
		buf_format(out, "%u:%u %s\n", d->location.line, d->location.column, d->name);
}

#endif
