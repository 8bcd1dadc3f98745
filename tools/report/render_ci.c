#include "report/render_parts.h"

#include "base/json.h"

#include <errno.h>

/* Escapes text for a workflow command; a property must not contain colons or commas either. */
static void add_escaped(struct buf *out, const char *text, bool property, struct buf *scratch)
{
	buf_clear(scratch);
	render_clean(scratch, str_from(text));
	for (const char *p = buf_cstr(scratch); *p; p++) {
		if (*p == '%' || (property && (*p == ':' || *p == ',')))
			buf_format(out, "%%%02X", (unsigned char)*p);
		else
			buf_char(out, *p);
	}
	out->failed = out->failed || buf_failed(scratch);
}

/* GitHub shows only ten annotations per level: warn if there are more. */
static void add_limit(const struct report *report, const struct render_options *options, struct buf *out)
{
	size_t limit = render_limit_annotations(), errors = report->counts[SEVERITY_ERROR],
	       warnings = report->counts[SEVERITY_WARNING], infos = report->counts[SEVERITY_INFO];
	if (errors > limit || warnings > limit || infos > limit)
		buf_format(out, "::notice title=%s::GitHub shows %zu annotations of each level; found are %zu errors, "
			   "%zu warnings and %zu infos, and the log has all of them\n",
			   options->program, limit, errors, warnings, infos);
}

void render_github(const struct report *report, const struct render_options *options, struct sink *sink)
{
	static const char *const commands[] = {
		[SEVERITY_OFF] = "debug",
		[SEVERITY_INFO] = "notice",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};
	struct buf scratch;
	struct render_paths paths;
	buf_init(&scratch, BUF_CAP);
	render_paths_init(&paths);
	add_limit(report, options, &sink->buf);
	for (const struct diagnostic *d = report->first; d && sink_pass(sink); d = d->next) {
		struct location location = render_location(d);
		buf_format(&sink->buf, "::%s file=", commands[d->severity]);
		add_escaped(&sink->buf, render_path(&paths, d->path), true, &scratch);
		buf_format(&sink->buf, ",line=%u", location.line);
		/* GitHub rejects columns for multi-line ranges. */
		if (location.end_line == location.line)
			buf_format(&sink->buf, ",col=%u", location.column);
		buf_format(&sink->buf, ",endLine=%u", location.end_line);
		if (location.end_line == location.line)
			buf_format(&sink->buf, ",endColumn=%u", location.end_column);
		buf_text(&sink->buf, ",title=");
		add_escaped(&sink->buf, d->name, true, &scratch);
		buf_text(&sink->buf, "::");
		add_escaped(&sink->buf, d->message, false, &scratch);
		if (d->help) {
			buf_text(&sink->buf, "%0Ahelp: ");
			add_escaped(&sink->buf, d->help, false, &scratch);
		}
		buf_char(&sink->buf, '\n');
		sink->buf.failed = sink->buf.failed || render_paths_failed(&paths);
	}
	render_paths_release(&paths);
	buf_release(&scratch);
}

static void add_issue(struct json *json, const struct diagnostic *d, const char *path, const char *fingerprint,
		      struct buf *scratch)
{
	static const char *const severities[] = {
		[SEVERITY_OFF] = "info",
		[SEVERITY_INFO] = "info",
		[SEVERITY_WARNING] = "minor",
		[SEVERITY_ERROR] = "major",
	};
	struct location location = render_location(d);
	buf_clear(scratch);
	render_message_and_help(scratch, d);
	json_open_object(json);
	json_member_str(json, "description", buf_view(scratch));
	json_member_text(json, "check_name", d->name);
	json_member_text(json, "fingerprint", fingerprint);
	json_member_text(json, "severity", severities[d->severity]);
	json_key(json, "location");
	json_open_object(json);
	json_member_text(json, "path", path);
	json_key(json, "lines");
	json_open_object(json);
	json_member_uint(json, "begin", location.line);
	json_member_uint(json, "end", location.end_line);
	json_close_object(json);
	json_close_object(json);
	json_close_object(json);
	json->out->failed = json->out->failed || buf_failed(scratch);
}

void render_gitlab(const struct report *report, const struct render_options *options, struct sink *sink)
{
	(void)options;
	struct fingerprints fingerprints;
	if (!fingerprints_init(&fingerprints, report)) {
		errno = ENOMEM;
		sink->failed = true;
		return;
	}
	struct buf scratch;
	struct render_paths paths;
	buf_init(&scratch, BUF_CAP);
	render_paths_init(&paths);
	struct json json;
	json_init(&json, &sink->buf);
	json_open_array(&json);
	for (const struct diagnostic *d = report->first; d && sink_pass(sink); d = d->next) {
		char fingerprint[FINGERPRINT_SIZE];
		fingerprint_next(&fingerprints, d, fingerprint);
		add_issue(&json, d, render_path(&paths, d->path), fingerprint, &scratch);
		sink->buf.failed = sink->buf.failed || render_paths_failed(&paths);
		if (d->next)
			buf_char(&sink->buf, '\n');
	}
	json_close_array(&json);
	buf_char(&sink->buf, '\n');
	render_paths_release(&paths);
	buf_release(&scratch);
	fingerprints_release(&fingerprints);
}
