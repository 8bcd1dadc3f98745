#include "editor/documents/diagnostics.h"

#include "editor/documents/released.h"
#include "editor/handlers/workspace_edit.h"

/* The mention to rename, if it may be renamed; else NULL, with the reason. */
static const struct id_mention *renamable(struct language_server *server, struct json_walk params,
					  struct editor_tree **tree, struct document **document, enum reply *reply)
{
	struct position position;
	struct buf lock;
	*document = server_document(server, params);
	*reply = REPLY_INVALID;
	if (!*document || !params_position(params, "position", &position))
		return NULL;
	*tree = diagnostics_tree(server, *document);
	const struct id_mention *mention =
		*tree ? tree_mention_at(*tree, (*document)->path,
					text_offset(&(*document)->text, position, server->encoding))
		      : NULL;
	if (!mention) {
		*reply = server_fail(server, *tree ? "there is no id here"
						   : "the lesson is in no tree: a folder with satchel.xml");
		return NULL;
	}
	if ((*tree)->trouble.len) {
		*reply = server_fail(server, "the other lessons that may use it could not be read: %s",
				     buf_cstr(&(*tree)->trouble));
		return NULL;
	}
	buf_init(&lock, BUF_CAP);
	*reply = REPLY_OK;
	if (!memchr(mention->key.at, '#', mention->key.len) &&
	    released_has(*tree, mention->key, &lock, &server->starved))
		*reply = server_fail(
			server, "\"%.*s\" has been released (%s): learners' progress is stored under it, so keep it",
			STR_ARG(mention->key), buf_cstr(&lock));
	buf_release(&lock);
	return *reply == REPLY_OK ? mention : NULL;
}

enum reply prepare_rename(struct language_server *server, struct json_walk params, struct json *result)
{
	struct editor_tree *tree;
	struct document *document;
	enum reply reply;
	const struct id_mention *mention = renamable(server, params, &tree, &document, &reply);
	if (mention)
		write_range(result, server, &document->text, mention->span);
	return reply;
}

/* The key that a mention has after its id became name. */
static bool is_taken(const struct editor_tree *tree, const struct id_mention *mention, struct str name)
{
	const char *hash = memchr(mention->key.at, '#', mention->key.len);
	size_t before = hash ? (size_t)(hash + 1 - mention->key.at) : 0;
	for (const struct mentions *lesson = tree->lessons; lesson; lesson = lesson->next)
		for (const struct id_mention *m = lesson->first; m; m = m->next)
			if (m->defines && m->key.len == before + name.len &&
			    memcmp(m->key.at, mention->key.at, before) == 0 &&
			    memcmp(m->key.at + before, name.at, name.len) == 0)
				return true;
	return false;
}

static void write_edits(struct json *json, struct language_server *server, const struct mentions *lesson,
			struct str key, struct str name)
{
	struct editor_text loaded;
	const struct editor_text *text;
	text_init(&loaded);
	struct mentions *now = server_lesson(server, lesson, key, &loaded, &text);
	bool open = false;
	for (const struct id_mention *m = now ? now->first : NULL; m; m = m->next) {
		if (!str_equal(m->key, key))
			continue;
		if (!open)
			open_file_edits(json, server, NULL, lesson->path);
		open = true;
		write_text_edit(json, server, text, m->span, name);
	}
	if (open)
		close_file_edits(json, server);
	mentions_free(now);
	text_release(&loaded);
}

enum reply rename_id(struct language_server *server, struct json_walk params, struct json *result)
{
	struct editor_tree *tree;
	struct document *document;
	enum reply reply;
	struct buf name;
	buf_init(&name, BUF_CAP);
	const struct id_mention *mention = renamable(server, params, &tree, &document, &reply);
	if (mention && !params_text(params, "newName", &name))
		reply = REPLY_INVALID;
	else if (mention && !id_looks_valid(buf_view(&name)))
		reply = server_fail(server, "an id has " ID_FORM);
	else if (mention && is_taken(tree, mention, buf_view(&name)))
		reply = server_fail(server, "\"%s\" already exists", buf_cstr(&name));
	if (mention && reply == REPLY_OK) {
		open_edit(result, server);
		const struct mentions *lesson = tree->lessons;
		for (; lesson && !server_must_stop(server); lesson = lesson->next)
			write_edits(result, server, lesson, mention->key, buf_view(&name));
		close_edit(result, server);
	}
	release_text(result, &name);
	return reply;
}
