#include "editor/documents/diagnostics.h"

#include "check/reference/retired.h"
#include "editor/documents/released.h"
#include "editor/handlers/workspace_edit.h"
#include "lesson/markup.h"

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
						   : "no folder of the lesson has a satchel.xml, so the lessons that "
						     "use the id are unknown");
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

/* A key without the lesson in front of it. */
static struct str id_of(struct str key)
{
	const char *hash = memchr(key.at, '#', key.len);
	size_t before = hash ? (size_t)(hash + 1 - key.at) : 0;
	return (struct str){ key.at + before, key.len - before };
}

/* Whether a lesson defines the key, and not as its own. */
static bool contains(const struct mentions *lesson, struct str key)
{
	const struct id_mention *m = lesson->first;
	while (m && !(m->defines && m->kind != KIND_LESSON && str_equal(m->key, key)))
		m = m->next;
	return m != NULL;
}

/* Whether another than what a mention names has that name: in the tree, or in the same lesson, whatever it is. */
static bool is_taken(const struct editor_tree *tree, const struct id_mention *mention, struct str name)
{
	bool global = id_of(mention->key).len == mention->key.len;
	for (const struct mentions *lesson = tree->lessons; lesson; lesson = lesson->next) {
		bool home = contains(lesson, mention->key);
		for (const struct id_mention *m = lesson->first; m; m = m->next)
			if (m->defines && ((global && str_equal(m->key, name)) ||
					   (home && m->kind != KIND_LESSON && str_equal(id_of(m->key), name))))
				return true;
	}
	return false;
}

/* Whether a tag of retired.xml retires the id. */
static bool retires(struct str bytes, const struct markup *tag, struct str id)
{
	struct markup_attribute one;
	size_t at = tag->inside;
	if (tag->kind > MARKUP_EMPTY || !str_is(tag->name, "retired"))
		return false;
	while (markup_attribute(bytes, &at, tag->inside_end, &one))
		if (str_is(markup_slice(bytes, one.name, one.name_end), "id"))
			return str_equal(markup_slice(bytes, one.value, one.value_end), id);
	return false;
}

static bool is_retired(struct language_server *server, const struct editor_tree *tree, struct str id)
{
	struct editor_text loaded;
	struct buf path;
	bool retired = false;
	text_init(&loaded);
	buf_init(&path, BUF_CAP);
	buf_format(&path, "%s/" RETIRED_NAME, tree->root);
	const struct editor_text *text = server_text(server, buf_cstr(&path), &loaded);
	struct markup_scan scan = { .bytes = text ? buf_view(&text->bytes) : STR("") };
	struct markup tag;
	for (size_t at = 0; !retired && markup_next(&scan, at, &tag); at = tag.end)
		retired = retires(scan.bytes, &tag, id);
	server->starved = server->starved || buf_failed(&path);
	buf_release(&path);
	text_release(&loaded);
	return retired;
}

/* Why what a mention names can't have that name; REPLY_OK if it can. */
static enum reply refuse_name(struct language_server *server, const struct editor_tree *tree,
			      const struct id_mention *mention, struct str name)
{
	if (!id_looks_valid(name))
		return server_fail(server, "an id has " ID_FORM);
	if (is_taken(tree, mention, name))
		return server_fail(server, "\"%.*s\" already exists", STR_ARG(name));
	if (!memchr(mention->key.at, '#', mention->key.len) && is_retired(server, tree, name))
		return server_fail(server,
				   "\"%.*s\" is retired: learners may have progress under it, so choose another",
				   STR_ARG(name));
	return REPLY_OK;
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
	else if (mention)
		reply = refuse_name(server, tree, mention, buf_view(&name));
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
