/* Actions on the element at the cursor: give it an id, or withdraw it and its id. */
#include "editor/handlers/actions.h"

#include "check/reference/retired.h"
#include "editor/documents/diagnostics.h"
#include "editor/documents/folders.h"
#include "editor/documents/released.h"
#include "lesson/id.h"
#include "lesson/markup.h"
#include "lesson/reader.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

static bool has_id(struct str bytes, const struct markup *tag)
{
	struct markup_attribute one;
	size_t offset = tag->inside;
	while (markup_attribute(bytes, &offset, tag->inside_end, &one))
		if (str_is(markup_slice(bytes, one.name, one.name_end), "id"))
			return true;
	return false;
}

/* The start tag that the offset is in, or before, as a cursor on its first character is; false if it is in none. */
static bool find_tag(struct str bytes, size_t offset, struct markup *tag)
{
	offset += offset < bytes.len && bytes.at[offset] == '<';
	struct markup_place place = place_find(bytes, offset);
	struct markup_scan scan = { .bytes = bytes };
	return place.type && place.kind != PLACE_CONTENT && markup_at(&scan, place.whole_tag.start, tag) && tag->closed;
}

void write_id_giving(struct json *json, struct language_server *server, struct document *document, size_t offset)
{
	struct str bytes = buf_view(&document->text.bytes);
	struct markup tag;
	struct new_ids ids;
	struct buf text;
	char name[64], id[NEW_ID_SIZE];
	if (!find_tag(bytes, offset, &tag) || tag.name.len >= sizeof(name) || has_id(bytes, &tag))
		return;
	memcpy(name, tag.name.at, tag.name.len);
	name[tag.name.len] = '\0';
	const char *prefix = id_prefix_of(name);
	if (!prefix)
		return;
	buf_init(&text, BUF_CAP);
	new_ids_init(&ids);
	bool made = note_tree_ids(server, document, &ids) && new_ids_make(&ids, prefix, id);
	server->starved = server->starved || !made;
	if (made) {
		uint32_t at = (uint32_t)(tag.start + 1 + tag.name.len);
		buf_format(&text, " id=\"%s\"", id);
		open_action(json, server, document, "Give it an id", "quickfix");
		write_text_edit(json, server, &document->text, (struct span){ at, at }, buf_view(&text));
		close_action(json, server);
		json_close_object(json);
	}
	new_ids_release(&ids);
	release_text(json, &text);
}

/* The span of the element with the white space before it, so that no empty line is left. */
static struct span whole_lines(struct str bytes, struct span span)
{
	while (span.start && (bytes.at[span.start - 1] == ' ' || bytes.at[span.start - 1] == '\t'))
		span.start--;
	if (span.start && bytes.at[span.start - 1] == '\n')
		span.start--;
	if (span.start && bytes.at[span.start - 1] == '\r')
		span.start--;
	return span;
}

/* The element of retired.xml that retires an id today; false if today is unknown. */
static bool write_retired_element(struct buf *out, struct str id)
{
	char today[sizeof("YYYY-MM-DD")];
	time_t moment = time(NULL);
	struct tm day;
	if (!localtime_r(&moment, &day) || !strftime(today, sizeof(today), "%Y-%m-%d", &day))
		return false;
	buf_format(out, "  <retired id=\"%.*s\" since=\"%s\" reason=\"\"/>\n", STR_ARG(id), today);
	return true;
}

/* Finds where the list ends; false if the file has another form. */
static bool find_list_end(struct str bytes, struct markup *tag)
{
	struct markup_scan scan = { .bytes = bytes };
	*tag = (struct markup){ .end = 0 };
	do
		if (!markup_next(&scan, tag->end, tag))
			return false;
	while (!tag->closed || !str_is(tag->name, "retired-ids") ||
	       (tag->kind != MARKUP_EMPTY && tag->kind != MARKUP_END));
	return true;
}

/* The text of a list that has the element only. */
static void write_new_list(struct json *json, struct language_server *server, struct str element)
{
	struct markup tag;
	struct editor_text none;
	struct buf list;
	struct str empty = STR(RETIRED_EMPTY);
	text_init(&none);
	buf_init(&list, BUF_CAP);
	if (text_set(&none, STR("")) && find_list_end(empty, &tag)) {
		buf_str(&list, markup_slice(empty, 0, tag.start));
		buf_str(&list, element);
		buf_str(&list, markup_slice(empty, tag.start, empty.len));
		write_text_edit(json, server, &none, (struct span){ 0, 0 }, buf_view(&list));
	} else {
		server->starved = true;
	}
	release_text(json, &list);
	text_release(&none);
}

/* Inserts the element into a list; false if that has another form. */
static bool write_longer_list(struct json *json, struct language_server *server, const struct editor_text *text,
			      struct str element)
{
	struct markup tag;
	struct buf more;
	if (!find_list_end(buf_view(&text->bytes), &tag))
		return false;
	bool empty = tag.kind == MARKUP_EMPTY;
	buf_init(&more, BUF_CAP);
	if (empty)
		buf_text(&more, ">\n");
	buf_str(&more, element);
	if (empty)
		buf_format(&more, "</%.*s>", STR_ARG(tag.name));
	/* Before the end tag, or instead of the slash. */
	uint32_t from = (uint32_t)(empty ? tag.inside_end : tag.start), to = (uint32_t)(empty ? tag.end : tag.start);
	write_text_edit(json, server, text, (struct span){ from, to }, buf_view(&more));
	release_text(json, &more);
	return true;
}

/* The edit of retired.xml that adds a line; *creates if there is no such file yet. False if it cannot be edited. */
static bool write_retired(struct json *json, struct language_server *server, const char *path, struct str id,
			  bool *creates)
{
	struct editor_text loaded;
	struct buf element;
	text_init(&loaded);
	buf_init(&element, BUF_CAP);
	const struct editor_text *text = server_text(server, path, &loaded);
	*creates = !text && server->client.creates && access(path, F_OK) != 0 && errno == ENOENT;
	bool good = write_retired_element(&element, id);
	if (good && *creates)
		write_new_list(json, server, buf_view(&element));
	else
		good = good && text && write_longer_list(json, server, text, buf_view(&element));
	release_text(json, &element);
	text_release(&loaded);
	return good;
}

/* The question, card or entry whose start tag is at the offset; false if there is none, or it has no id. */
static bool find_item(struct language_server *server, const struct document *document, const struct markup *tag,
		      struct span *whole, struct buf *id)
{
	struct mentions *mentions =
		mentions_read_text(document->path, buf_view(&document->text.bytes), &server->starved);
	bool found = false;
	for (const struct id_mention *m = mentions ? mentions->first : NULL; m && !found; m = m->next) {
		found = m->defines && m->kind != KIND_LESSON && id_kind_is_global(m->kind) &&
			m->whole.start == tag->start;
		if (found) {
			*whole = m->whole;
			buf_str(id, m->key);
		}
	}
	mentions_free(mentions);
	return found;
}

static void write_withdrawal(struct json *json, struct language_server *server, const struct editor_tree *tree,
			     const struct document *document, const struct markup *tag)
{
	struct str bytes = buf_view(&document->text.bytes);
	struct span whole;
	struct buf id, path, title, edit;
	struct json retired;
	bool creates;
	buf_init(&id, BUF_CAP);
	buf_init(&path, BUF_CAP);
	buf_init(&title, BUF_CAP);
	buf_init(&edit, BUF_CAP);
	json_init(&retired, &edit);
	buf_format(&path, "%s/" RETIRED_NAME, tree->root);
	if (find_item(server, document, tag, &whole, &id) &&
	    write_retired(&retired, server, buf_cstr(&path), buf_view(&id), &creates)) {
		buf_format(&title, "Withdraw \"%s\", and retire its id with a reason", buf_cstr(&id));
		open_action(json, server, document, buf_cstr(&title), "refactor");
		write_text_edit(json, server, &document->text, whole_lines(bytes, whole), STR(""));
		close_file_edits(json, server);
		if (creates)
			write_file_creation(json, server, buf_cstr(&path));
		open_file_edits(json, server, NULL, buf_cstr(&path));
		json_raw(json, buf_view(&edit));
		close_action(json, server);
		json_close_object(json);
	}
	release_text(json, &id);
	release_text(json, &path);
	release_text(json, &title);
	release_text(json, &edit);
}

/* The item whose progress may be kept. */
struct keeping {
	struct json *json;
	const struct language_server *server;
	const struct document *document;
	const struct markup *tag;
	struct source source;
};

/* A released_visit. */
static void write_keeping(void *context, const struct released_change *change)
{
	struct keeping *keeping = context;
	const struct side_item *item = change->keeps ? change->item : NULL;
	const struct markup *tag = keeping->tag;
	struct buf title, text;
	if (!item || text_span(&keeping->source, &item->location).start != tag->start)
		return;
	uint32_t after_name = (uint32_t)(tag->start + 1 + tag->name.len);
	struct span span = item->progress.at ? text_span(&keeping->source, &item->progress_location)
					     : (struct span){ after_name, after_name };
	buf_init(&title, BUF_CAP);
	buf_init(&text, BUF_CAP);
	buf_format(&title, "Keep progress on \"%s\": its answer was only reworded", change->id);
	buf_format(&text, item->progress.at ? "keep since %s" : " progress=\"keep since %s\"", change->version);
	open_action(keeping->json, keeping->server, keeping->document, buf_cstr(&title), "refactor");
	write_text_edit(keeping->json, keeping->server, &keeping->document->text, span, buf_view(&text));
	close_action(keeping->json, keeping->server);
	json_close_object(keeping->json);
	release_text(keeping->json, &title);
	release_text(keeping->json, &text);
}

void write_item_actions(struct json *json, struct language_server *server, struct document *document, size_t offset)
{
	struct markup tag;
	struct str bytes = buf_view(&document->text.bytes);
	if (!find_tag(bytes, offset, &tag) || !has_id(bytes, &tag))
		return;
	const struct editor_tree *tree = diagnostics_tree(server, document);
	if (!tree)
		return;
	struct keeping keeping = { .json = json, .server = server, .document = document, .tag = &tag };
	source_init(&keeping.source, document->path, bytes);
	released_compare(tree, document, write_keeping, &keeping, &server->starved);
	source_release(&keeping.source);
	write_withdrawal(json, server, tree, document, &tag);
}
