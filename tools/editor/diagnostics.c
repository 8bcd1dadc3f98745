#include "editor/check.h"
#include "editor/server.h"

#include "base/path.h"
#include "editor/uri.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
	STOPS_MAX = 20,		  /* after so many stopped checks, the next one is completed, even if messages wait */
	PAUSE_MILLISECONDS = 300, /* without changes, before the whole tree is checked */
};

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
	json->out->failed = json->out->failed || buf_failed(&text);
	buf_release(&text);
}

/* The range of a location in another lesson, by the lines and columns of its report, which are right unless it has
 * characters beyond U+FFFF before it. */
static void write_other(struct json *json, const struct finding_other *other)
{
	const struct location *at = &other->location;
	json_key(json, "relatedInformation");
	json_open_array(json);
	json_open_object(json);
	json_key(json, "location");
	json_open_object(json);
	json_key(json, "uri");
	write_uri(json, other->path);
	json_key(json, "range");
	json_open_object(json);
	for (int i = 0; i < 2; i++) {
		uint32_t line = i ? at->end_line : at->line, column = i ? at->end_column : at->column;
		json_key(json, i ? "end" : "start");
		json_open_object(json);
		json_member_uint(json, "line", line ? line - 1 : 0);
		json_member_uint(json, "character", column ? column - 1 : 0);
		json_close_object(json);
	}
	json_close_object(json);
	json_close_object(json);
	json_member_text(json, "message", "the other one is here");
	json_close_object(json);
	json_close_array(json);
}

void write_finding(struct json *json, const struct language_server *server, const struct editor_text *text,
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
		write_other(json, finding->other);
	json_close_object(json);
}

static void write_findings(struct json *json, const struct language_server *server, const struct document *document)
{
	json_open_array(json);
	for (const struct editor_finding *finding = document_next_finding(document, NULL); finding;
	     finding = document_next_finding(document, finding))
		write_finding(json, server, &document->text, finding);
	json_close_array(json);
}

/* Sends findings, a JSON array, unless the client has them; published are those that it has. version may be NULL. */
static void publish(struct language_server *server, const char *uri, const int64_t *version, struct buf *published,
		    struct str findings)
{
	struct json json;
	struct buf out;
	if (str_equal(buf_view(published), findings) || (!published->len && str_is(findings, "[]")))
		return;
	buf_clear(published);
	buf_str(published, findings);
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
	server_send(server, &json);
	buf_release(&out);
}

void diagnostics_clear(struct language_server *server, const char *uri)
{
	struct buf published;
	buf_init(&published, BUF_CAP);
	buf_text(&published, "?");
	publish(server, uri, NULL, &published, STR("[]"));
	buf_release(&published);
}

static void publish_document(struct language_server *server, struct document *document)
{
	struct json json;
	struct buf findings;
	if (server->client.pulls)
		return;
	buf_init(&findings, BUF_CAP);
	json_init(&json, &findings);
	write_findings(&json, server, document);
	if (!buf_failed(&findings))
		publish(server, document->uri, &document->version, &document->published, buf_view(&findings));
	buf_release(&findings);
}

static bool must_stop(void *context)
{
	const struct language_server *server = context;
	return server->stops < STOPS_MAX && message_waits(&server->input, 0);
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

void diagnostics_refresh(struct language_server *server, struct document *document)
{
	struct editor_check check;
	if (document->state != DOCUMENT_CHANGED)
		return;
	editor_check_init(&check, &server->documents);
	if (editor_check_document(&check, document, true) == EDITOR_CHECK_OK)
		(void)!findings_take(&document->alone, check.report.first, document->path,
				     buf_view(&document->text.bytes));
	else
		findings_release(&document->alone);
	document->state = document->is_file ? DOCUMENT_ALONE : DOCUMENT_CHECKED;
	if (!document->is_file)
		(void)!findings_take(&document->full, check.report.first, document->path,
				     buf_view(&document->text.bytes));
	editor_check_release(&check);
}

/* Checks the document with its tree; false if that was stopped. */
static bool check_with_tree(struct language_server *server, struct document *document, bool stoppable)
{
	struct editor_check check;
	editor_check_init(&check, &server->documents);
	check.must_stop = stoppable ? must_stop : NULL;
	check.context = server;
	enum editor_check_status status = editor_check_document(&check, document, false);
	if (status != EDITOR_CHECK_STOPPED) {
		(void)!findings_take(&document->full, check.report.first, document->path,
				     buf_view(&document->text.bytes));
		findings_mark_wide(&document->full, &document->alone);
		document->state = DOCUMENT_CHECKED;
		log_messages(server, &check);
	}
	editor_check_release(&check);
	server->stops = status == EDITOR_CHECK_STOPPED ? server->stops + 1 : 0;
	return status != EDITOR_CHECK_STOPPED;
}

/* Asks a client that pulls to pull again. */
static void ask_to_refresh(struct language_server *server)
{
	struct json json;
	struct buf out;
	if (!server->client.pulls || !server->client.refreshes)
		return;
	buf_init(&out, BUF_CAP);
	server_open_message(&json, &out, "workspace/diagnostic/refresh");
	json_member_uint(&json, "id", ++server->asked);
	server_send(server, &json);
	buf_release(&out);
}

enum reply pull_diagnostics(struct language_server *server, struct json_walk params, struct json *result)
{
	struct document *document = server_document(server, params);
	if (!document)
		return REPLY_INVALID;
	diagnostics_refresh(server, document);
	if (document->state != DOCUMENT_CHECKED)
		(void)check_with_tree(server, document, false);
	json_open_object(result);
	json_member_text(result, "kind", "full");
	json_key(result, "items");
	write_findings(result, server, document);
	json_close_object(result);
	return REPLY_OK;
}

/* Collects what the lessons of a tree mention, on several threads. */
struct mention_gathering {
	struct mentions *first;
	pthread_mutex_t lock;
	char folder[4096]; /* for relative paths */
};

static bool gather(void *context, unsigned worker, size_t index, const struct lesson *lesson,
		   const struct source *source, bool usable)
{
	struct mention_gathering *gathering = context;
	struct buf path;
	(void)worker, (void)index, (void)usable;
	buf_init(&path, BUF_CAP);
	path_absolute(&path, gathering->folder, source->path);
	struct mentions *mentions = buf_failed(&path) ? NULL : mentions_read(buf_cstr(&path), lesson);
	buf_release(&path);
	if (!mentions)
		return false;
	pthread_mutex_lock(&gathering->lock);
	mentions->next = gathering->first;
	gathering->first = mentions;
	pthread_mutex_unlock(&gathering->lock);
	return true;
}

static struct tree_file *shown_at(struct editor_tree *tree, const char *path)
{
	struct tree_file *file = map_get(&tree->shown_by_path, str_from(path));
	if (file)
		return file;
	file = calloc(1, sizeof(*file));
	if (!file || !(file->path = strdup(path))) {
		free(file);
		return NULL;
	}
	buf_init(&file->published, BUF_CAP);
	void **slot = map_put(&tree->shown_by_path, str_from(file->path));
	if (!slot) {
		free(file->path);
		free(file);
		return NULL;
	}
	*slot = file;
	file->next = tree->shown;
	tree->shown = file;
	return file;
}

/* Publishes the findings in a file, at path, which is not open; the first of them is given. */
static void publish_file(struct language_server *server, struct editor_tree *tree, const struct diagnostic *first,
			 const char *path)
{
	struct editor_text text;
	struct findings findings;
	struct buf out, uri;
	struct json json;
	text_init(&text);
	findings_init(&findings);
	buf_init(&out, BUF_CAP);
	buf_init(&uri, BUF_CAP);
	struct tree_file *file = shown_at(tree, path);
	if (file && server_text(server, path, &text) &&
	    findings_take(&findings, first, first->path, buf_view(&text.bytes))) {
		json_init(&json, &out);
		json_open_array(&json);
		for (const struct editor_finding *finding = findings.first; finding; finding = finding->next)
			write_finding(&json, server, &text, finding);
		json_close_array(&json);
		uri_of_path(str_from(path), &uri);
		publish(server, buf_cstr(&uri), NULL, &file->published, buf_view(&out));
		file->seen = true;
	}
	buf_release(&out);
	buf_release(&uri);
	findings_release(&findings);
	text_release(&text);
}

/* Publishes the findings in the lessons that are not open, and clears those of others. */
static void publish_tree(struct language_server *server, struct editor_tree *tree, const struct report *report,
			 const char *folder)
{
	struct buf path, uri;
	buf_init(&path, BUF_CAP);
	buf_init(&uri, BUF_CAP);
	for (struct tree_file *file = tree->shown; file; file = file->next)
		file->seen = false;
	const char *last = NULL;
	for (const struct diagnostic *d = report->first; d; d = d->next) {
		if (!d->path || (last && strcmp(last, d->path) == 0))
			continue;
		last = d->path;
		buf_clear(&path);
		path_absolute(&path, folder, d->path);
		if (!documents_find_path(&server->documents, buf_cstr(&path)))
			publish_file(server, tree, d, buf_cstr(&path));
	}
	for (struct tree_file *file = tree->shown; file; file = file->next) {
		if (file->seen || documents_find_path(&server->documents, file->path)) {
			if (!file->seen)
				buf_clear(&file->published);
			continue;
		}
		buf_clear(&uri);
		uri_of_path(str_from(file->path), &uri);
		if (file->published.len)
			publish(server, buf_cstr(&uri), NULL, &file->published, STR("[]"));
	}
	buf_release(&path);
	buf_release(&uri);
}

/* Checks the whole tree, unless that is stopped. */
static void check_tree(struct language_server *server, struct editor_tree *tree, bool stoppable)
{
	struct editor_check check;
	struct mention_gathering gathering = { .first = NULL };
	struct checker_hooks hooks = { gather, &gathering };
	editor_check_init(&check, &server->documents);
	check.must_stop = stoppable ? must_stop : NULL;
	check.context = server;
	if (!getcwd(gathering.folder, sizeof(gathering.folder)))
		*gathering.folder = '\0';
	pthread_mutex_init(&gathering.lock, NULL);
	enum editor_check_status status = editor_check_tree(&check, tree->root, &hooks);
	if (status == EDITOR_CHECK_OK)
		tree_clear(tree);
	while (gathering.first) {
		struct mentions *mentions = gathering.first;
		gathering.first = mentions->next;
		if (status != EDITOR_CHECK_OK)
			mentions_free(mentions);
		else
			(void)!tree_take(tree, mentions);
	}
	if (status == EDITOR_CHECK_OK)
		publish_tree(server, tree, &check.report, gathering.folder);
	else if (status == EDITOR_CHECK_WRONG && check.mistakes_path)
		publish_tree(server, tree, &check.mistakes, gathering.folder);
	tree->changed = status == EDITOR_CHECK_STOPPED;
	tree->read = tree->read || !tree->changed;
	pthread_mutex_destroy(&gathering.lock);
	editor_check_release(&check);
	server->stops = status == EDITOR_CHECK_STOPPED ? server->stops + 1 : 0;
}

bool diagnostics_read_tree(struct language_server *server, struct editor_tree *tree)
{
	if (!tree->read)
		check_tree(server, tree, false);
	return tree_refresh(tree, &server->documents);
}

struct editor_tree *diagnostics_tree(struct language_server *server, const struct document *document)
{
	struct editor_tree *tree = document->is_file ? trees_of(&server->trees, document->path) : NULL;
	return tree && diagnostics_read_tree(server, tree) ? tree : NULL;
}

void diagnostics_take_over(struct language_server *server, struct document *document)
{
	const struct editor_tree *tree = document->is_file ? trees_of(&server->trees, document->path) : NULL;
	struct tree_file *file = tree ? map_get(&tree->shown_by_path, str_from(document->path)) : NULL;
	if (!file || document->published.len)
		return;
	if (server->client.pulls) {
		diagnostics_clear(server, document->uri);
		buf_clear(&file->published);
		return;
	}
	struct buf published = document->published;
	document->published = file->published;
	file->published = published;
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
			publish_document(server, document);
			return true;
		}
	for (struct document *document = server->documents.first; document; document = document->next)
		if (document->state == DOCUMENT_ALONE) {
			if (check_with_tree(server, document, true)) {
				publish_document(server, document);
				ask_to_refresh(server);
			}
			return true;
		}
	for (struct editor_tree *tree = server->trees.first; tree; tree = tree->next)
		if (tree->changed) {
			uint64_t passed = now() - server->changed_at;
			if (passed < PAUSE_MILLISECONDS)
				(void)message_waits(&server->input, (int)(PAUSE_MILLISECONDS - passed));
			else
				check_tree(server, tree, true);
			return true;
		}
	return false;
}
