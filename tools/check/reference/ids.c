#include "check/reference/ids.h"

#include "base/array.h"

#include <stdlib.h>

struct gathering {
	struct own_ids *ids;
	enum access access; /* of the lesson */
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
	[KIND_SET] = "a question set", [KIND_AUDIO] = "audio",	       [KIND_VIDEO] = "a video",
};

const char *id_kind_phrase(enum id_kind kind)
{
	return phrases[kind];
}

const char *id_kind_name(enum id_kind kind)
{
	const char *article = strchr(phrases[kind], ' ');
	return article ? article + 1 : phrases[kind];
}

bool id_kind_label(enum id_kind kind, enum labelled *what)
{
	enum labelled ignored;
	what = what ? what : &ignored;
	switch (kind) {
	case KIND_FIGURE: *what = LABELLED_FIGURE; return true;
	case KIND_TABLE: *what = LABELLED_TABLE; return true;
	case KIND_AUDIO: *what = LABELLED_AUDIO; return true;
	case KIND_VIDEO: *what = LABELLED_VIDEO; return true;
	default: return false;
	}
}

/* Something with a title. access: its effective access. */
static void add_titled(struct gathering *gathering, enum id_kind kind, const struct attribute *id, struct str item,
		       const struct flow *title, enum access access)
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
	ids->all[ids->count++] = (struct own_id){ .id = id->value,
						  .span = id->span,
						  .item = item,
						  .kind = kind,
						  .title = title,
						  .access = access };
}

static void add(struct gathering *gathering, enum id_kind kind, const struct attribute *id, struct str item)
{
	add_titled(gathering, kind, id, item, NULL, gathering->access);
}

static void add_block(void *context, const struct block *block, struct str item)
{
	switch (block->kind) {
	case BLOCK_FIGURE: add(context, KIND_FIGURE, &block->of.figure.id, item); break;
	case BLOCK_TABLE: add(context, KIND_TABLE, &block->of.table.id, item); break;
	case BLOCK_AUDIO: add(context, KIND_AUDIO, &block->of.recording.id, item); break;
	case BLOCK_VIDEO: add(context, KIND_VIDEO, &block->of.recording.id, item); break;
	default: break;
	}
}

static void add_sections(struct gathering *gathering, const struct section *sections, enum access outer)
{
	for (const struct section *section = sections; section; section = section->next) {
		const enum access access = access_within(section->access, outer);
		add_titled(gathering, KIND_SECTION, &section->id, STR_NONE, section->title, access);
		add_sections(gathering, section->sections, access);
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
	const enum access access = access_within(lesson->access, ACCESS_FREE);
	struct gathering gathering = { .ids = ids, .access = access };
	ids->count = 0;
	map_clear(&ids->map);
	add_titled(&gathering, KIND_LESSON, &lesson->id, STR_NONE, lesson->title, access);
	for (const struct objective *o = lesson->objectives; o; o = o->next)
		add(&gathering, KIND_OBJECTIVE, &o->id, STR_NONE);
	add_sections(&gathering, lesson->sections, access);
	const struct question_set *set = NULL;
	for (const struct question *q = lesson->questions; q; q = q->next) {
		add(&gathering, KIND_QUESTION, &q->id, q->id.value);
		if (q->set && q->set != set)
			add(&gathering, KIND_SET, &q->set->id, STR_NONE);
		set = q->set;
	}
	for (const struct card *c = lesson->cards; c; c = c->next)
		add(&gathering, KIND_CARD, &c->id, c->id.value);
	for (const struct entry *e = lesson->glossary; e; e = e->next)
		add_titled(&gathering, KIND_ENTRY, &e->id, e->id.value, e->term, access_within(e->access, access));
	for (const struct reference *s = lesson->sources; s; s = s->next)
		add(&gathering, KIND_SOURCE, &s->id, STR_NONE);
	lesson_each_block(lesson, add_block, &gathering);
	if (gathering.failed)
		return false;
	if (ids->count)
		qsort(ids->all, ids->count, sizeof(*ids->all), by_place);
	unsigned numbers[LABELLED_COUNT] = { 0 };
	for (size_t i = 0; i < ids->count; i++) {
		struct own_id *id = &ids->all[i];
		enum labelled what;
		id->number = id_kind_label(id->kind, &what) ? ++numbers[what] : 0;
		if (!chain(ids, id))
			return false;
	}
	return true;
}

const struct own_id *own_ids_target(const struct own_ids *ids, struct str lesson, struct str to)
{
	const char *hash = memchr(to.at, '#', to.len);
	if (!hash)
		return own_ids_any(ids, to);
	size_t len = (size_t)(hash - to.at);
	if (!str_equal((struct str){ to.at, len }, lesson))
		return NULL;
	const struct own_id *own = own_ids_any(ids, (struct str){ hash + 1, to.len - len - 1 });
	return own && own->kind == KIND_LESSON ? own->same : own;
}

bool own_id_label(struct buf *out, const struct own_id *own, struct str lang)
{
	enum labelled what;
	if (id_kind_label(own->kind, &what))
		return label_add(out, what, own->number, lang);
	if (own->title)
		inline_plain(out, own->title->text);
	return own->title;
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
