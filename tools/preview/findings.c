#include "preview/findings.h"

static const char *const shown_names[] = {
	[SHOWN_CURRENT] = "current", [SHOWN_LAST] = "last", [SHOWN_NOTICE] = "notice"
};

/* The innermost section that contains the line; NULL if none does. */
static const char *section_at(const struct pass_lesson *lesson, uint32_t line)
{
	const char *found = NULL;
	for (const struct pass_section *section = lesson->sections; section; section = section->next)
		if (section->first_line <= line && line <= section->last_line && *section->id)
			found = section->id;
	return found;
}

static void add_finding(struct json *json, const struct pass_lesson *lesson, const struct diagnostic *d)
{
	json_open_object(json);
	json_member_text(json, "rule", d->name);
	json_member_text(json, "severity", severity_name(d->severity));
	json_member_text(json, "message", d->message);
	json_member_text(json, "help", d->help);
	json_member_uint(json, "line", d->location.line);
	json_member_uint(json, "column", d->location.column);
	json_member_str(json, "item", d->item);
	json_member_text(json, "section", d->item.len ? NULL : section_at(lesson, d->location.line));
	json_member_str(json, "excerpt", d->excerpt.text);
	json_key(json, "explained");
	json_bool(json, check_rule_page(d->rule) != NULL);
	json_close_object(json);
}

static bool is_of(const struct diagnostic *d, const struct pass_lesson *lesson)
{
	return d && d->path && strcmp(d->path, lesson->path) == 0;
}

void findings_json(struct buf *out, const struct pass_lesson *lesson, const struct diagnostic *first)
{
	struct json json;
	json_init(&json, out);
	json_open_object(&json);
	json_member_text(&json, "id", lesson->id);
	json_member_text(&json, "path", lesson->path);
	json_member_text(&json, "shown", shown_names[lesson->shown]);
	json_key(&json, "findings");
	json_open_array(&json);
	for (const struct diagnostic *d = first; is_of(d, lesson); d = d->next)
		add_finding(&json, lesson, d);
	json_close_array(&json);
	json_close_object(&json);
}

/* A row of the summary. */
static void add_row(struct json *json, const struct pass_lesson *lesson, const struct diagnostic *first)
{
	size_t counts[SEVERITY_ERROR + 1] = { 0 };
	for (const struct diagnostic *d = first; is_of(d, lesson); d = d->next)
		counts[d->severity]++;
	json_open_object(json);
	json_member_text(json, "id", lesson->id);
	json_member_text(json, "path", lesson->path);
	json_member_text(json, "shown", shown_names[lesson->shown]);
	json_member_uint(json, "errors", counts[SEVERITY_ERROR]);
	json_member_uint(json, "warnings", counts[SEVERITY_WARNING]);
	json_close_object(json);
}

static bool add_lesson(struct all_findings *all, struct json *json, const struct pass_lesson *lesson,
		       const struct diagnostic *first)
{
	struct buf text;
	bool good = true;
	add_row(json, lesson, first);
	if (!lesson->id)
		return true;
	buf_init(&text, BUF_CAP);
	findings_json(&text, lesson, first);
	struct str id = arena_str(&all->arena, str_from(lesson->id)), kept = arena_str(&all->arena, buf_view(&text));
	void **slot = id.at && kept.at && !buf_failed(&text) ? map_put(&all->by_id, id) : NULL;
	if (slot)
		*slot = (void *)(uintptr_t)kept.at;
	good = slot != NULL;
	buf_release(&text);
	return good;
}

bool all_findings_make(struct all_findings *all, const struct preview_pass *pass)
{
	const struct diagnostic *d = pass->report.first;
	struct json json;
	bool good = true;
	arena_init(&all->arena);
	map_init(&all->by_id);
	buf_init(&all->summary, BUF_CAP);
	json_init(&json, &all->summary);
	json_open_array(&json);
	/* Both are sorted by path; a finding without a path, or in another file, is about no lesson. */
	for (size_t i = 0; good && i < pass->checker.lessons.count; i++) {
		const struct pass_lesson *lesson = &pass->lessons[i];
		while (d && (!d->path || strcmp(d->path, lesson->path) < 0))
			d = d->next;
		if (is_of(d, lesson))
			good = add_lesson(all, &json, lesson, d);
	}
	json_close_array(&json);
	return good && !buf_failed(&all->summary);
}

void all_findings_release(struct all_findings *all)
{
	arena_release(&all->arena);
	map_release(&all->by_id);
	buf_release(&all->summary);
}
