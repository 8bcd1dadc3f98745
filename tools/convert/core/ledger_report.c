/* The ledger as text and as JSON. */
#include "base/human.h"
#include "base/json.h"
#include "base/map.h"
#include "convert/core/ledger.h"

#include <stdlib.h>

static const struct {
	const char *singular, *plural;
} kind_names[] = {
#define KIND(id, singular, plural) [LEDGER_##id] = { singular, plural },
#include "convert/core/ledger_kinds.def"
#undef KIND
};

enum {
	EXAMPLES = 5,		/* items that are named of equal rows */
	SHOWN_CHARACTERS = 200, /* of what was changed; the JSON has all */
};

/* What was changed, without the name in quotation marks that says which one. */
static struct str without_name(struct str what)
{
	const char *quote = memchr(what.at, '\'', what.len);
	return quote ? str_trim((struct str){ what.at, (size_t)(quote - what.at) }) : what;
}

/* Rows that say the same of several items. */
struct group {
	const struct ledger_row *examples[EXAMPLES];
	size_t count; /* of rows */
	size_t items;
	const struct ledger_item *last;
	struct group *next;
};

/* Appends text of the source, which may have anything in it, after other text. */
static void add_text(struct buf *out, const char *before, struct str text, const char *after)
{
	buf_text(out, before);
	human_text(out, text, SHOWN_CHARACTERS);
	buf_text(out, after);
}

static void add_location(struct buf *out, const struct ledger_item *item)
{
	human_text(out, item->source, HUMAN_WHOLE);
	if (item->line)
		buf_format(out, ":%zu", item->line);
}

/* "deck.apkg:3: card 'Heart'", or of several items their number. */
static void write_items(const struct group *group, struct buf *out)
{
	const struct ledger_item *item = group->examples[0]->item;
	if (group->items > 1) {
		buf_format(out, "each of %zu %s", group->items, kind_names[item->kind].plural);
		return;
	}
	add_location(out, item);
	buf_format(out, ": %s", kind_names[item->kind].singular);
	if (item->name.len)
		add_text(out, " '", item->name, "'");
}

/* A row of a group of several: where it is, and what its name in quotation marks is. */
static void write_example(const struct group *group, const struct ledger_row *row, struct buf *out)
{
	const struct ledger_item *item = row->item;
	bool named = without_name(row->what).len < row->what.len;
	buf_text(out, "    ");
	if (group->items > 1)
		add_location(out, item);
	if (group->items > 1 && item->name.len)
		add_text(out, ": '", item->name, "'");
	if (named || group->items == 1)
		add_text(out, group->items > 1 ? ": " : "", row->what, "");
	buf_char(out, '\n');
}

/* "deck.apkg:3: card 'Heart': colour: left out (lessons have no colours)"; of several rows, then some of them. */
static void write_group(const struct group *group, struct buf *out)
{
	const struct ledger_row *row = group->examples[0];
	struct str what = group->count == 1 ? row->what : without_name(row->what);
	write_items(group, out);
	buf_text(out, ": ");
	if (what.len)
		add_text(out, "", what, ": ");
	human_text(out, row->outcome, HUMAN_WHOLE);
	buf_text(out, " (");
	human_text(out, row->why, HUMAN_WHOLE);
	buf_text(out, ")\n");
	for (size_t i = 0; group->count > 1 && i < group->count && i < EXAMPLES; i++)
		write_example(group, group->examples[i], out);
	if (group->count > EXAMPLES)
		buf_format(out, "    and %zu more\n", group->count - EXAMPLES);
}

/* Finds or appends the group of the row. False if memory ran out. */
static bool group_row(struct arena *arena, struct map *map, struct group ***end, const struct ledger_row *row)
{
	struct buf key;
	buf_init(&key, BUF_CAP);
	buf_format(&key, "%d %d ", (int)row->item->kind, (int)row->whole);
	buf_str(&key, without_name(row->what));
	buf_char(&key, '\n');
	buf_str(&key, row->why);
	buf_char(&key, '\n');
	buf_str(&key, row->outcome);
	struct str kept = arena_take(arena, &key);
	void **slot = kept.at ? map_put(map, kept) : NULL;
	if (!slot)
		return false;
	struct group *group = *slot;
	if (!group) {
		group = arena_alloc(arena, sizeof(*group));
		if (!group)
			return false;
		*slot = group;
		**end = group;
		*end = &group->next;
	}
	if (group->count < EXAMPLES)
		group->examples[group->count] = row;
	group->count++;
	group->items += row->item != group->last;
	group->last = row->item;
	return true;
}

static size_t total(const size_t counts[LEDGER_OUTCOMES])
{
	return counts[LEDGER_SAME] + counts[LEDGER_CHANGED] + counts[LEDGER_LEFT_OUT];
}

static void write_counts(const struct ledger *ledger, struct buf *out)
{
	bool any = false;
	for (int kind = 0; kind < LEDGER_KINDS; kind++) {
		const size_t *counts = ledger->counts[kind];
		if (!total(counts))
			continue;
		if (!any)
			buf_format(out, "%-16s %8s %8s %8s %8s\n", "", "read", "same", "changed", "left out");
		any = true;
		buf_format(out, "%-16s %8zu %8zu %8zu %8zu\n", kind_names[kind].plural, total(counts),
			   counts[LEDGER_SAME], counts[LEDGER_CHANGED], counts[LEDGER_LEFT_OUT]);
	}
}

void ledger_text(const struct ledger *ledger, struct buf *out)
{
	struct arena arena;
	struct map map;
	struct group *first = NULL, **end = &first;
	arena_init(&arena);
	map_init(&map);
	for (const struct ledger_row *row = ledger->rows; row; row = row->next)
		if (!group_row(&arena, &map, &end, row))
			out->failed = true;
	for (const struct group *group = first; group; group = group->next)
		write_group(group, out);
	if (first)
		buf_char(out, '\n');
	write_counts(ledger, out);
	map_release(&map);
	arena_release(&arena);
}

static void write_row(const struct ledger_row *row, struct buf *out)
{
	const struct ledger_item *item = row->item;
	struct json json;
	json_init(&json, out);
	json_open_object(&json);
	json_member_str(&json, "source", item->source);
	if (item->line)
		json_member_uint(&json, "line", item->line);
	json_member_text(&json, "kind", kind_names[item->kind].singular);
	if (item->name.len)
		json_member_str(&json, "item", item->name);
	if (!row->whole)
		json_member_str(&json, "what", row->what);
	json_member_str(&json, "why", row->why);
	json_member_str(&json, "outcome", row->outcome);
	json_close_object(&json);
	buf_char(out, '\n');
}

void ledger_json(const struct ledger *ledger, struct buf *out)
{
	for (const struct ledger_row *row = ledger->rows; row; row = row->next)
		write_row(row, out);
	struct json json;
	json_init(&json, out);
	json_open_object(&json);
	json_key(&json, "counts");
	json_open_object(&json);
	for (int kind = 0; kind < LEDGER_KINDS; kind++) {
		const size_t *counts = ledger->counts[kind];
		if (!total(counts))
			continue;
		json_key(&json, kind_names[kind].plural);
		json_open_object(&json);
		json_member_uint(&json, "read", total(counts));
		json_member_uint(&json, "same", counts[LEDGER_SAME]);
		json_member_uint(&json, "changed", counts[LEDGER_CHANGED]);
		json_member_uint(&json, "left out", counts[LEDGER_LEFT_OUT]);
		json_close_object(&json);
	}
	json_close_object(&json);
	json_close_object(&json);
	buf_char(out, '\n');
}
