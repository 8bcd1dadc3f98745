#include "report/render_parts.h"

#include "base/json.h"

#include <errno.h>

static const char *level(enum severity severity)
{
	return severity == SEVERITY_INFO ? "note" : severity_name(severity);
}

/* Empties a buffer for the next text; that memory ran out in the last one must not be forgotten. */
static void begin(struct buf *scratch, struct json *json)
{
	json->out->failed = json->out->failed || buf_failed(scratch);
	buf_clear(scratch);
}

/* An object with one member. */
static void add_one(struct json *json, const char *key, const char *member, struct str value)
{
	json_key(json, key);
	json_open_object(json);
	json_member_str(json, member, value);
	json_close_object(json);
}

/* question/no-key: QuestionNoKey */
static void add_rule_name(struct buf *out, const char *name)
{
	bool begins = true;
	for (const char *p = name; *p; p++) {
		if (*p == '/' || *p == '-') {
			begins = true;
			continue;
		}
		buf_char(out, begins && *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p);
		begins = false;
	}
}

static void add_sentence(struct buf *out, const char *summary)
{
	buf_char(out, *summary >= 'a' && *summary <= 'z' ? (char)(*summary - 'a' + 'A') : *summary);
	buf_text(out, summary + 1);
	buf_char(out, '.');
}

static void add_rule(struct json *json, enum rule_id id, const struct render_options *options, struct buf *scratch)
{
	const struct rule *rule = rule_get(id);
	json_open_object(json);
	json_member_text(json, "id", rule->name);
	begin(scratch, json);
	add_rule_name(scratch, rule->name);
	json_member_str(json, "name", buf_view(scratch));
	begin(scratch, json);
	add_sentence(scratch, rule->summary);
	add_one(json, "shortDescription", "text", buf_view(scratch));
	add_one(json, "fullDescription", "text", buf_view(scratch));
	const char *page = options->page ? options->page(id) : NULL;
	json_key(json, "help");
	json_open_object(json);
	json_member_str(json, "text", page ? str_from(page) : buf_view(scratch));
	if (page)
		json_member_text(json, "markdown", page);
	json_close_object(json);
	json_key(json, "defaultConfiguration");
	json_open_object(json);
	if (rule->severity == SEVERITY_INFO) {
		json_key(json, "enabled");
		json_bool(json, false);
	}
	json_member_text(json, "level", level(rule->severity));
	json_close_object(json);
	json_close_object(json);
}

static void add_tool(struct json *json, const struct render_options *options, struct buf *scratch)
{
	json_key(json, "tool");
	json_open_object(json);
	json_key(json, "driver");
	json_open_object(json);
	json_member_text(json, "name", options->program);
	json_member_text(json, "semanticVersion", options->version);
	json_key(json, "rules");
	json_open_array(json);
	for (unsigned id = 0; id < RULE_COUNT; id++)
		add_rule(json, (enum rule_id)id, options, scratch);
	json_close_array(json);
	json_close_object(json);
	json_close_object(json);
}

/* Section 3.11.5 takes {0} for a placeholder and 3.11.6 [text](target) for a link; what a lesson says is
 * neither. */
static void add_message(struct json *json, const struct diagnostic *d, struct buf *plain, struct buf *escaped)
{
	begin(plain, json);
	render_message_and_help(plain, d);
	bool link = strstr(buf_cstr(plain), "](") != NULL;
	begin(escaped, json);
	for (const char *p = buf_cstr(plain); *p; p++) {
		if (*p == '{' || *p == '}')
			buf_char(escaped, *p);
		else if (link && (*p == '[' || *p == ']' || *p == '\\'))
			buf_char(escaped, '\\');
		buf_char(escaped, *p);
	}
	add_one(json, "message", "text", buf_view(escaped));
}

/* A relative path as a URI below the root of the sources, another as one of its own. */
static void add_artifact(struct json *json, const char *path, struct buf *scratch)
{
	bool absolute = *path == '/';
	begin(scratch, json);
	if (absolute)
		buf_text(scratch, "file://");
	while (path[0] == '.' && path[1] == '/')
		path += 2;
	for (const char *p = path; *p; p++) {
		char c = *p;
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/", c))
			buf_char(scratch, c);
		else
			buf_format(scratch, "%%%02X", (unsigned char)c);
	}
	json_key(json, "artifactLocation");
	json_open_object(json);
	json_member_str(json, "uri", buf_view(scratch));
	if (!absolute)
		json_member_text(json, "uriBaseId", "%SRCROOT%");
	json_close_object(json);
}

static void add_location(struct json *json, const struct diagnostic *d, struct buf *scratch)
{
	struct place place = render_place(d);
	json_key(json, "locations");
	json_open_array(json);
	json_open_object(json);
	json_key(json, "physicalLocation");
	json_open_object(json);
	add_artifact(json, d->path, scratch);
	json_key(json, "region");
	json_open_object(json);
	json_member_uint(json, "startLine", place.line);
	json_member_uint(json, "startColumn", place.column);
	json_member_uint(json, "endLine", place.end_line);
	json_member_uint(json, "endColumn", place.end_column);
	json_close_object(json);
	json_close_object(json);
	struct str id = d->item.at ? d->item : d->lesson;
	if (id.at) {
		json_key(json, "logicalLocations");
		json_open_array(json);
		json_open_object(json);
		json_member_str(json, "name", id);
		json_member_text(json, "kind", "element");
		json_close_object(json);
		json_close_array(json);
	}
	json_close_object(json);
	json_close_array(json);
}

static void add_replacement(struct json *json, const struct edit *edit)
{
	json_open_object(json);
	json_key(json, "deletedRegion");
	json_open_object(json);
	json_member_uint(json, "startLine", edit->place.line);
	json_member_uint(json, "startColumn", edit->place.column);
	json_member_uint(json, "endLine", edit->place.end_line);
	json_member_uint(json, "endColumn", edit->place.end_column);
	json_close_object(json);
	add_one(json, "insertedContent", "text", edit->text);
	json_close_object(json);
}

/* SARIF knows no unsafe fix, so the description says it. */
static void add_fixes(struct json *json, const struct diagnostic *d, struct buf *scratch)
{
	json_key(json, "fixes");
	json_open_array(json);
	json_open_object(json);
	add_one(json, "description", "text",
		d->fix == FIX_SAFE ? STR("Safe: changes notation only.")
				   : STR("Unsafe: may change what the text means; look at it."));
	json_key(json, "artifactChanges");
	json_open_array(json);
	json_open_object(json);
	add_artifact(json, d->path, scratch);
	json_key(json, "replacements");
	json_open_array(json);
	for (const struct edit *edit = d->edits; edit; edit = edit->next)
		add_replacement(json, edit);
	json_close_array(json);
	json_close_object(json);
	json_close_array(json);
	json_close_object(json);
	json_close_array(json);
}

static void add_results(struct json *json, const struct report *report, struct sink *sink,
			struct fingerprints *fingerprints, struct buf scratch[2])
{
	for (const struct diagnostic *d = report->first; d && sink_pass(sink); d = d->next) {
		buf_char(&sink->buf, '\n');
		json_open_object(json);
		json_member_text(json, "ruleId", d->name);
		json_member_uint(json, "ruleIndex", d->rule);
		json_member_text(json, "level", level(d->severity));
		add_message(json, d, &scratch[0], &scratch[1]);
		add_location(json, d, &scratch[0]);
		char fingerprint[FINGERPRINT_SIZE];
		fingerprint_next(fingerprints, d, fingerprint);
		add_one(json, "partialFingerprints", "satchel/v1", str_from(fingerprint));
		if (d->edits)
			add_fixes(json, d, &scratch[0]);
		json_close_object(json);
		sink->buf.failed = sink->buf.failed || buf_failed(&scratch[0]) || buf_failed(&scratch[1]);
	}
}

void render_sarif(const struct report *report, const struct render_options *options, struct sink *sink)
{
	struct buf scratch[2];
	buf_init(&scratch[0], BUF_CAP);
	buf_init(&scratch[1], BUF_CAP);
	struct fingerprints fingerprints;
	struct json json;
	if (!fingerprints_init(&fingerprints, report)) {
		errno = ENOMEM;
		sink->failed = true;
		goto out;
	}
	json_init(&json, &sink->buf);
	json_open_object(&json);
	json_member_text(&json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	json_member_text(&json, "version", "2.1.0");
	json_key(&json, "runs");
	json_open_array(&json);
	json_open_object(&json);
	add_tool(&json, options, &scratch[0]);
	json_member_text(&json, "columnKind", "unicodeCodePoints");
	json_key(&json, "originalUriBaseIds");
	json_open_object(&json);
	json_key(&json, "%SRCROOT%");
	json_open_object(&json);
	add_one(&json, "description", "text", STR("The folder that the program was run in."));
	json_close_object(&json);
	json_close_object(&json);
	json_key(&json, "results");
	json_open_array(&json);
	sink->buf.failed = sink->buf.failed || buf_failed(&scratch[0]);
	add_results(&json, report, sink, &fingerprints, scratch);
	json_close_array(&json);
	json_close_object(&json);
	json_close_array(&json);
	json_close_object(&json);
	buf_char(&sink->buf, '\n');
out:
	fingerprints_release(&fingerprints);
	buf_release(&scratch[0]);
	buf_release(&scratch[1]);
}
