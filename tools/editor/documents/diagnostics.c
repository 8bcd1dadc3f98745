#include "editor/documents/diagnostics.h"

#include "check/core/lesson_files.h"
#include "editor/documents/check.h"
#include "editor/protocol/uri.h"
#include "lesson/other_file.h"

#include <time.h>

enum { PAUSE_MILLISECONDS = 300 }; /* without changes, before the whole tree is checked */

static unsigned severity_number(enum severity severity)
{
	return severity == SEVERITY_ERROR ? 1 : severity == SEVERITY_WARNING ? 2 : 3;
}

/* The message, what is at the location, and what to do. */
static void write_message(struct json *json, const struct editor_finding *finding)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_text(&text, finding->message);
	if (finding->label)
		buf_format(&text, " (%s)", finding->label);
	if (finding->help)
		buf_format(&text, "\nhelp: %s", finding->help);
	json_member_str(json, "message", buf_view(&text));
	release_text(json, &text);
}

/* A location in another lesson, unless that cannot be read. */
static void write_other(struct json *json, struct language_server *server, const struct finding_other *other)
{
	struct editor_text loaded;
	struct source source;
	text_init(&loaded);
	const struct editor_text *text = server_text(server, other->path, &loaded);
	if (!text)
		return;
	source_init(&source, other->path, buf_view(&text->bytes));
	json_key(json, "relatedInformation");
	json_open_array(json);
	json_open_object(json);
	json_key(json, "location");
	write_location(json, server, other->path, text, text_span(&source, &other->location));
	json_member_text(json, "message", "the other one is here");
	json_close_object(json);
	json_close_array(json);
	source_release(&source);
	text_release(&loaded);
}

void write_finding(struct json *json, struct language_server *server, const struct editor_text *text,
		   const struct editor_finding *finding)
{
	json_open_object(json);
	json_key(json, "range");
	write_range(json, server, text, finding->span);
	json_member_uint(json, "severity", severity_number(finding->severity));
	json_member_text(json, "code", finding->name);
	json_member_text(json, "source", "satchel");
	write_message(json, finding);
	if (finding->other && server->client.related && *finding->other->path == '/')
		write_other(json, server, finding->other);
	json_close_object(json);
}

void write_findings(struct json *json, struct language_server *server, const struct document *document)
{
	json_open_array(json);
	for (const struct editor_finding *finding = document_next_finding(document, NULL); finding;
	     finding = document_next_finding(document, finding))
		write_finding(json, server, &document->text, finding);
	json_close_array(json);
}

void diagnostics_publish(struct language_server *server, const char *uri, const int64_t *version, struct buf *published,
			 struct str findings)
{
	struct json json;
	struct buf out, copy;
	if (str_equal(buf_view(published), findings) || (!published->len && str_is(findings, "[]")))
		return;
	buf_init(&out, BUF_CAP);
	server_open_message(&json, &out, "textDocument/publishDiagnostics");
	json_key(&json, "params");
	json_open_object(&json);
	json_member_text(&json, "uri", uri);
	if (version && server->client.versions)
		json_member_uint(&json, "version", (uint64_t)*version);
	json_key(&json, "diagnostics");
	json_raw(&json, findings);
	json_close_object(&json);
	buf_init(&copy, BUF_CAP);
	buf_str(&copy, findings);
	out.failed = out.failed || buf_failed(&copy);
	if (server_send(server, &json)) {
		struct buf old = *published;
		*published = copy;
		copy = old;
	}
	buf_release(&copy);
	buf_release(&out);
}

void diagnostics_clear(struct language_server *server, const char *uri)
{
	struct buf published;
	buf_init(&published, BUF_CAP);
	buf_text(&published, "?");
	diagnostics_publish(server, uri, NULL, &published, STR("[]"));
	buf_release(&published);
}

bool diagnostics_are_own(struct language_server *server, const struct document *document)
{
	bool is_xml = document->is_file && str_ends(str_from(document->path), LESSON_SUFFIX) &&
		      lesson_file(NULL, document->path) && !other_file(buf_view(&document->text.bytes));
	return document_is_lesson(document) || (is_xml && trees_of(&server->trees, document->path));
}

static void publish_document(struct language_server *server, struct document *document)
{
	struct json json;
	struct buf findings;
	if (server->client.pulls || (!document->published.len && !diagnostics_are_own(server, document)))
		return;
	buf_init(&findings, BUF_CAP);
	json_init(&json, &findings);
	write_findings(&json, server, document);
	if (!buf_failed(&findings))
		diagnostics_publish(server, document->uri, &document->version, &document->published,
				    buf_view(&findings));
	buf_release(&findings);
}

/* Logs, in the client, why a check failed. */
static void log_messages(struct language_server *server, const struct editor_check *check)
{
	struct json json;
	struct buf out;
	if (!check->messages.len)
		return;
	buf_init(&out, BUF_CAP);
	server_open_message(&json, &out, "window/logMessage");
	json_key(&json, "params");
	json_open_object(&json);
	json_member_uint(&json, "type", 2);
	json_member_str(&json, "message", str_trim(buf_view(&check->messages)));
	json_close_object(&json);
	server_send(server, &json);
	buf_release(&out);
}

/* Takes over the findings of a check. False if it failed: then the document is checked again later. */
static bool keep_findings(struct language_server *server, const struct document *document, struct findings *to,
			  const struct editor_check *check, enum editor_check_status status)
{
	if (status != EDITOR_CHECK_FAILED &&
	    findings_take(to, check->report.first, document->path, buf_view(&document->text.bytes)))
		return true;
	findings_release(to);
	if (status == EDITOR_CHECK_FAILED)
		buf_str(&server->why, str_trim(buf_view(&check->messages)));
	server->starved = true;
	return false;
}

static void start_check(struct editor_check *check, struct language_server *server, const struct document *document)
{
	struct editor_tree *tree = document->is_file ? trees_of(&server->trees, document->path) : NULL;
	editor_check_init(check, &server->documents, server->dictionaries);
	check->config = tree ? &tree->config : NULL;
	check->in_tree = tree != NULL;
}

/* The findings of the document alone. False if that failed. */
static bool check_alone(struct language_server *server, struct document *document)
{
	struct editor_check check;
	if (!diagnostics_are_own(server, document)) {
		findings_release(&document->alone);
		findings_release(&document->full);
		document->state = DOCUMENT_CHECKED;
		return true;
	}
	start_check(&check, server, document);
	enum editor_check_status status = editor_check_document(&check, document, true);
	bool good = keep_findings(server, document, &document->alone, &check, status) &&
		    (document->is_file || keep_findings(server, document, &document->full, &check, status));
	if (good)
		document->state = document->is_file ? DOCUMENT_ALONE : DOCUMENT_CHECKED;
	editor_check_release(&check);
	return good;
}

void diagnostics_refresh(struct language_server *server, struct document *document)
{
	if (document->state == DOCUMENT_CHANGED && check_alone(server, document))
		publish_document(server, document);
}

bool diagnostics_check(struct language_server *server, struct document *document)
{
	struct editor_check check;
	start_check(&check, server, document);
	check.must_stop = server_must_stop;
	check.context = server;
	enum editor_check_status status = editor_check_document(&check, document, false);
	if (status != EDITOR_CHECK_STOPPED && keep_findings(server, document, &document->full, &check, status)) {
		findings_mark_wide(&document->full, &document->alone);
		document->state = DOCUMENT_CHECKED;
		publish_document(server, document);
		log_messages(server, &check);
	}
	editor_check_release(&check);
	server->stops = status == EDITOR_CHECK_STOPPED ? server->stops + 1 : 0;
	return status != EDITOR_CHECK_STOPPED;
}

static uint64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

void diagnostics_note_change(struct language_server *server)
{
	server->changed_at = now();
}

bool diagnostics_work(struct language_server *server)
{
	for (struct document *document = server->documents.first; document; document = document->next)
		if (document->state == DOCUMENT_CHANGED) {
			diagnostics_refresh(server, document);
			return true;
		}
	for (struct document *document = server->documents.first; document; document = document->next)
		if (document->state == DOCUMENT_ALONE) {
			if (diagnostics_check(server, document) && server->client.pulls && server->client.refreshes)
				server_ask(server, "workspace/diagnostic/refresh", STR_NONE);
			return true;
		}
	for (struct editor_tree *tree = server->trees.first; tree; tree = tree->next)
		if (tree->changed) {
			uint64_t passed = now() - server->changed_at;
			if (passed < PAUSE_MILLISECONDS)
				(void)inbox_waits(&server->inbox, (int)(PAUSE_MILLISECONDS - passed));
			else
				diagnostics_check_tree(server, tree);
			return true;
		}
	return false;
}
