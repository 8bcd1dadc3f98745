#include "convert/core/import_links.h"

#include "check/reference/ids.h"
#include "convert/core/import_complete.h"
#include "convert/core/import_map.h"

struct resolving {
	struct import *import;
	struct map ids;	  /* of all imported parts: a struct own_id */
	struct map notes; /* lessons of notes, by their names in lower case: a struct import_record */
	struct arena arena;
	struct import_lesson *lesson;
	struct ledger_item *item; /* of the lesson, once it needs rows */
	bool failed;
};

static bool note_ids(struct resolving *r)
{
	struct own_ids own;
	bool good = true;
	own_ids_init(&own);
	for (const struct import_lesson *l = r->import->lessons; l && good; l = l->next) {
		/* Those are not written. */
		if (import_is_empty(l))
			continue;
		good = own_ids_gather(&own, &l->lesson);
		for (size_t i = 0; i < own.count && good; i++) {
			struct str id = arena_str(&r->arena, own.all[i].id);
			void **slot = id.at ? map_put(&r->ids, id) : NULL;
			struct own_id *kept = slot ? arena_alloc(&r->arena, sizeof(*kept)) : NULL;
			good = kept != NULL;
			if (!good)
				break;
			*kept = own.all[i];
			*slot = kept;
		}
	}
	own_ids_release(&own);
	return good;
}

static struct str lower(struct resolving *r, struct str text)
{
	char *copy = arena_alloc(&r->arena, text.len + 1);
	for (size_t i = 0; copy && i < text.len; i++)
		copy[i] = ascii_lower(text.at[i]);
	return copy ? (struct str){ copy, text.len } : STR_NONE;
}

/* Records the lessons of notes, of this import and earlier ones, by their names. */
static void note_notes(struct resolving *r)
{
	for (struct import_record *record = r->import->map->records; record; record = record->next) {
		if (!str_starts(record->key, "lesson:"))
			continue;
		const char *dot = memrchr(record->source.at, '.', record->source.len);
		struct str name = { record->source.at, dot ? (size_t)(dot - record->source.at) : record->source.len };
		name = lower(r, name);
		void **slot = name.at ? map_put(&r->notes, name) : NULL;
		r->failed = r->failed || !slot;
		if (slot && (!*slot || map_get(&r->ids, record->id)))
			*slot = record;
	}
}

/* The lesson of a note. */
static const struct import_record *find_note(struct resolving *r, struct str name)
{
	if (!r->notes.count)
		note_notes(r);
	name = lower(r, name);
	return name.at ? map_get(&r->notes, name) : NULL;
}

/* The id that a key, or an id, stands for; STR_NONE if nothing with it was imported. Keys of the same source count
 * first. */
static struct str id_for(struct resolving *r, struct str key)
{
	const struct import_record *record = import_map_find(r->import->map, r->lesson->source, key);
	record = record ? record : map_get(&r->import->ids_by_key, key);
	if (!record && str_starts(key, IMPORT_NOTE))
		record = find_note(r, (struct str){ key.at + IMPORT_NOTE_LENGTH, key.len - IMPORT_NOTE_LENGTH });
	struct str id = record ? record->id : key;
	/* A note of an earlier import is still there. */
	bool earlier = str_starts(key, IMPORT_NOTE) && map_get(&r->import->ids.known, id);
	bool now = map_get(&r->ids, id);
	r->import->links_out = r->import->links_out || (earlier && !now);
	return earlier || now ? id : STR_NONE;
}

static void report(struct resolving *r, const char *what, struct str key, const char *why, const char *outcome)
{
	ledger_source(&r->import->ledger, r->lesson->source);
	if (str_starts(key, IMPORT_NOTE))
		key = (struct str){ key.at + IMPORT_NOTE_LENGTH, key.len - IMPORT_NOTE_LENGTH };
	if (!r->item)
		r->item = ledger_read(&r->import->ledger, LEDGER_LINKS, r->lesson->name, 0);
	ledger_changef(&r->import->ledger, r->item, why, outcome, "%s '%.*s'", what, STR_ARG(key));
}

static const char not_imported[] = "what it leads to was not imported";

/* Replaces the link by what is in it, in its language. Returns the last node of that. */
static struct inline_node *unlink_node(struct resolving *r, struct inline_node *link)
{
	struct inline_node *inner = link->children, *next = link->next;
	report(r, "link to", link->of.link.to.value, not_imported,
	       inner ? "written as plain text" : "written as [?], because it has no text");
	if (!inner)
		inner = make_text(&r->import->arena, STR("[?]"));
	r->failed = r->failed || !inner;
	if (!inner)
		return link;
	if (link->element.lang.at) {
		*link = (struct inline_node){
			.kind = INLINE_SPAN, .element = link->element, .children = inner, .next = next
		};
		return link;
	}
	*link = *inner;
	while (link->next)
		link = link->next;
	link->next = next;
	return link;
}

/* Sets the target of the link. A link without text gets one if its target has no label. */
static void link_node(struct resolving *r, struct inline_node *link, struct str id)
{
	const struct own_id *target = map_get(&r->ids, id);
	struct buf label;
	buf_init(&label, BUF_CAP);
	if (!link->children && !own_id_label(&label, target, r->lesson->lesson.element.lang)) {
		report(r, "link to", link->of.link.to.value, "what it leads to has no number and no title",
		       "written as [?]");
		link->children = make_text(&r->import->arena, STR("[?]"));
		link->of.link.labelled = false;
		r->failed = r->failed || !link->children;
	}
	r->failed = r->failed || buf_failed(&label);
	buf_release(&label);
	link->of.link.to = make_attribute(&r->import->arena, id);
}

/* Whether the space before a citation goes with it: it would else be before punctuation, or double. */
static bool is_spaced(const struct inline_node *before, const struct inline_node *next)
{
	if (!before || before->kind != INLINE_TEXT || !before->text.len ||
	    !ascii_is_space(before->text.at[before->text.len - 1]))
		return false;
	return next && next->kind == INLINE_TEXT && next->text.len && strchr(" \n\t.,;:)", next->text.at[0]);
}

/* A lesson_text_visitor. The lesson is ours, so its nodes may change. */
static void resolve(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct resolving *r = context;
	struct inline_node *before = NULL;
	for (struct inline_node *node = (struct inline_node *)(uintptr_t)text; node; before = node, node = node->next) {
		resolve(r, node->children, site);
		if (node->kind == INLINE_LINK && node->of.link.to.value.at) {
			struct str id = id_for(r, node->of.link.to.value);
			if (id.at)
				link_node(r, node, id);
			else
				node = unlink_node(r, node);
		} else if (node->kind == INLINE_CITE) {
			struct str id = id_for(r, node->of.cite.source.value);
			if (id.at) {
				node->of.cite.source = make_attribute(&r->import->arena, id);
				continue;
			}
			report(r, "citation of", node->of.cite.source.value, not_imported, "left out");
			if (is_spaced(before, node->next))
				before->text.len--;
			struct inline_node *next = node->next;
			*node = (struct inline_node){ .kind = INLINE_TEXT, .text = STR(""), .next = next };
		} else if (node->kind == INLINE_TERM && node->of.entry.value.at) {
			struct str id = id_for(r, node->of.entry.value);
			if (!id.at)
				report(r, "glossary entry", node->of.entry.value, "it was not imported",
				       "the term is not linked to an entry");
			node->of.entry =
				id.at ? make_attribute(&r->import->arena, id) : (struct attribute){ .value = STR_NONE };
		}
	}
}

enum result import_links_resolve(struct import *import)
{
	struct resolving r = { .import = import };
	map_init(&r.ids);
	map_init(&r.notes);
	arena_init(&r.arena);
	bool good = note_ids(&r);
	for (r.lesson = import->lessons; good && r.lesson; r.lesson = r.lesson->next) {
		r.item = NULL;
		lesson_each_text(&r.lesson->lesson, resolve, &r);
	}
	map_release(&r.ids);
	map_release(&r.notes);
	arena_release(&r.arena);
	return good && !r.failed && !arena_failed(&import->arena) ? RESULT_OK : RESULT_NO_MEMORY;
}
