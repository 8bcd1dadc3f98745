#include "base/json.h"
#include "cmd/checker.h"

#include <stdlib.h>

/* A rule, and how often it found something. */
struct tally {
	const char *name;
	enum severity severity;
	size_t count;
};

static int by_name(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;
	int order = strcmp(x->name, y->name);
	return order ? order : (int)y->severity - (int)x->severity;
}

static int by_count(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;
	return x->count != y->count ? (x->count < y->count ? 1 : -1) : by_name(a, b);
}

/* Makes one of those that bear the same name and severity; returns how many are left. */
static size_t gather(struct tally *tallies, size_t count)
{
	size_t kept = 0;
	qsort(tallies, count, sizeof(*tallies), by_name);
	for (size_t i = 0; i < count; i++) {
		if (kept && by_name(&tallies[kept - 1], &tallies[i]) == 0)
			tallies[kept - 1].count++;
		else
			tallies[kept++] = tallies[i];
	}
	qsort(tallies, kept, sizeof(*tallies), by_count);
	return kept;
}

static void as_text(struct buf *out, const struct tally *tallies, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_format(out, "%8zu  %-7s  %s\n", tallies[i].count, severity_name(tallies[i].severity),
			   tallies[i].name);
}

static void as_json(struct buf *out, const struct tally *tallies, size_t count)
{
	struct json json;
	json_init(&json, out);
	json_open_array(&json);
	for (size_t i = 0; i < count; i++) {
		json_open_object(&json);
		json_member_text(&json, "rule", tallies[i].name);
		json_member_text(&json, "severity", severity_name(tallies[i].severity));
		json_member_uint(&json, "count", tallies[i].count);
		json_close_object(&json);
	}
	json_close_array(&json);
	buf_char(out, '\n');
}

int checker_statistics(const struct checker *checker, const struct report *report)
{
	size_t count = 0;
	for (const struct diagnostic *d = report->first; d; d = d->next)
		count++;
	struct tally *tallies = calloc(count + 1, sizeof(*tallies));
	if (!tallies)
		return program_fail_memory(&checker->program);
	count = 0;
	for (const struct diagnostic *d = report->first; d; d = d->next)
		tallies[count++] = (struct tally){ d->name, d->severity, 1 };
	count = gather(tallies, count);
	struct buf out;
	buf_init(&out, BUF_CAP);
	if (checker->format == RENDER_JSON)
		as_json(&out, tallies, count);
	else
		as_text(&out, tallies, count);
	int code = buf_failed(&out) ? program_fail_memory(&checker->program)
				    : program_print(&checker->program, &out);
	buf_release(&out);
	free(tallies);
	return code == EXIT_CLEAN ? PROGRAM_GO_ON : code;
}
