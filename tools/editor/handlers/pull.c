/* Diagnostics for clients that ask for them. The id of a result is the hash of its findings, so nothing has to be
 * remembered: a result is unchanged if the client has one with the same id. */
#include "editor/documents/check.h"
#include "editor/documents/diagnostics.h"

#include "base/hash.h"

#include <stdlib.h>

static void write_shown(struct json *json, const struct tree_file *file)
{
	json_raw(json, file && file->published.len ? buf_view(&file->published) : STR("[]"));
}

/* The findings in a document; those in satchel.xml and the like are known to its tree. */
static void write_items(struct json *json, struct language_server *server, struct document *document)
{
	diagnostics_refresh(server, document);
	if (document->state != DOCUMENT_CHECKED)
		(void)diagnostics_check(server, document);
	const struct editor_tree *tree =
		document->is_file && server->client.pulls_all && !diagnostics_are_own(server, document)
			? trees_of(&server->trees, document->path)
			: NULL;
	if (tree)
		write_shown(json, map_get(&tree->shown_by_path, str_from(document->path)));
	else
		write_findings(json, server, document);
}

/* The findings in a file that is in no tree. */
static void write_lone_file(struct json *json, struct language_server *server, const char *path)
{
	struct editor_check check;
	editor_check_init(&check, &server->documents, server->dictionaries);
	check.must_stop = server_must_stop;
	check.context = server;
	if (editor_check_files(&check, path, NULL) == EDITOR_CHECK_FAILED)
		server->starved = true;
	(void)diagnostics_write_file(json, server, path, check.report.first);
	editor_check_release(&check);
}

/* The findings in a file that is not open: a client may ask for those of its other tabs. False if it cannot be one. */
static bool write_file_items(struct json *json, struct language_server *server)
{
	bool is_file;
	char *path = documents_path_of(buf_view(&server->uri), &is_file);
	if (!path) {
		server->starved = server->starved || is_file;
		return false;
	}
	struct document *document = documents_find_path(&server->documents, path);
	struct editor_tree *tree = document ? NULL : trees_of(&server->trees, path);
	if (tree && tree->changed)
		diagnostics_check_tree(server, tree);
	if (document) /* by another address */
		write_items(json, server, document);
	else if (tree)
		write_shown(json, map_get(&tree->shown_by_path, str_from(path)));
	else
		write_lone_file(json, server, path);
	free(path);
	return true;
}

/* The members of a report; previous is the id of the result that the client has, or empty. */
static void write_report(struct json *json, struct str items, struct str previous)
{
	char id[HASH_HEX];
	hash_hex(hash_of(items, HASH_KEY), id);
	bool same = str_is(previous, id);
	json_member_text(json, "kind", same ? "unchanged" : "full");
	json_member_text(json, "resultId", id);
	if (!same) {
		json_key(json, "items");
		json_raw(json, items);
	}
}

enum reply pull_diagnostics(struct language_server *server, struct json_walk params, struct json *result)
{
	struct json items;
	struct buf out, previous;
	enum reply reply = REPLY_OK;
	buf_init(&out, BUF_CAP);
	buf_init(&previous, BUF_CAP);
	json_init(&items, &out);
	struct document *document = server_document(server, params);
	if (document)
		write_items(&items, server, document);
	else if (!server->uri.len || !write_file_items(&items, server))
		reply = REPLY_INVALID;
	if (reply == REPLY_OK) {
		(void)params_text(params, "previousResultId", &previous);
		json_open_object(result);
		write_report(result, buf_view(&out), buf_view(&previous));
		json_close_object(result);
	}
	release_text(result, &out);
	release_text(result, &previous);
	return reply;
}

/* The results that the client has, by address. */
struct previous {
	struct arena arena;
	struct map by_uri; /* values: struct previous_id */
	struct previous_id *first;
};

struct previous_id {
	struct str uri, value;
	bool reported;
	struct previous_id *next;
};

static void read_previous(struct previous *previous, struct json_walk params, bool *starved)
{
	struct json_walk all;
	struct buf text;
	buf_init(&text, BUF_CAP);
	bool more = params_find(params, "previousResultIds", &all) && walk_kind(&all) == '[' && walk_array(&all);
	for (; more && walk_element(&all); walk_skip(&all)) {
		struct previous_id *one = arena_alloc(&previous->arena, sizeof(*one));
		if (!one || !params_text(all, "uri", &text)) {
			*starved = *starved || !one || buf_failed(&text);
			continue;
		}
		*one = (struct previous_id){ .uri = arena_str(&previous->arena, buf_view(&text)) };
		if (params_text(all, "value", &text))
			one->value = arena_str(&previous->arena, buf_view(&text));
		void **slot = one->uri.at ? map_put(&previous->by_uri, one->uri) : NULL;
		*starved = *starved || !slot;
		if (!slot || *slot)
			continue;
		*slot = one;
		one->next = previous->first;
		previous->first = one;
	}
	*starved = *starved || buf_failed(&text) || arena_failed(&previous->arena);
	buf_release(&text);
}

static void write_one(struct json *json, const struct previous *previous, const char *uri, const int64_t *version,
		      struct str items)
{
	struct previous_id *known = map_get(&previous->by_uri, str_from(uri));
	if (known)
		known->reported = true;
	json_open_object(json);
	json_member_text(json, "uri", uri);
	json_key(json, "version");
	if (version && *version >= 0)
		json_uint(json, (uint64_t)*version);
	else
		json_none(json);
	write_report(json, items, known ? known->value : STR_NONE);
	json_close_object(json);
}

/* A client that asks for all findings needs none of those that were sent, which it would show twice. */
static void stop_sending(struct language_server *server)
{
	if (server->client.pulls_all)
		return;
	server->client.pulls_all = true;
	for (struct editor_tree *tree = server->trees.first; tree; tree = tree->next)
		for (struct tree_file *file = tree->shown; file; file = file->next)
			if (file->published.len)
				diagnostics_clear(server, file->uri);
}

static void write_trees(struct json *json, struct language_server *server, const struct previous *previous)
{
	for (struct editor_tree *tree = server->trees.first; tree && !server->stop; tree = tree->next) {
		if (tree->changed)
			diagnostics_check_tree(server, tree);
		for (struct tree_file *file = tree->shown; file; file = file->next)
			if (!documents_find_path(&server->documents, file->path))
				write_one(json, previous, file->uri, NULL,
					  file->published.len ? buf_view(&file->published) : STR("[]"));
	}
}

static void write_documents(struct json *json, struct language_server *server, const struct previous *previous)
{
	struct json items;
	struct buf out;
	buf_init(&out, BUF_CAP);
	for (struct document *document = server->documents.first; document && !server->stop;
	     document = document->next) {
		buf_clear(&out);
		json_init(&items, &out);
		write_items(&items, server, document);
		write_one(json, previous, document->uri, &document->version, buf_view(&out));
	}
	release_text(json, &out);
}

enum reply pull_all_diagnostics(struct language_server *server, struct json_walk params, struct json *result)
{
	struct previous previous = { .first = NULL };
	arena_init(&previous.arena);
	map_init(&previous.by_uri);
	read_previous(&previous, params, &server->starved);
	stop_sending(server);
	json_open_object(result);
	json_key(result, "items");
	json_open_array(result);
	write_trees(result, server, &previous);
	write_documents(result, server, &previous);
	/* Files that are in no tree any more. */
	for (const struct previous_id *one = previous.first; one; one = one->next)
		if (!one->reported)
			write_one(result, &previous, one->uri.at, NULL, STR("[]"));
	json_close_array(result);
	json_close_object(result);
	map_release(&previous.by_uri);
	arena_release(&previous.arena);
	return REPLY_OK;
}
