/* Links of a lesson: addresses, and the files that it shows. When files move, the paths to them follow. */
#include "editor/handlers/workspace_edit.h"

#include "base/path.h"
#include "check/media/picture.h"
#include "editor/documents/diagnostics.h"
#include "editor/documents/folders.h"
#include "lesson/markup.h"

#include <stdlib.h>

/* Goes through the attributes of a text that name files or addresses. */
struct link_walk {
	struct str bytes;
	struct markup_scan scan;
	struct markup tag;
	size_t offset; /* in the tag */
	struct str name, value;
	struct span span; /* of the value */
};

static void walk_init(struct link_walk *walk, struct str bytes)
{
	*walk = (struct link_walk){ .bytes = bytes, .scan = { .bytes = bytes } };
}

static bool next_link(struct link_walk *walk)
{
	struct markup_attribute one;
	for (;;) {
		if (!markup_attribute(walk->bytes, &walk->offset, walk->tag.inside_end, &one)) {
			do
				if (!markup_next(&walk->scan, walk->tag.end, &walk->tag))
					return false;
			while (walk->tag.kind != MARKUP_START && walk->tag.kind != MARKUP_EMPTY);
			walk->offset = walk->tag.inside;
			continue;
		}
		walk->name = markup_slice(walk->bytes, one.name, one.name_end);
		walk->value = markup_slice(walk->bytes, one.value, one.value_end);
		walk->span = (struct span){ (uint32_t)one.value, (uint32_t)one.value_end };
		if (str_is(walk->name, "src") || str_is(walk->name, "poster") || str_is(walk->name, "href"))
			return true;
	}
}

/* Sets path to that of the file that a link of the lesson at from names; false if there is none. */
static bool find_file(const struct link_walk *walk, const char *from, struct buf *path)
{
	struct buf found;
	buf_init(&found, BUF_CAP);
	bool good = !str_is(walk->name, "href") &&
		    picture_find(walk->value, path_folder(from), STR("/"), NULL, &found) == PICTURE_FOUND;
	buf_clear(path);
	if (good)
		path_absolute(path, "/", buf_cstr(&found));
	path->failed = path->failed || buf_failed(&found);
	buf_release(&found);
	return good && !buf_failed(path);
}

enum reply list_links(struct language_server *server, struct json_walk params, struct json *result)
{
	const struct document *document = server_document(server, params);
	struct link_walk walk;
	struct buf path;
	if (!document)
		return REPLY_INVALID;
	buf_init(&path, BUF_CAP);
	walk_init(&walk, buf_view(&document->text.bytes));
	json_open_array(result);
	while (next_link(&walk)) {
		bool web = str_starts(walk.value, "https://") || str_starts(walk.value, "http://");
		if (!web && !(document->is_file && find_file(&walk, document->path, &path)))
			continue;
		json_open_object(result);
		json_key(result, "range");
		write_range(result, server, &document->text, walk.span);
		json_key(result, "target");
		if (web)
			json_str(result, walk.value);
		else
			write_uri(result, server, buf_cstr(&path));
		json_close_object(result);
	}
	json_close_array(result);
	release_text(result, &path);
	return REPLY_OK;
}

/* Files or folders that are about to be renamed. */
struct move {
	char *from, *to;
	struct move *next;
};

static void free_moves(struct move *first)
{
	while (first) {
		struct move *next = first->next;
		free(first->from);
		free(first->to);
		free(first);
		first = next;
	}
}

static struct move *read_moves(struct json_walk params, bool *starved)
{
	bool old_file, new_file;
	struct move *first = NULL;
	struct json_walk files;
	struct buf from, to;
	buf_init(&from, BUF_CAP);
	buf_init(&to, BUF_CAP);
	bool more = params_find(params, "files", &files) && walk_kind(&files) == '[' && walk_array(&files);
	for (; more && walk_element(&files); walk_skip(&files)) {
		struct move *move = params_text(files, "oldUri", &from) && params_text(files, "newUri", &to)
					    ? calloc(1, sizeof(*move))
					    : NULL;
		*starved = *starved || !move;
		if (!move)
			continue;
		*move = (struct move){ documents_path_of(buf_view(&from), &old_file),
				       documents_path_of(buf_view(&to), &new_file), first };
		*starved = *starved || (old_file && !move->from) || (new_file && !move->to);
		first = move;
	}
	buf_release(&from);
	buf_release(&to);
	return first;
}

/* Appends where the file at path will be. */
static void add_new_path(const struct move *moves, const char *path, struct buf *out)
{
	const struct move *move = moves;
	while (move && !(move->from && move->to && path_is_below(path, move->from)))
		move = move->next;
	if (move)
		buf_format(out, "%s%s", move->to, path + strlen(move->from));
	else
		buf_text(out, path);
}

/* Appends the way from the file at one path to another, as the value of an attribute: characters that have a meaning in
 * addresses or XML are escaped. */
static void add_way(const char *from, const char *to, struct buf *out)
{
	size_t common = 0;
	for (size_t i = 0; from[i] && from[i] == to[i]; i++)
		common = from[i] == '/' ? i + 1 : common;
	for (const char *c = from + common; *c; c++)
		if (*c == '/')
			buf_text(out, "../");
	for (const char *c = to + common; *c; c++)
		if ((unsigned char)*c <= ' ' || strchr("\"'<>&%?#\\\x7f", *c))
			buf_format(out, "%%%02X", (unsigned char)*c);
		else
			buf_char(out, *c);
}

/* Writes the edits of the lesson at path. */
static void write_moved(struct json *json, struct language_server *server, const struct move *moves, const char *path)
{
	struct editor_text loaded;
	struct link_walk walk;
	struct buf file, moved, own, way;
	bool open = false;
	text_init(&loaded);
	buf_init(&file, BUF_CAP);
	buf_init(&moved, BUF_CAP);
	buf_init(&own, BUF_CAP);
	buf_init(&way, BUF_CAP);
	const struct editor_text *text = server_text(server, path, &loaded);
	walk_init(&walk, text ? buf_view(&text->bytes) : STR(""));
	add_new_path(moves, path, &own);
	while (next_link(&walk)) {
		if (!find_file(&walk, path, &file))
			continue;
		buf_clear(&moved);
		buf_clear(&way);
		add_new_path(moves, buf_cstr(&file), &moved);
		if (str_equal(buf_view(&own), str_from(path)) && str_equal(buf_view(&moved), buf_view(&file)))
			continue;
		add_way(buf_cstr(&own), buf_cstr(&moved), &way);
		if (str_equal(buf_view(&way), walk.value))
			continue;
		if (!open) {
			open_file_edits(json, server, NULL, path);
			open = true;
		}
		write_text_edit(json, server, text, walk.span, buf_view(&way));
	}
	if (open)
		close_file_edits(json, server);
	release_text(json, &file);
	release_text(json, &moved);
	release_text(json, &own);
	release_text(json, &way);
	text_release(&loaded);
}

/* Links between lessons name ids, so only the paths of pictures and recordings change: those of a file that moves, and
 * those in a lesson that moves to another folder. */
enum reply move_files(struct language_server *server, struct json_walk params, struct json *result)
{
	struct move *moves = read_moves(params, &server->starved);
	open_edit(result, server);
	for (struct editor_tree *tree = server->trees.first; moves && tree; tree = tree->next) {
		bool concerns = false;
		for (const struct move *move = moves; move; move = move->next)
			concerns = concerns || (move->from && path_is_below(move->from, tree->root));
		if (!concerns)
			continue;
		server->starved = server->starved || !diagnostics_read_tree(server, tree);
		for (const struct mentions *lesson = tree->lessons; lesson && !server_must_stop(server);
		     lesson = lesson->next)
			write_moved(result, server, moves, lesson->path);
	}
	close_edit(result, server);
	free_moves(moves);
	return REPLY_OK;
}
