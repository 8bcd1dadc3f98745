#include "report/render_parts.h"

#include "base/json.h"

static void add_fix(struct json *json, const struct diagnostic *d)
{
	if (!d->edits) {
		json_none(json);
		return;
	}
	json_open_object(json);
	json_member_text(json, "safety", fix_class_name(d->fix));
	json_key(json, "edits");
	json_open_array(json);
	for (const struct edit *edit = d->edits; edit; edit = edit->next) {
		json_open_object(json);
		json_member_uint(json, "line", edit->location.line);
		json_member_uint(json, "column", edit->location.column);
		json_member_uint(json, "endLine", edit->location.end_line);
		json_member_uint(json, "endColumn", edit->location.end_column);
		json_member_str(json, "text", edit->text);
		json_close_object(json);
	}
	json_close_array(json);
	json_close_object(json);
}

static void add_object(struct json *json, const struct diagnostic *d)
{
	struct location location = render_location(d);
	json_open_object(json);
	json_member_text(json, "path", d->path);
	json_member_uint(json, "line", location.line);
	json_member_uint(json, "column", location.column);
	json_member_uint(json, "endLine", location.end_line);
	json_member_uint(json, "endColumn", location.end_column);
	json_member_text(json, "rule", d->name);
	json_member_text(json, "severity", severity_name(d->severity));
	json_member_text(json, "message", d->message);
	json_member_str(json, "lesson", d->lesson);
	json_member_str(json, "item", d->item);
	json_member_text(json, "help", d->help);
	json_key(json, "fix");
	add_fix(json, d);
	json_close_object(json);
}

void render_json(const struct report *report, const struct render_options *options, struct sink *sink)
{
	(void)options;
	struct json json;
	json_init(&json, &sink->buf);
	json_open_array(&json);
	for (const struct diagnostic *d = report->first; d && sink_pass(sink); d = d->next) {
		add_object(&json, d);
		if (d->next)
			buf_char(&sink->buf,
				 '\n'); /* JSON allows the line end before the comma, which gives one finding per
				         * line */
	}
	json_close_array(&json);
	buf_char(&sink->buf, '\n');
}

void render_jsonl(const struct report *report, const struct render_options *options, struct sink *sink)
{
	(void)options;
	for (const struct diagnostic *d = report->first; d && sink_pass(sink); d = d->next) {
		struct json json;
		json_init(&json, &sink->buf);
		add_object(&json, d);
		buf_char(&sink->buf, '\n');
	}
}
