#include "editor/handlers/actions.h"

#include "editor/documents/diagnostics.h"
#include "lesson/markup.h"
#include "lesson/template.h"

#include <dirent.h>
#include <sys/stat.h>

/* CompletionItemKind of LSP. */
enum { ITEM_VALUE = 12, ITEM_SNIPPET = 15, ITEM_FILE = 17, ITEM_REFERENCE = 18, ITEM_ELEMENT = 10, ITEM_ATTRIBUTE = 5 };

struct completion {
	struct language_server *server;
	struct document *document;
	struct markup_place place;
	struct json *json;
	struct span replaced;
	bool name_only; /* the tag is there, and only its name is replaced */
};

struct completion_item {
	struct str label, text; /* text is inserted */
	unsigned kind;
	struct str documentation, detail; /* at may be NULL */
	bool snippet;
	unsigned rank; /* to sort by */
};

static void write_item(struct completion *c, const struct completion_item *item)
{
	struct json *json = c->json;
	char rank[16];
	json_open_object(json);
	json_member_str(json, "label", item->label);
	json_member_uint(json, "kind", item->kind);
	if (item->detail.at)
		json_member_str(json, "detail", item->detail);
	if (item->documentation.at && item->documentation.len)
		json_member_str(json, "documentation", item->documentation);
	snprintf(rank, sizeof(rank), "%05u", item->rank);
	json_member_text(json, "sortText", rank);
	json_member_str(json, "filterText", item->label);
	if (item->snippet)
		json_member_uint(json, "insertTextFormat", 2);
	json_key(json, "textEdit");
	json_open_object(json);
	json_key(json, "range");
	write_range(json, c->server, &c->document->text, c->replaced);
	json_member_str(json, "newText", item->text);
	json_close_object(json);
	json_close_object(json);
}

static struct str bytes_of(const struct completion *c)
{
	return buf_view(&c->document->text.bytes);
}

static const struct model_child *find_child(const struct model_type *parent, struct str name)
{
	const struct model_child *child = parent->children;
	while (child && !str_is(name, child->text))
		child = child->next;
	return child;
}

/* Whether the schema allows the child at the place: between its siblings in the order of the schema, and not twice if
 * it occurs once. */
static bool may_be_here(const struct completion *c, const struct model_child *child)
{
	struct markup_scan scan = { .bytes = bytes_of(c) };
	struct markup markup;
	size_t depth = 0;
	for (size_t at = c->place.parent_inside; markup_next(&scan, at, &markup); at = markup.end) {
		bool start = markup.kind == MARKUP_START || markup.kind == MARKUP_EMPTY;
		bool typed = markup.start + 1 == c->replaced.start; /* what is completed is no sibling of itself */
		if (markup.kind == MARKUP_END && depth-- == 0)
			break;
		if (!start || (typed && !c->name_only))
			continue;
		const struct model_child *sibling =
			depth || typed ? NULL : find_child(c->place.parent_type, markup.name);
		depth += markup.kind == MARKUP_START;
		if (!sibling)
			continue;
		bool before = markup.start < c->replaced.start;
		if ((child->single && sibling == child) ||
		    (before ? sibling->rank > child->rank : sibling->rank < child->rank))
			return false;
	}
	return true;
}

/* The template of satchel-new for an element that has one, as the text that follows the <. */
static bool template_of(struct completion *c, const char *name, struct buf *text)
{
	struct template template = { .count = 1 };
	struct new_ids ids;
	if (strcmp(name, "lesson") == 0 || !template_kind_parse(name, &template.kind))
		return false;
	new_ids_init(&ids);
	bool good = note_tree_ids(c->server, c->document, &ids);
	good = good && template_write(&template, &ids, text);
	new_ids_release(&ids);
	c->server->starved = c->server->starved || !good;
	return good;
}

static void write_element(struct completion *c, const struct model_child *child)
{
	struct buf text, said;
	struct completion_item item = { .label = str_from(child->text), .kind = ITEM_ELEMENT, .rank = child->rank };
	buf_init(&text, BUF_CAP);
	buf_init(&said, BUF_CAP);
	(void)schema_text_element(c->server->schema, c->place.parent_type, item.label, &said);
	item.documentation = buf_view(&said);
	item.detail = child->required ? STR("required") : STR_NONE;
	if (c->name_only) {
		item.text = item.label;
		write_item(c, &item);
		goto out;
	}
	if (template_of(c, child->text, &text)) {
		struct str whole = str_trim(buf_view(&text));
		item.text = (struct str){ whole.at + 1, whole.len - 1 };
		item.kind = ITEM_SNIPPET;
		write_item(c, &item);
		goto out;
	}
	buf_text(&text, child->text);
	bool snippet = c->server->client.snippets;
	unsigned stop = 1;
	for (const struct model_attribute *a = child->type ? child->type->attributes : NULL; a; a = a->next)
		if (a->required && a->unless == ELEMENT_UNKNOWN)
			snippet ? buf_format(&text, " %s=\"$%u\"", a->name, stop++)
				: buf_format(&text, " %s=\"\"", a->name);
	bool empty = child->type && !child->type->mixed && !child->type->children && child->type != &model_text_only;
	if (empty)
		buf_text(&text, "/>");
	else
		buf_format(&text, snippet ? ">$0</%s>" : "></%s>", child->text);
	item.text = buf_view(&text);
	item.snippet = snippet;
	write_item(c, &item);
out:
	release_text(c->json, &text);
	release_text(c->json, &said);
}

/* Whether there is a lesson beside the place, which is outside of all elements. */
static bool has_lesson(const struct completion *c)
{
	struct markup_scan scan = { .bytes = bytes_of(c) };
	struct markup markup;
	for (size_t at = 0; markup_next(&scan, at, &markup); at = markup.end)
		if (markup.kind <= MARKUP_END && markup.start + 1 != c->replaced.start)
			return true;
	return false;
}

static void complete_element(struct completion *c)
{
	for (const struct model_child *child = c->place.parent_type ? c->place.parent_type->children : NULL; child;
	     child = child->next)
		if (may_be_here(c, child))
			write_element(c, child);
	if (!c->place.parent.at && !has_lesson(c)) {
		struct completion_item item = { .label = str_from(lesson_model.root_name), .kind = ITEM_ELEMENT };
		item.text = item.label;
		write_item(c, &item);
	}
}

static bool has_attribute(const struct completion *c, const char *name)
{
	struct markup_scan scan = { .bytes = bytes_of(c) };
	struct markup markup;
	struct markup_attribute one;
	if (!markup_at(&scan, c->place.whole_tag.start, &markup))
		return false;
	size_t offset = markup.inside;
	while (markup_attribute(scan.bytes, &offset, markup.inside_end, &one))
		if (str_is(markup_slice(scan.bytes, one.name, one.name_end), name) &&
		    !(one.name <= c->replaced.start && c->replaced.start <= one.name_end))
			return true;
	return false;
}

/* What is inserted for an attribute: with white space between it and its neighbours, and no value if there is one. */
static void write_attribute(const struct completion *c, const char *name, struct buf *text)
{
	struct str bytes = bytes_of(c);
	size_t before = c->replaced.start - 1, after = c->replaced.end;
	buf_format(text, "%s%s", ascii_is_space(bytes.at[before]) ? "" : " ", name);
	if (after < bytes.len && bytes.at[after] == '=')
		return;
	buf_text(text, c->server->client.snippets ? "=\"$1\"" : "=\"\"");
	if (after < bytes.len && !ascii_is_space(bytes.at[after]) && !memchr("/>", bytes.at[after], 2))
		buf_text(text, " ");
}

static void complete_attribute(struct completion *c)
{
	struct buf said, text;
	buf_init(&said, BUF_CAP);
	buf_init(&text, BUF_CAP);
	const struct model_attribute *a = c->place.type ? c->place.type->attributes : NULL;
	for (unsigned rank = 1; a; a = a->next, rank++) {
		if (has_attribute(c, a->name))
			continue;
		buf_clear(&said);
		buf_clear(&text);
		(void)schema_text_attribute(c->server->schema, c->place.type, str_from(a->name), &said);
		write_attribute(c, a->name, &text);
		struct completion_item item = { .label = str_from(a->name),
						.text = buf_view(&text),
						.kind = ITEM_ATTRIBUTE,
						.documentation = buf_view(&said),
						.detail = a->required ? STR("required") : STR_NONE,
						.snippet = c->server->client.snippets,
						.rank = rank };
		write_item(c, &item);
	}
	release_text(c->json, &said);
	release_text(c->json, &text);
}

static void write_value(void *context, const char *value, const char *documentation)
{
	struct completion_item item = { .label = str_from(value), .text = str_from(value), .kind = ITEM_VALUE };
	item.documentation = str_from(documentation);
	write_item(context, &item);
}

static void write_id(struct completion *c, const struct id_mention *m, struct str text)
{
	struct completion_item item = { .label = text,
					.text = text,
					.kind = ITEM_REFERENCE,
					.documentation = m->title,
					.detail = str_from(id_kind_name(m->kind)) };
	write_item(c, &item);
}

/* The ids that the attribute may name: of a link all of the tree, and the parts of its own lesson. */
static void complete_id(struct completion *c, bool link, enum id_kind wanted)
{
	const struct editor_tree *tree = diagnostics_tree(c->server, c->document);
	struct mentions *own = mentions_read_text(c->document->path, bytes_of(c), &c->server->starved);
	for (const struct id_mention *m = own ? own->first : NULL; m; m = m->next) {
		const char *hash = memchr(m->key.at, '#', m->key.len);
		struct str id = hash ? (struct str){ hash + 1, m->key.len - (size_t)(hash + 1 - m->key.at) } : m->key;
		if (m->defines && (link ? id_kind_is_target(m->kind) : m->kind == wanted))
			write_id(c, m, id);
	}
	for (const struct mentions *lesson = tree && (link || id_kind_is_global(wanted)) ? tree->lessons : NULL; lesson;
	     lesson = lesson->next)
		for (const struct id_mention *m = lesson->first; m; m = m->next)
			if (m->defines && strcmp(lesson->path, c->document->path) != 0 &&
			    (link ? id_kind_is_target(m->kind) : m->kind == wanted))
				write_id(c, m, m->key);
	mentions_free(own);
}

/* The files and folders below that of the value typed so far. */
static void complete_file(struct completion *c)
{
	struct str bytes = bytes_of(c);
	struct str typed = markup_slice(bytes, c->place.span.start, c->place.span.end);
	const char *slash = strrchr(c->document->path, '/');
	size_t folder_len = 0;
	struct buf folder, text;
	buf_init(&folder, BUF_CAP);
	buf_init(&text, BUF_CAP);
	for (size_t i = 0; i < typed.len; i++)
		folder_len = typed.at[i] == '/' ? i + 1 : folder_len;
	buf_add(&folder, c->document->path, slash ? (size_t)(slash - c->document->path) + 1 : 0);
	buf_add(&folder, typed.at, folder_len);
	DIR *files = c->document->is_file ? opendir(buf_cstr(&folder)) : NULL;
	for (struct dirent *file; files && (file = readdir(files)) != NULL;) {
		struct stat info;
		if (*file->d_name == '.' || fstatat(dirfd(files), file->d_name, &info, 0) != 0)
			continue;
		bool inner = S_ISDIR(info.st_mode);
		const char *dot = strrchr(file->d_name, '.');
		if (!inner && (!dot || strcmp(dot, ".xml") == 0))
			continue;
		buf_clear(&text);
		buf_format(&text, "%.*s%s%s", (int)folder_len, typed.at, file->d_name, inner ? "/" : "");
		struct completion_item item = { .label = buf_view(&text), .text = buf_view(&text), .kind = ITEM_FILE };
		write_item(c, &item);
	}
	if (files)
		closedir(files);
	release_text(c->json, &folder);
	release_text(c->json, &text);
}

static void complete_value(struct completion *c)
{
	struct str name = c->place.attribute, tag = c->place.tag;
	char text[64] = "";
	if (name.len < sizeof(text))
		memcpy(text, name.at, name.len);
	const struct model_attribute *attribute = model_attribute(c->place.type, text);
	if (!attribute)
		return;
	if (str_is(name, "to"))
		complete_id(c, true, KIND_LESSON);
	else if (str_is(name, "source"))
		complete_id(c, false, KIND_SOURCE);
	else if (str_is(name, "objective"))
		complete_id(c, false, KIND_OBJECTIVE);
	else if (str_is(name, "entry") && str_is(tag, "term"))
		complete_id(c, false, KIND_ENTRY);
	else if (str_is(name, "src") || str_is(name, "poster"))
		complete_file(c);
	else
		schema_text_values(c->server->schema, attribute, write_value, c);
}

/* The name of the element that is open. */
static void complete_end(struct completion *c)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	struct str bytes = bytes_of(c);
	bool closed = c->replaced.end < bytes.len && bytes.at[c->replaced.end] == '>';
	buf_format(&text, "%.*s%s", STR_ARG(c->place.parent), closed ? "" : ">");
	struct completion_item item = { .label = c->place.parent, .text = buf_view(&text), .kind = ITEM_ELEMENT };
	if (c->place.parent.at)
		write_item(c, &item);
	release_text(c->json, &text);
}

/* The part of a span that is on the line of the offset, because clients replace nothing beyond it. */
static struct span on_line(struct str bytes, struct span span, size_t offset)
{
	size_t start = offset, end = offset;
	while (start > span.start && bytes.at[start - 1] != '\n' && bytes.at[start - 1] != '\r')
		start--;
	while (end < span.end && bytes.at[end] != '\n' && bytes.at[end] != '\r')
		end++;
	return (struct span){ (uint32_t)start, (uint32_t)end };
}

/* Sets what is replaced by the name of an element, or by that and its end tag: text after the offset is what the new
 * element is put before, unless it is part of a tag. */
static void replace_name(struct completion *c, size_t offset)
{
	struct str bytes = bytes_of(c);
	c->name_only = c->place.whole_tag.end && place_is_complete(bytes, &c->place);
	if (c->name_only)
		return;
	if (c->replaced.end < bytes.len && bytes.at[c->replaced.end] == '>')
		c->replaced.end++;
	else
		c->replaced.end = (uint32_t)offset;
}

enum reply complete(struct language_server *server, struct json_walk params, struct json *result)
{
	struct completion c = { .server = server, .document = server_document(server, params), .json = result };
	struct position position;
	if (!c.document || !params_position(params, "position", &position))
		return REPLY_INVALID;
	struct str bytes = bytes_of(&c);
	size_t offset = text_offset(&c.document->text, position, server->encoding);
	c.place = place_find(bytes, offset);
	c.replaced = on_line(bytes, c.place.span, offset);
	/* A < or </ that was just typed begins no tag yet. */
	if (c.place.kind == PLACE_CONTENT && offset && bytes.at[offset - 1] == '<')
		c.place.kind = PLACE_NAME;
	else if (c.place.kind == PLACE_CONTENT && offset > 1 && bytes.at[offset - 1] == '/' &&
		 bytes.at[offset - 2] == '<')
		c.place.kind = PLACE_END_NAME;
	json_open_object(result);
	json_key(result, "isIncomplete");
	/* Nothing is offered in text, but if more is typed there, the client is to ask again. */
	json_bool(result, c.place.kind == PLACE_CONTENT);
	json_key(result, "items");
	json_open_array(result);
	switch (c.place.kind) {
	case PLACE_NAME:
		replace_name(&c, offset);
		complete_element(&c);
		break;
	case PLACE_END_NAME: complete_end(&c); break;
	case PLACE_TAG:
	case PLACE_ATTRIBUTE: complete_attribute(&c); break;
	case PLACE_VALUE: complete_value(&c); break;
	case PLACE_CONTENT:
	case PLACE_OTHER: break;
	}
	json_close_array(result);
	json_close_object(result);
	return REPLY_OK;
}
