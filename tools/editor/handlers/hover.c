#include "editor/documents/diagnostics.h"

#include "check/core/check.h"
#include "editor/documents/schema_text.h"

/* The findings at an offset, each with the summary of its rule; false if there are none. */
static bool add_findings(struct buf *text, const struct document *document, size_t offset, struct span *span)
{
	bool any = false;
	for (const struct editor_finding *f = document_next_finding(document, NULL); f;
	     f = document_next_finding(document, f)) {
		if (offset < f->span.start || offset > f->span.end)
			continue;
		const char *page = check_rule_page(f->rule);
		buf_format(text, "%s**%s**: %s\n", any ? "\n---\n\n" : "", f->name, f->message);
		if (page)
			buf_format(text, "\n%s\n", page);
		*span = f->span;
		any = true;
	}
	return any;
}

/* What an id names, and how often it is used. */
static bool add_id(struct buf *text, struct language_server *server, const struct document *document, size_t offset,
		   struct span *span)
{
	const struct editor_tree *tree = diagnostics_tree(server, document);
	const struct id_mention *here = NULL, *definition = NULL;
	size_t uses = 0;
	const char *path = NULL;
	if (!tree || !(here = tree_mention_at(tree, document->path, offset)))
		return false;
	for (const struct mentions *lesson = tree->lessons; lesson; lesson = lesson->next)
		for (const struct id_mention *m = lesson->first; m; m = m->next) {
			if (!str_equal(m->key, here->key))
				continue;
			uses += !m->defines;
			if (m->defines && !definition) {
				definition = m;
				path = lesson->path;
			}
		}
	*span = here->span;
	const char *separator = text->len ? "\n---\n\n" : "";
	if (!definition) {
		buf_format(text, "%sNothing in this tree has the id `%.*s`.\n", separator, STR_ARG(here->key));
		return true;
	}
	buf_format(text, "%s**%s** `%.*s`", separator, id_kind_name(definition->kind), STR_ARG(definition->key));
	if (definition->title.at)
		buf_format(text, ": %.*s", STR_ARG(definition->title));
	buf_format(text, "\n\nUsed %zu time%s. Defined in %s.\n", uses, uses == 1 ? "" : "s",
		   path + (strncmp(path, tree->root, strlen(tree->root)) == 0 ? strlen(tree->root) + 1 : 0));
	return true;
}

/* What the schema says of the element or attribute at the offset. */
static bool add_schema(struct buf *text, const struct language_server *server, const struct document *document,
		       size_t offset, struct span *span)
{
	const struct markup_place place = place_find(buf_view(&document->text.bytes), offset);
	struct buf said;
	bool found = false;
	buf_init(&said, BUF_CAP);
	if (place.kind == PLACE_NAME)
		found = schema_text_element(server->schema, place.parent_type, place.tag, &said);
	struct str name = place.kind == PLACE_ATTRIBUTE ? (struct str){ document->text.bytes.at + place.span.start,
									place.span.end - place.span.start }
							: place.attribute;
	if (place.kind == PLACE_ATTRIBUTE || place.kind == PLACE_VALUE)
		found = schema_text_attribute(server->schema, place.type, name, &said);
	if (found) {
		buf_format(text, "%s`%.*s`: %s\n", text->len ? "\n---\n\n" : "",
			   STR_ARG(place.kind == PLACE_NAME ? place.tag : name), buf_cstr(&said));
		*span = place.span;
	}
	text->failed = text->failed || buf_failed(&said);
	buf_release(&said);
	return found;
}

enum reply show_hover(struct language_server *server, struct json_walk params, struct json *result)
{
	struct document *document = server_document(server, params);
	struct position position;
	struct span span = { 0, 0 };
	struct buf text;
	if (!document || !params_position(params, "position", &position))
		return REPLY_INVALID;
	diagnostics_refresh(server, document);
	size_t offset = text_offset(&document->text, position, server->encoding);
	buf_init(&text, BUF_CAP);
	bool any = add_findings(&text, document, offset, &span);
	any = add_schema(&text, server, document, offset, &span) || any;
	any = add_id(&text, server, document, offset, &span) || any;
	if (any) {
		json_open_object(result);
		json_key(result, "contents");
		json_open_object(result);
		json_member_text(result, "kind", "markdown");
		json_member_str(result, "value", buf_view(&text));
		json_close_object(result);
		json_key(result, "range");
		write_range(result, server, &document->text, span);
		json_close_object(result);
	} else {
		json_none(result);
	}
	release_text(result, &text);
	return REPLY_OK;
}
