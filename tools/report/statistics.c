#include "report/statistics.h"

#include "base/json.h"

#include <stdlib.h>

/* A rule and its number of findings. */
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

/* Merges entries with the same name and severity; returns their number. */
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

static void statistics_text(struct buf *out, const struct tally *tallies, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_format(out, "%8zu  %-7s  %s\n", tallies[i].count, severity_name(tallies[i].severity),
			   tallies[i].name);
}

static void statistics_json(struct buf *out, const struct tally *tallies, size_t count)
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

void write_statistics(const struct report *report, bool as_json, struct buf *out)
{
	size_t count = 0;
	struct tally *tallies = calloc(report_count(report) + 1, sizeof(*tallies));
	if (!tallies) {
		out->failed = true;
		return;
	}
	for (const struct diagnostic *d = report->first; d; d = d->next)
		tallies[count++] = (struct tally){ d->name, d->severity, 1 };
	count = gather(tallies, count);
	if (as_json)
		statistics_json(out, tallies, count);
	else
		statistics_text(out, tallies, count);
	free(tallies);
}

static void rules_json(struct str selector, struct buf *out)
{
	struct json json;
	json_init(&json, out);
	json_open_array(&json);
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		const struct rule *rule = rule_get((enum rule_id)id);
		if (rule_is_change((enum rule_id)id) || !rule_selector_matches(selector, rule))
			continue;
		json_open_object(&json);
		json_member_text(&json, "name", rule->name);
		json_member_text(&json, "severity", severity_name(rule->severity));
		json_member_text(&json, "fix", fix_class_name(rule->fix));
		json_member_text(&json, "summary", rule->summary);
		json_close_object(&json);
	}
	json_close_array(&json);
	buf_char(out, '\n');
}

static void rules_text(struct str selector, struct buf *out)
{
	int name_width = 0;
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		int len = (int)strlen(rule_get((enum rule_id)id)->name);
		name_width = len > name_width ? len : name_width;
	}
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		const struct rule *rule = rule_get((enum rule_id)id);
		if (rule_is_change((enum rule_id)id) || !rule_selector_matches(selector, rule))
			continue;
		buf_format(out, "%-*s  %-7s  %s\n", name_width, rule->name, severity_name(rule->severity),
			   rule->summary);
	}
}

void write_rules(struct str selector, bool as_json, struct buf *out)
{
	if (as_json)
		rules_json(selector, out);
	else
		rules_text(selector, out);
}
