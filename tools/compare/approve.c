#include "compare/approve.h"

#include "base/file.h"
#include "base/nearest.h"
#include "check/reference/retired.h"
#include "compare/render.h"
#include "compare/retired_list.h"
#include "lesson/bytes.h"
#include "pack/definition.h"

#include <errno.h>

static enum result write_out(const char *path, bool is_new, const struct buf *text, struct buf *why)
{
	if (buf_failed(text))
		return RESULT_NO_MEMORY;
	return file_result(is_new ? file_write(path, buf_view(text)) : file_write_over(path, buf_view(text)), "write",
			   path, why);
}

/* Appends bytes with two disjoint spans replaced. */
static void replace(struct buf *out, struct str bytes, struct span a, const char *a_text, struct span b,
		    const char *b_text)
{
	bool ordered = a.start < b.start;
	struct span first = ordered ? a : b, second = ordered ? b : a;
	buf_add(out, bytes.at, first.start);
	buf_text(out, ordered ? a_text : b_text);
	buf_add(out, bytes.at + first.end, second.start - first.end);
	buf_text(out, ordered ? b_text : a_text);
	buf_add(out, bytes.at + second.end, bytes.len - second.end);
}

/* Whether the span is a quoted value. */
static bool is_value(struct str bytes, struct span span)
{
	if (span.start == 0 || span.end >= bytes.len || span.start > span.end)
		return false;
	char quote = bytes.at[span.start - 1];
	return (quote == '"' || quote == '\'') && bytes.at[span.end] == quote;
}

enum result approve_version(const char *path, const struct version *version, uint64_t release, struct buf *why)
{
	struct definition definition;
	struct mistakes mistakes;
	struct buf text, version_text, release_text;
	mistakes_init(&mistakes);
	buf_init(&text, DEFINITION_SIZE_MAX + 1024);
	buf_init(&version_text, 256);
	buf_init(&release_text, 64);
	enum result result = definition_read(&definition, path, &mistakes, why);
	if (result == RESULT_OK && mistakes.errors) {
		mistakes_render(&mistakes, &definition.source, why);
		result = RESULT_REFUSED;
	} else if (result == RESULT_OK && (!bytes_are_utf8(definition.source.bytes) ||
					   !is_value(definition.source.bytes, definition.version_span) ||
					   !is_value(definition.source.bytes, definition.release_span))) {
		buf_format(why, "%s: the version can be written only to a file in UTF-8; convert it", path);
		result = RESULT_REFUSED;
	} else if (result == RESULT_OK) {
		version_write(&version_text, version);
		buf_format(&release_text, "%llu", (unsigned long long)release);
		replace(&text, definition.source.bytes, definition.version_span, buf_cstr(&version_text),
			definition.release_span, buf_cstr(&release_text));
		result = write_out(path, false, &text, why);
	}
	definition_release(&definition);
	mistakes_release(&mistakes);
	buf_release(&text);
	buf_release(&version_text);
	buf_release(&release_text);
	return result;
}

static void put_attribute(struct buf *out, const char *name, const char *value)
{
	buf_format(out, " %s=\"", name);
	for (; *value; value++) {
		switch (*value) {
		case '&': buf_text(out, "&amp;"); break;
		case '<': buf_text(out, "&lt;"); break;
		case '"': buf_text(out, "&quot;"); break;
		default: buf_char(out, *value);
		}
	}
	buf_char(out, '"');
}

static bool names(const struct retirement *retirement, const char *id)
{
	for (size_t i = 0; i < retirement->id_count; i++)
		if (strcmp(retirement->ids[i], id) == 0)
			return true;
	return false;
}

/* Whether the change is to be retired. lesson is the last change of a lesson before it, or NULL. */
static bool is_meant(const struct retirement *retirement, const struct change *lesson, const struct change *change)
{
	return change->kinds & CHANGE_BIT(CHANGE_ID_VANISHED) &&
	       (retirement->id_count == 0 || names(retirement, change->before->id) ||
		(lesson && compare_is_with_lesson(change, lesson) && names(retirement, lesson->before->id)));
}

/* The first id to retire that did not vanish, or NULL. */
static const char *find_unexpected_id(const struct comparison *comparison, const struct retirement *retirement,
				      struct nearest *nearest)
{
	for (size_t i = 0; i < retirement->id_count; i++) {
		const struct change *change = comparison->first;
		nearest_init(nearest, str_from(retirement->ids[i]));
		for (; change; change = change->next) {
			if (!(change->kinds & CHANGE_BIT(CHANGE_ID_VANISHED)))
				continue;
			if (strcmp(change->before->id, retirement->ids[i]) == 0)
				break;
			nearest_offer(nearest, change->before->id);
		}
		if (!change)
			return retirement->ids[i];
	}
	return NULL;
}

/* Appends the new lines, formatted like the existing list. Returns their number. */
static size_t put_lines(struct buf *out, const struct comparison *comparison, const struct retired_list *list,
			const struct retirement *retirement, struct buf *retired)
{
	const struct change *lesson = NULL;
	size_t count = 0;
	for (const struct change *change = comparison->first; change; change = change->next) {
		const struct record *record = change->after ? change->after : change->before;
		if (record && record->kind == RECORD_LESSON)
			lesson = change;
		if (!is_meant(retirement, lesson, change))
			continue;
		buf_str(out, list->indent);
		buf_char(out, '<');
		buf_str(out, list->prefix);
		buf_text(out, "retired");
		put_attribute(out, "id", change->before->id);
		put_attribute(out, "since", retirement->since);
		if (change->renamed)
			put_attribute(out, "replaced-by", change->renamed->id);
		put_attribute(out, "reason", retirement->reason);
		buf_text(out, "/>");
		buf_text(out, list->line_end);
		buf_format(retired, "%s%s", count > 0 ? ", " : "", change->before->id);
		count++;
	}
	return count;
}

static enum result refuse_unexpected_id(const char *id, const struct nearest *nearest, struct buf *why)
{
	buf_format(why, "%s is not a removed id", id);
	if (nearest->best)
		buf_format(why, "; did you mean %s?", nearest->best);
	return RESULT_REFUSED;
}

enum result approve_retired(const struct comparison *comparison, const struct retirement *retirement, size_t *count,
			    struct buf *retired, struct buf *why)
{
	enum { SIZE_MAX_READ = 16 * 1024 * 1024 };
	const char *path = comparison->after->retired_path;
	struct buf old, lines, text;
	struct retired_list list;
	struct nearest nearest;
	enum result status = RESULT_OK;
	*count = 0;
	const char *unexpected = find_unexpected_id(comparison, retirement, &nearest);
	if (unexpected)
		return refuse_unexpected_id(unexpected, &nearest, why);
	if (comparison->counts[CHANGE_ID_VANISHED] == 0)
		return RESULT_OK;
	buf_init(&old, SIZE_MAX_READ + 64);
	buf_init(&lines, BUF_CAP);
	buf_init(&text, BUF_CAP);
	errno = 0;
	enum file_status read = file_read(path, SIZE_MAX_READ, &old);
	bool is_new = read == FILE_FAILED && errno == ENOENT;
	if (is_new)
		buf_text(&old, RETIRED_EMPTY);
	if (buf_failed(&old)) {
		status = RESULT_NO_MEMORY;
	} else if (read != FILE_OK && !is_new) {
		status = file_result(read, "read", path, why);
	} else if (!retired_list_find(buf_view(&old), &list)) {
		buf_format(why, "%s: lines can be added only to a list in UTF-8; convert it", path);
		status = RESULT_REFUSED;
	} else {
		*count = put_lines(&lines, comparison, &list, retirement, retired);
		retired_list_add(&text, buf_view(&old), &list, buf_view(&lines));
		status = buf_failed(&lines) || buf_failed(retired) ? RESULT_NO_MEMORY
								   : write_out(path, is_new, &text, why);
	}
	buf_release(&old);
	buf_release(&lines);
	buf_release(&text);
	return status;
}
