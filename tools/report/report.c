#include "report/report.h"

#include "base/file.h"
#include "base/pool.h"
#include "report/excerpt.h"

#include <stdio.h>
#include <stdlib.h>

enum { SOURCE_MAX = 64 * 1024 * 1024 }; /* maximum size in bytes of a file that excerpts are read from */

void report_init(struct report *report, const struct rule_settings *settings)
{
	*report = (struct report){ .settings = settings };
	arena_init(&report->arena);
	report->last = report->open = &report->first;
}

void report_release(struct report *report)
{
	const struct rule_settings *settings = report->settings;
	arena_release(&report->arena);
	report_init(report, settings);
}

static PRINTF_LIKE(2, 0) const char *format_text(struct report *report, const char *format, va_list args)
{
	char usual[256];
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(usual, sizeof(usual), format, args);
	char *text = len < 0 ? NULL : arena_alloc(&report->arena, (size_t)len + 1);
	if (!text)
		report->failed = true;
	else if ((size_t)len < sizeof(usual))
		memcpy(text, usual, (size_t)len);
	else
		vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text;
}

/* Appends a finding that is complete except for its location; NULL if memory ran out. */
static PRINTF_LIKE(4, 0) struct diagnostic *append(struct report *report, enum rule_id rule, struct str item,
						   const char *format, va_list args)
{
	struct diagnostic *diagnostic = arena_alloc(&report->arena, sizeof(*diagnostic));
	const char *message = format_text(report, format, args);
	struct str id = arena_str(&report->arena, item);
	if (!diagnostic || !message || (item.at && !id.at)) {
		report->failed = true;
		return NULL;
	}
	diagnostic->rule = rule;
	diagnostic->name = rule_get(rule)->name;
	diagnostic->severity = report->settings->severity[rule];
	diagnostic->message = message;
	diagnostic->item = id;
	report->counts[diagnostic->severity]++;
	*report->last = diagnostic;
	report->last = &diagnostic->next;
	return diagnostic;
}

struct diagnostic *report_add(struct report *report, enum rule_id rule, struct span span, struct str item,
			      const char *format, ...)
{
	if (!report_wants(report, rule))
		return NULL;
	va_list args;
	va_start(args, format);
	struct diagnostic *diagnostic = append(report, rule, item, format, args);
	va_end(args);
	if (diagnostic)
		diagnostic->span = span;
	return diagnostic;
}

struct diagnostic *report_add_info(struct report *report, enum rule_id rule, struct span span, struct str item,
				   const char *format, ...)
{
	if (!report->settings->infos || !report_wants(report, rule))
		return NULL;
	va_list args;
	va_start(args, format);
	struct diagnostic *diagnostic = append(report, rule, item, format, args);
	va_end(args);
	if (!diagnostic)
		return NULL;
	diagnostic->span = span;
	report_lower(report, diagnostic, SEVERITY_INFO);
	return diagnostic;
}

void report_lower(struct report *report, struct diagnostic *diagnostic, enum severity severity)
{
	if (!diagnostic || diagnostic->severity <= severity)
		return;
	report->counts[diagnostic->severity]--;
	report->counts[severity]++;
	diagnostic->severity = severity;
}

/* Moves the last finding, which belongs to no source, before those of the current source. */
static void close_last(struct report *report, struct diagnostic *diagnostic)
{
	if (*report->open == diagnostic) {
		report->open = &diagnostic->next;
		return;
	}
	struct diagnostic **link = report->open;
	while (*link != diagnostic)
		link = &(*link)->next;
	*link = NULL;
	report->last = link;
	diagnostic->next = *report->open;
	*report->open = diagnostic;
	report->open = &diagnostic->next;
}

struct diagnostic *report_add_at(struct report *report, enum rule_id rule, const char *path, struct location location,
				 struct str lesson, struct str item, const char *format, ...)
{
	if (!report_wants(report, rule))
		return NULL;
	va_list args;
	va_start(args, format);
	struct diagnostic *diagnostic = append(report, rule, item, format, args);
	va_end(args);
	if (!diagnostic)
		return NULL;
	diagnostic->path = path;
	diagnostic->location = location;
	diagnostic->lesson = arena_str(&report->arena, lesson);
	if (lesson.at && !diagnostic->lesson.at)
		report->failed = true;
	close_last(report, diagnostic);
	return diagnostic;
}

void report_label(struct report *report, struct diagnostic *diagnostic, const char *format, ...)
{
	if (!diagnostic)
		return;
	va_list args;
	va_start(args, format);
	diagnostic->label = format_text(report, format, args);
	va_end(args);
}

void report_help(struct report *report, struct diagnostic *diagnostic, const char *format, ...)
{
	if (!diagnostic)
		return;
	va_list args;
	va_start(args, format);
	diagnostic->help = format_text(report, format, args);
	va_end(args);
}

void report_other(struct report *report, struct diagnostic *diagnostic, const struct other_side *other)
{
	if (!diagnostic)
		return;
	struct other_side *copy = arena_alloc(&report->arena, sizeof(*copy));
	if (!copy) {
		report->failed = true;
		return;
	}
	*copy = *other;
	copy->lesson = arena_str(&report->arena, other->lesson);
	copy->item = arena_str(&report->arena, other->item);
	copy->same = arena_str(&report->arena, other->same);
	diagnostic->other = copy;
}

void report_edit(struct report *report, struct diagnostic *diagnostic, enum fix_class fix, struct span span,
		 struct str text)
{
	if (!diagnostic)
		return;
	struct edit *edit = arena_alloc(&report->arena, sizeof(*edit));
	struct str copy = arena_str(&report->arena, text);
	if (!edit || !copy.at) {
		report->failed = true;
		return;
	}
	*edit = (struct edit){ .span = span, .text = copy };
	struct edit **last = &diagnostic->edits;
	while (*last)
		last = &(*last)->next;
	*last = edit;
	diagnostic->fix = fix;
}

void report_as_custom(struct report *report, struct diagnostic *diagnostic, const char *name, enum severity severity)
{
	if (!diagnostic)
		return;
	report->counts[diagnostic->severity]--;
	report->counts[severity]++;
	diagnostic->name = name;
	diagnostic->severity = severity;
}

/* Stores the text at the finding, up to DIAGNOSTIC_TEXT bytes. */
static void keep_text(struct report *report, const struct source *source, struct diagnostic *d, size_t start,
		      size_t end)
{
	end = end < source->bytes.len ? end : source->bytes.len;
	if (start >= end)
		return;
	size_t len = end - start < DIAGNOSTIC_TEXT ? end - start : DIAGNOSTIC_TEXT;
	d->text = arena_str(&report->arena, (struct str){ source->bytes.at + start, len });
}

void report_close_source(struct report *report, struct source *source)
{
	struct str lesson = *report->open ? arena_str(&report->arena, source->lesson) : STR_NONE;
	for (struct diagnostic *d = *report->open; d; d = d->next) {
		d->path = source->path;
		d->lesson = lesson;
		d->location = source_location(source, d->span);
		for (struct edit *edit = d->edits; edit; edit = edit->next)
			edit->location = source_location(source, edit->span);
		keep_text(report, source, d, d->span.start, d->span.end);
		struct str line = source_line(source, d->location.line);
		report->failed = report->failed || d->location.line == 0;
		if (!line.at)
			continue;
		/* source_location has limited the span to the bytes; a byte order mark precedes its line. */
		size_t begin = (size_t)(line.at - source->bytes.at);
		size_t start = d->span.start > begin ? d->span.start - begin : 0;
		size_t end = d->location.end_line > d->location.line ? line.len
			     : d->span.end > begin	       ? d->span.end - begin
							       : 0;
		d->excerpt = excerpt_make(&report->arena, line, start, end);
	}
	report->failed = report->failed || arena_failed(&report->arena);
	report->open = report->last;
}

struct diagnostic **report_mark(const struct report *report)
{
	return report->last;
}

void report_rewind(struct report *report, struct diagnostic **mark)
{
	for (struct diagnostic *d = *mark; d; d = d->next) {
		report->counts[d->severity]--;
		if (report->open == &d->next)
			report->open = mark;
	}
	*mark = NULL;
	report->last = mark;
}

void report_drop(struct report *report, struct diagnostic **link)
{
	struct diagnostic *d = *link;
	report->counts[d->severity]--;
	d->severity = SEVERITY_OFF;
	*link = d->next;
	if (report->open == &d->next)
		report->open = link;
	if (report->last == &d->next)
		report->last = link;
}

void report_merge(struct report *report, struct report *from)
{
	if (from->first) {
		/* Insert before the findings of the current source. */
		*from->last = *report->open;
		if (report->last == report->open)
			report->last = from->last;
		*report->open = from->first;
		report->open = from->last;
	}
	for (unsigned i = 0; i <= SEVERITY_ERROR; i++)
		report->counts[i] += from->counts[i];
	arena_absorb(&report->arena, &from->arena);
	report->failed = report->failed || from->failed;
	report_init(from, from->settings);
}

static bool needs_excerpt(const struct diagnostic *d, const char *path)
{
	return !d->excerpt.text.at && d->location.line && d->path && (!path || strcmp(d->path, path) == 0);
}

void report_fetch_excerpt(struct report *report, struct source *source, struct diagnostic *d)
{
	struct str line = source_line(source, d->location.line);
	report->failed = report->failed || !source->lines;
	if (!line.at)
		return;
	size_t start = excerpt_column_offset(line, d->location.column);
	size_t end = d->location.end_line > d->location.line ? line.len
							     : excerpt_column_offset(line, d->location.end_column);
	d->excerpt = excerpt_make(&report->arena, line, start, end);
	struct str last = source_line(source, d->location.end_line);
	if (last.at)
		keep_text(report, source, d, (size_t)(line.at - source->bytes.at) + start,
			  (size_t)(last.at - source->bytes.at) + excerpt_column_offset(last, d->location.end_column));
}

/* Files that excerpts are read from. */
struct excerpt_files {
	struct diagnostic **first; /* the first finding in each file */
	size_t count;
	struct excerpt_reader {
		struct report report; /* owns the excerpts */
		struct buf bytes;
	} *readers; /* by worker */
};

static void fetch_from_file(void *context, unsigned worker, size_t number)
{
	struct excerpt_files *files = context;
	struct excerpt_reader *reader = &files->readers[worker];
	struct diagnostic *d = files->first[number];
	const char *path = d->path;
	enum file_status status = file_read(path, SOURCE_MAX, &reader->bytes);
	reader->report.failed = reader->report.failed || status == FILE_NO_MEMORY;
	if (status != FILE_OK)
		return;
	struct source source;
	source_init(&source, path, buf_view(&reader->bytes));
	for (; d && strcmp(d->path, path) == 0; d = d->next)
		if (needs_excerpt(d, path))
			report_fetch_excerpt(&reader->report, &source, d);
	source_release(&source);
}

/* Finds the files; false if memory ran out. */
static bool find_files(struct excerpt_files *files, const struct report *report)
{
	size_t most = 0;
	for (const struct diagnostic *d = report->first; d; d = d->next)
		most += needs_excerpt(d, NULL);
	files->first = malloc((most + 1) * sizeof(struct diagnostic *));
	for (struct diagnostic *d = report->first; files->first && d; d = d->next)
		if (needs_excerpt(d, NULL) &&
		    (!files->count || strcmp(files->first[files->count - 1]->path, d->path) != 0))
			files->first[files->count++] = d;
	return files->first != NULL;
}

void report_fetch_excerpts(struct report *report, unsigned workers)
{
	struct excerpt_files files = { .readers = calloc(workers, sizeof(*files.readers)) };
	if (!files.readers || !find_files(&files, report)) {
		report->failed = true;
		workers = 0;
	}
	for (unsigned i = 0; i < workers; i++) {
		report_init(&files.readers[i].report, report->settings);
		buf_init(&files.readers[i].bytes, BUF_CAP);
	}
	pool_run(workers, files.count, fetch_from_file, &files);
	for (unsigned i = 0; i < workers; i++) {
		report_merge(report, &files.readers[i].report);
		buf_release(&files.readers[i].bytes);
	}
	free(files.first);
	free(files.readers);
	report->failed = report->failed || arena_failed(&report->arena);
}
