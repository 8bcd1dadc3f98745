#include "check/reference/ids.h"

#include "base/array.h"

#include <stdlib.h>

struct gathering {
	struct own_ids *ids;
	bool failed;
};

void own_ids_init(struct own_ids *ids)
{
	*ids = (struct own_ids){ .all = NULL };
	map_init(&ids->map);
}

void own_ids_release(struct own_ids *ids)
{
	free(ids->all);
	map_release(&ids->map);
	own_ids_init(ids);
}

static const char *const phrases[] = {
	[KIND_LESSON] = "a lesson", [KIND_QUESTION] = "a question",    [KIND_CARD] = "a card",
	[KIND_ENTRY] = "an entry",  [KIND_SECTION] = "a section",      [KIND_FIGURE] = "a figure",
	[KIND_TABLE] = "a table",   [KIND_OBJECTIVE] = "an objective", [KIND_SOURCE] = "a source",
};

const char *id_kind_phrase(enum id_kind kind)
{
	return phrases[kind];
}

const char *id_kind_name(enum id_kind kind)
{
	return strchr(phrases[kind], ' ') + 1;
}

static void add(struct gathering *gathering, enum id_kind kind, const struct attribute *id, struct str item)
{
	struct own_ids *ids = gathering->ids;
	if (gathering->failed || !id_looks_valid(id->value))
		return;
	struct own_id *all = array_grow(ids->all, ids->count, &ids->room, sizeof(*all));
	if (!all) {
		gathering->failed = true;
		return;
	}
	ids->all = all;
	ids->all[ids->count++] = (struct own_id){ id->value, id->span, item, kind, NULL };
}

static void add_block(void *context, const struct block *block, struct str item)
{
	if (block->kind == BLOCK_FIGURE)
		add(context, KIND_FIGURE, &block->of.figure.id, item);
	else if (block->kind == BLOCK_TABLE)
		add(context, KIND_TABLE, &block->of.table.id, item);
}

static void add_sections(struct gathering *gathering, const struct section *sections)
{
	for (const struct section *section = sections; section; section = section->next) {
		add(gathering, KIND_SECTION, &section->id, STR_NONE);
		add_sections(gathering, section->sections);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct own_id *x = a, *y = b;
	return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

/* Appends id to the preceding ids with the same name. */
static bool chain(struct own_ids *ids, struct own_id *id)
{
	void **slot = map_put(&ids->map, id->id);
	if (!slot)
		return false;
	if (!*slot) {
		*slot = id;
		return true;
	}
	struct own_id *last = *slot;
	for (;;) {
		if (last->kind == id->kind)
			return true;
		if (!last->same)
			break;
		last = last->same;
	}
	last->same = id;
	return true;
}

bool own_ids_gather(struct own_ids *ids, const struct lesson *lesson)
{
	struct gathering gathering = { ids, false };
	ids->count = 0;
	map_clear(&ids->map);
	add(&gathering, KIND_LESSON, &lesson->id, STR_NONE);
	for (const struct objective *o = lesson->objectives; o; o = o->next)
		add(&gathering, KIND_OBJECTIVE, &o->id, STR_NONE);
	add_sections(&gathering, lesson->sections);
	for (const struct question *q = lesson->questions; q; q = q->next)
		add(&gathering, KIND_QUESTION, &q->id, q->id.value);
	for (const struct card *c = lesson->cards; c; c = c->next)
		add(&gathering, KIND_CARD, &c->id, c->id.value);
	for (const struct entry *e = lesson->glossary; e; e = e->next)
		add(&gathering, KIND_ENTRY, &e->id, e->id.value);
	for (const struct reference *s = lesson->sources; s; s = s->next)
		add(&gathering, KIND_SOURCE, &s->id, STR_NONE);
	lesson_each_block(lesson, add_block, &gathering);
	if (gathering.failed)
		return false;
	if (ids->count)
		qsort(ids->all, ids->count, sizeof(*ids->all), by_place);
	for (size_t i = 0; i < ids->count; i++)
		if (!chain(ids, &ids->all[i]))
			return false;
	return true;
}

const struct own_id *own_ids_any(const struct own_ids *ids, struct str id)
{
	return map_get(&ids->map, id);
}

const struct own_id *own_ids_find(const struct own_ids *ids, struct str id, enum id_kind kind)
{
	const struct own_id *own = own_ids_any(ids, id);
	while (own && own->kind != kind)
		own = own->same;
	return own;
}
