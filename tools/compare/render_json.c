#include "base/json.h"
#include "compare/render.h"

#include <stdio.h>

static void side_json(struct json *json, const char *key, const struct side *side)
{
	json_key(json, key);
	json_open_object(json);
	json_member_text(json, "path", side->path);
	if (side->id) {
		json_member_text(json, "id", side->id);
		if (side->title)
			json_member_text(json, "title", side->title);
		json_member_text(json, "version", side->version);
		json_member_text(json, "edition", side->edition);
		json_member_uint(json, "release", side->release);
	}
	json_close_object(json);
}

static void line_json(struct json *json, const struct change_line *line)
{
	static const char *const names[] = { "same", "removed", "added" };
	json_open_object(json);
	json_member_text(json, "of", line->label);
	json_key(json, "words");
	json_open_array(json);
	for (const struct words_run *run = line->runs; run; run = run->next) {
		json_open_object(json);
		json_member_str(json, names[run->kind], run->text);
		json_close_object(json);
	}
	json_close_array(json);
	json_close_object(json);
}

static void names_json(struct json *json, const struct change *change)
{
	json_key(json, "changes");
	json_open_array(json);
	for (unsigned i = 0; i < CHANGE_KINDS; i++) {
		char name[64];
		if (!(change->kinds >> i & 1))
			continue;
		snprintf(name, sizeof(name), "change/%s", change_name((enum change_kind)i));
		json_text(json, name);
	}
	json_close_array(json);
	json_member_text(json, "bump", bump_name(change_bump(change->kinds)));
	json_member_text(json, "progress", progress_text(change_progress(change->kinds)));
}

static void record_json(struct json *json, struct comparison *comparison, const struct change *change)
{
	const struct record *record = change->after ? change->after : change->before;
	const struct side_lesson *old = change->before ? &comparison->before->lessons[change->before->lesson] : NULL;
	const struct side_lesson *new = change->after ? &comparison->after->lessons[change->after->lesson] : NULL;
	json_member_text(json, "kind", record_kind_text(record->kind));
	json_member_text(json, "id", record->id);
	if (record->title.len > 0)
		json_member_str(json, "title", record->title);
	if (record->kind != RECORD_LESSON) {
		json_member_text(json, "lesson", new ? new->id : old->id);
		if (old && new &&strcmp(old->id, new->id) != 0)
			json_member_text(json, "lessonBefore", old->id);
	}
	if (change->renamed)
		json_member_text(json, "renamed", change->renamed->id);
	names_json(json, change);
	if (!compare_has_words(comparison))
		return;
	json_key(json, "lines");
	json_open_array(json);
	for (const struct change_line *line = compare_change_lines(comparison, change); line; line = line->next)
		line_json(json, line);
	json_close_array(json);
}

static void unit_json(struct json *json, const struct comparison *comparison, const struct change *change)
{
	const struct side_unit *unit = change->new_unit ? change->new_unit : change->old_unit;
	if (!unit) {
		const char *fact;
		json_member_text(json, "kind", "pack");
		names_json(json, change);
		json_key(json, "facts");
		json_open_array(json);
		for (unsigned next = 0; (fact = compare_fact(comparison, &next));)
			json_text(json, fact);
		json_close_array(json);
		return;
	}
	json_member_text(json, "kind", "unit");
	json_member_text(json, "id", unit->id);
	if (*unit->title)
		json_member_text(json, "title", unit->title);
	if (change->new_unit && change->old_unit && *change->old_unit->title)
		json_member_text(json, "titleBefore", change->old_unit->title);
	names_json(json, change);
}

static void gate_json(struct json *json, const struct gate *gate)
{
	struct buf wanted;
	buf_init(&wanted, 256);
	version_write(&wanted, &gate->wanted);
	json_key(json, "gate");
	json_open_object(json);
	json_key(json, "passes");
	json_bool(json, gate_passes(gate));
	json_member_str(json, "version", buf_view(&wanted));
	json_member_uint(json, "release", gate->wanted_release);
	json_member_uint(json, "vanished", gate->vanished);
	json_close_object(json);
	json->out->failed = json->out->failed || buf_failed(&wanted);
	buf_release(&wanted);
}

void compare_render_json(struct comparison *comparison, const struct gate *gate, struct buf *out)
{
	struct json writer, *json = &writer;
	json_init(json, out);
	json_open_object(json);
	side_json(json, "before", comparison->before);
	side_json(json, "after", comparison->after);
	json_member_text(json, "bump", bump_name(change_bump(comparison->kinds)));
	if (gate)
		gate_json(json, gate);
	json_key(json, "counts");
	json_open_object(json);
	for (unsigned i = 0; i < CHANGE_KINDS; i++)
		json_member_uint(json, change_name((enum change_kind)i), comparison->counts[i]);
	json_close_object(json);
	json_key(json, "changed");
	json_open_array(json);
	for (const struct change *change = comparison->first; change; change = change->next) {
		json_open_object(json);
		if (change->before || change->after)
			record_json(json, comparison, change);
		else
			unit_json(json, comparison, change);
		json_close_object(json);
	}
	json_close_array(json);
	json_close_object(json);
	buf_char(out, '\n');
}
