/* Lenses: what edits since the last release cost learners, above a lesson and its items. */
#include "editor/handlers/actions.h"

#include "base/human.h"
#include "editor/documents/diagnostics.h"
#include "editor/documents/released.h"

struct lenses {
	struct json *json;
	const struct language_server *server;
	const struct document *document;
	struct source source;
	size_t reset, gone;
	enum change_kind kind;	     /* of the last one */
	struct buf version, gone_id; /* of the last release, and the first item that is gone */
};

/* At the start of the span, because a lens belongs to one line. */
static void write_lens(struct lenses *lenses, size_t offset, const struct buf *title, enum change_kind kind)
{
	uint32_t at = (uint32_t)offset;
	json_open_object(lenses->json);
	json_key(lenses->json, "range");
	write_range(lenses->json, lenses->server, &lenses->document->text, (struct span){ at, at });
	write_explain(lenses->json, buf_view(title), rule_get(change_rule(kind))->name);
	json_close_object(lenses->json);
}

/* A released_visit. */
static void add_lens(void *context, const struct released_change *change)
{
	struct lenses *lenses = context;
	struct buf title;
	lenses->kind = change->kind;
	buf_clear(&lenses->version);
	buf_text(&lenses->version, change->version);
	if (!change->item) {
		if (!lenses->gone++)
			buf_text(&lenses->gone_id, change->id);
		return;
	}
	lenses->reset++;
	buf_init(&title, BUF_CAP);
	buf_format(&title, "Learners lose their progress on this since %s: %s", change->version,
		   change_text(change->kind));
	write_lens(lenses, text_span(&lenses->source, &change->item->location).start, &title, change->kind);
	release_text(lenses->json, &title);
}

static size_t find_lesson(struct str bytes)
{
	const char *found = memmem(bytes.at, bytes.len, "<lesson", strlen("<lesson"));
	return found ? (size_t)(found - bytes.at) : 0;
}

/* The one above the lesson counts the others, and the items that are gone. */
static void add_sum(struct lenses *lenses)
{
	struct buf title;
	if (!lenses->reset && !lenses->gone)
		return;
	buf_init(&title, BUF_CAP);
	buf_format(&title, "Edits since %s reset progress for ", buf_cstr(&lenses->version));
	human_count(&title, lenses->reset, "item");
	if (lenses->gone) {
		buf_clear(&title);
		buf_format(&title, "Since %s, ", buf_cstr(&lenses->version));
		human_count(&title, lenses->gone, "item");
		buf_format(&title, " (%s%s) %s gone", buf_cstr(&lenses->gone_id), lenses->gone > 1 ? ", …" : "",
			   lenses->gone > 1 ? "are" : "is");
		if (lenses->reset) {
			buf_text(&title, ", and edits reset progress for ");
			human_count(&title, lenses->reset, "item");
		}
	}
	write_lens(lenses, find_lesson(buf_view(&lenses->document->text.bytes)), &title,
		   lenses->gone ? CHANGE_ID_VANISHED : lenses->kind);
	release_text(lenses->json, &title);
}

enum reply list_lenses(struct language_server *server, struct json_walk params, struct json *result)
{
	struct document *document = server_document(server, params);
	struct lenses lenses = { .json = result, .server = server, .document = document };
	if (!document)
		return REPLY_INVALID;
	const struct editor_tree *tree = document_is_lesson(document) ? diagnostics_tree(server, document) : NULL;
	source_init(&lenses.source, document->path, buf_view(&document->text.bytes));
	buf_init(&lenses.version, BUF_CAP);
	buf_init(&lenses.gone_id, BUF_CAP);
	json_open_array(result);
	if (tree)
		released_compare(tree, document, add_lens, &lenses, &server->starved);
	add_sum(&lenses);
	json_close_array(result);
	release_text(result, &lenses.version);
	release_text(result, &lenses.gone_id);
	source_release(&lenses.source);
	return REPLY_OK;
}
