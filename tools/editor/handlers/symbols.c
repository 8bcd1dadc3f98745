#include "editor/documents/diagnostics.h"

/* SymbolKind of LSP, by kind of id. */
static unsigned symbol_kind(enum id_kind kind)
{
	switch (kind) {
	case KIND_LESSON: return 1;    /* File */
	case KIND_SECTION: return 3;   /* Namespace */
	case KIND_QUESTION: return 12; /* Function */
	case KIND_CARD: return 14;     /* Constant */
	case KIND_ENTRY: return 20;    /* Key */
	default: return 13;	       /* Variable */
	}
}

static void write_name(struct json *json, const struct id_mention *m)
{
	const char *hash = memchr(m->key.at, '#', m->key.len);
	struct str id = hash ? (struct str){ hash + 1, m->key.len - (size_t)(hash + 1 - m->key.at) } : m->key;
	json_member_str(json, "name", m->title.at ? m->title : id);
	json_member_uint(json, "kind", symbol_kind(m->kind));
}

/* The definitions of a lesson in the order of its text, each within those that contain it. */
static void write_symbols(struct json *json, struct language_server *server, const struct document *document,
			  const struct id_mention **next, uint32_t end)
{
	json_open_array(json);
	while (*next && (!(*next)->defines || (*next)->whole.start < end)) {
		const struct id_mention *m = *next;
		*next = m->next;
		if (!m->defines)
			continue;
		json_open_object(json);
		write_name(json, m);
		json_member_str(json, "detail", m->key);
		if (server->client.hierarchy) {
			json_key(json, "range");
			write_range(json, server, &document->text, m->whole);
			json_key(json, "selectionRange");
			write_range(json, server, &document->text, m->span);
			json_key(json, "children");
			write_symbols(json, server, document, next, m->whole.end);
		} else {
			json_key(json, "location");
			json_open_object(json);
			json_member_text(json, "uri", document->uri);
			json_key(json, "range");
			write_range(json, server, &document->text, m->whole);
			json_close_object(json);
		}
		json_close_object(json);
	}
	json_close_array(json);
}

enum reply list_symbols(struct language_server *server, struct json_walk params, struct json *result)
{
	const struct document *document = server_document(server, params);
	if (!document)
		return REPLY_INVALID;
	struct mentions *mentions =
		mentions_read_text(document->path, buf_view(&document->text.bytes), &server->starved);
	const struct id_mention *next = mentions ? mentions->first : NULL;
	write_symbols(result, server, document, &next, UINT32_MAX);
	mentions_free(mentions);
	return REPLY_OK;
}

/* Whether the letters of query occur in text in this order, in either case. */
static bool matches(struct str text, struct str query)
{
	size_t found = 0;
	for (size_t i = 0; i < text.len && found < query.len; i++)
		found += ascii_lower(text.at[i]) == ascii_lower(query.at[found]);
	return found == query.len;
}

enum { SYMBOLS_MAX = 500 };

static void write_found(struct json *json, struct language_server *server, const struct mentions *lesson,
			const struct id_mention *m, const struct editor_text *text)
{
	json_open_object(json);
	write_name(json, m);
	json_member_str(json, "containerName", lesson->lesson);
	json_key(json, "location");
	write_location(json, server, lesson->path, text, m->span);
	json_close_object(json);
}

/* Writes the symbols of a lesson that the query finds, until there are SYMBOLS_MAX. */
static void find_in_lesson(struct json *json, struct language_server *server, const struct mentions *lesson,
			   struct str query, unsigned *count)
{
	struct editor_text loaded;
	text_init(&loaded);
	for (const struct id_mention *m = lesson->first; m && *count < SYMBOLS_MAX; m = m->next) {
		if (!m->defines || !(matches(m->key, query) || matches(m->title, query)))
			continue;
		const struct editor_text *text = server_text(server, lesson->path, &loaded);
		if (!text)
			break;
		write_found(json, server, lesson, m, text);
		++*count;
	}
	text_release(&loaded);
}

enum reply find_symbols(struct language_server *server, struct json_walk params, struct json *result)
{
	unsigned count = 0;
	if (!params_text(params, "query", &server->uri))
		return REPLY_INVALID;
	struct str query = buf_view(&server->uri);
	json_open_array(result);
	for (struct editor_tree *tree = server->trees.first; tree; tree = tree->next) {
		if (!diagnostics_read_tree(server, tree))
			return server_fail(server, "out of memory");
		const struct mentions *lesson = tree->lessons;
		for (; lesson && !server_must_stop(server); lesson = lesson->next)
			find_in_lesson(result, server, lesson, query, &count);
	}
	json_close_array(result);
	return REPLY_OK;
}
