#include "report/render_sarif.h"

#include "base/ascii.h"

#include <errno.h>
#include <stdlib.h>

const char *sarif_level(enum severity severity)
{
	return severity == SEVERITY_INFO ? "note" : severity_name(severity);
}

void sarif_begin(struct sarif *sarif, struct buf *scratch)
{
	sarif->json.out->failed = sarif->json.out->failed || buf_failed(scratch);
	buf_clear(scratch);
}

void sarif_add_one(struct sarif *sarif, const char *key, const char *member, struct str value)
{
	json_key(&sarif->json, key);
	json_open_object(&sarif->json);
	json_member_str(&sarif->json, member, value);
	json_close_object(&sarif->json);
}

/* Section 3.11.5 defines {0} as a placeholder and 3.11.6 [text](target) as a link; text from a lesson must not become
 * either. */
static void add_message(struct sarif *sarif, const struct diagnostic *d)
{
	struct buf *plain = &sarif->scratch, *escaped = &sarif->escaped;
	sarif_begin(sarif, plain);
	render_message_and_help(plain, d);
	bool link = strstr(buf_cstr(plain), "](") != NULL;
	sarif_begin(sarif, escaped);
	for (const char *p = buf_cstr(plain); *p; p++) {
		if (*p == '{' || *p == '}')
			buf_char(escaped, *p);
		else if (link && (*p == '[' || *p == ']' || *p == '\\'))
			buf_char(escaped, '\\');
		buf_char(escaped, *p);
	}
	sarif_add_one(sarif, "message", "text", buf_view(escaped));
}

/* A path below the source root becomes a relative URI, any other an absolute one. */
static void add_artifact(struct sarif *sarif, const struct diagnostic *d)
{
	struct json *json = &sarif->json;
	struct buf *scratch = &sarif->scratch;
	const char *path = render_path(&sarif->paths, d->path);
	bool absolute = *path == '/';
	sarif_begin(sarif, scratch);
	if (absolute)
		buf_text(scratch, "file://");
	for (const char *p = path; *p; p++) {
		char c = *p;
		if (ascii_is_alphanumeric(c) || strchr("-._~/", c))
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

static void add_region(struct json *json, const char *key, struct location location)
{
	json_key(json, key);
	json_open_object(json);
	json_member_uint(json, "startLine", location.line);
	json_member_uint(json, "startColumn", location.column);
	json_member_uint(json, "endLine", location.end_line);
	json_member_uint(json, "endColumn", location.end_column);
	json_close_object(json);
}

static void add_location(struct sarif *sarif, const struct diagnostic *d)
{
	struct json *json = &sarif->json;
	struct location location = render_location(d);
	json_key(json, "locations");
	json_open_array(json);
	json_open_object(json);
	json_key(json, "physicalLocation");
	json_open_object(json);
	add_artifact(sarif, d);
	add_region(json, "region", location);
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

static void add_replacement(struct sarif *sarif, const struct edit *edit)
{
	json_open_object(&sarif->json);
	add_region(&sarif->json, "deletedRegion", edit->location);
	sarif_add_one(sarif, "insertedContent", "text", edit->text);
	json_close_object(&sarif->json);
}

/* SARIF has no concept of unsafe fixes, so the description states it. */
static void add_fixes(struct sarif *sarif, const struct diagnostic *d)
{
	struct json *json = &sarif->json;
	json_key(json, "fixes");
	json_open_array(json);
	json_open_object(json);
	sarif_add_one(sarif, "description", "text",
		      d->fix == FIX_SAFE ? STR("Safe: changes notation only.")
					 : STR("Unsafe: may change what the text means; review it."));
	json_key(json, "artifactChanges");
	json_open_array(json);
	json_open_object(json);
	add_artifact(sarif, d);
	json_key(json, "replacements");
	json_open_array(json);
	for (const struct edit *edit = d->edits; edit; edit = edit->next)
		add_replacement(sarif, edit);
	json_close_array(json);
	json_close_object(json);
	json_close_array(json);
	json_close_object(json);
	json_close_array(json);
}

static void add_results(struct sarif *sarif, struct sink *sink, struct fingerprints *fingerprints)
{
	struct json *json = &sarif->json;
	for (const struct diagnostic *d = sarif->report->first; d && sink_pass(sink); d = d->next) {
		buf_char(&sink->buf, '\n');
		json_open_object(json);
		json_member_text(json, "ruleId", d->name);
		json_member_uint(json, "ruleIndex", sarif_rule_index(sarif, d));
		json_member_text(json, "level", sarif_level(d->severity));
		add_message(sarif, d);
		add_location(sarif, d);
		char fingerprint[FINGERPRINT_SIZE];
		fingerprint_next(fingerprints, d, fingerprint);
		sarif_add_one(sarif, "partialFingerprints", "satchel/v1", str_from(fingerprint));
		if (d->edits)
			add_fixes(sarif, d);
		json_close_object(json);
		sink->buf.failed = sink->buf.failed || buf_failed(&sarif->scratch) || buf_failed(&sarif->escaped) ||
				   render_paths_failed(&sarif->paths);
	}
}

static void add_log(struct sarif *sarif, struct sink *sink, struct fingerprints *fingerprints)
{
	struct json *json = &sarif->json;
	json_open_object(json);
	json_member_text(json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	json_member_text(json, "version", "2.1.0");
	json_key(json, "runs");
	json_open_array(json);
	json_open_object(json);
	sarif_add_tool(sarif);
	json_member_text(json, "columnKind", "unicodeCodePoints");
	json_key(json, "originalUriBaseIds");
	json_open_object(json);
	json_key(json, "%SRCROOT%");
	json_open_object(json);
	sarif_add_one(sarif, "description", "text", STR("The top of the repository."));
	json_close_object(json);
	json_close_object(json);
	json_key(json, "results");
	json_open_array(json);
	add_results(sarif, sink, fingerprints);
	json_close_array(json);
	json_close_object(json);
	json_close_array(json);
	json_close_object(json);
	buf_char(&sink->buf, '\n');
}

void render_sarif(const struct report *report, const struct render_options *options, struct sink *sink)
{
	struct sarif sarif = { .report = report, .options = options };
	struct fingerprints fingerprints;
	buf_init(&sarif.scratch, BUF_CAP);
	buf_init(&sarif.escaped, BUF_CAP);
	render_paths_init(&sarif.paths);
	json_init(&sarif.json, &sink->buf);
	if (fingerprints_init(&fingerprints, report) && sarif_collect_rules(&sarif)) {
		add_log(&sarif, sink, &fingerprints);
	} else {
		errno = ENOMEM;
		sink->failed = true;
	}
	fingerprints_release(&fingerprints);
	render_paths_release(&sarif.paths);
	free(sarif.own);
	buf_release(&sarif.scratch);
	buf_release(&sarif.escaped);
}
