#include "editor/documents/tree.h"

#include "base/utf8.h"
#include "lesson/reader.h"

#include <stdlib.h>

enum { TITLE_MAX = 80 }; /* bytes of the first words of an item */

struct walk {
	struct mentions *mentions;
	struct arena *arena;
	struct id_mention **end;
	struct own_ids ids;
};

static struct str local_key(struct arena *arena, struct str lesson, struct str id)
{
	struct buf key;
	buf_init(&key, BUF_CAP);
	buf_format(&key, "%.*s#%.*s", STR_ARG(lesson), STR_ARG(id));
	struct str copy = arena_str(arena, buf_view(&key));
	arena->failed = arena->failed || buf_failed(&key);
	buf_release(&key);
	return copy;
}

static struct id_mention *add(struct walk *walk, struct str key, struct span span, enum id_kind kind)
{
	struct id_mention *mention = arena_alloc(walk->arena, sizeof(*mention));
	if (!mention)
		return NULL;
	*mention = (struct id_mention){ .key = arena_str(walk->arena, key), .span = span, .kind = kind };
	*walk->end = mention;
	walk->end = &mention->next;
	return mention;
}

/* An id that is unique within its lesson only. */
static struct id_mention *add_local(struct walk *walk, struct str id, struct span span, enum id_kind kind)
{
	return add(walk, local_key(walk->arena, walk->mentions->lesson, id), span, kind);
}

static struct id_mention *add_own(struct walk *walk, const struct own_id *own, struct span span)
{
	return id_kind_is_global(own->kind) ? add(walk, own->id, span, own->kind)
					    : add_local(walk, own->id, span, own->kind);
}

/* A link to an id, or to lesson#part. */
static void add_target(struct walk *walk, const struct attribute *to)
{
	const char *hash = to->value.at ? memchr(to->value.at, '#', to->value.len) : NULL;
	struct str lesson = walk->mentions->lesson;
	if (!to->value.at || to->span.end - to->span.start != to->value.len)
		return;
	if (!hash) {
		const struct own_id *own = own_ids_any(&walk->ids, to->value);
		if (own)
			add_own(walk, own, to->span);
		else
			add(walk, to->value, to->span, KIND_LESSON);
		return;
	}
	struct str other = { to->value.at, (size_t)(hash - to->value.at) };
	struct str part = { hash + 1, to->value.len - other.len - 1 };
	struct span before = { to->span.start, to->span.start + (uint32_t)other.len };
	add(walk, other, before, KIND_LESSON);
	const struct own_id *own = str_equal(other, lesson) ? own_ids_any(&walk->ids, part) : NULL;
	struct span after = { before.end + 1, to->span.end };
	if (own)
		add_own(walk, own, after);
	else
		add(walk, local_key(walk->arena, other, part), after, KIND_SECTION);
}

static void add_use(struct walk *walk, const struct attribute *attribute, enum id_kind kind)
{
	if (!attribute->value.len || attribute->span.end - attribute->span.start != attribute->value.len)
		return;
	if (id_kind_is_global(kind))
		add(walk, attribute->value, attribute->span, kind);
	else
		add_local(walk, attribute->value, attribute->span, kind);
}

static void add_inlines(struct walk *walk, const struct inline_node *node)
{
	for (; node; node = node->next) {
		if (node->kind == INLINE_LINK)
			add_target(walk, &node->of.link.to);
		else if (node->kind == INLINE_CITE)
			add_use(walk, &node->of.cite.source, KIND_SOURCE);
		else if (node->kind == INLINE_TERM)
			add_use(walk, &node->of.entry, KIND_ENTRY);
		add_inlines(walk, node->children);
	}
}

static void add_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	(void)site;
	add_inlines(context, text);
}

/* Sets title to the first words of a text. */
static void set_title(struct walk *walk, struct id_mention *mention, const struct inline_node *text)
{
	struct buf words;
	buf_init(&words, BUF_CAP);
	if (text)
		inline_plain(&words, text);
	struct str plain = str_trim(buf_view(&words));
	struct buf line;
	buf_init(&line, BUF_CAP);
	bool spaced = false;
	for (size_t i = 0; i < plain.len;) {
		size_t next = i;
		(void)utf8_next(plain, &next);
		if (line.len + (next - i) > TITLE_MAX) {
			buf_text(&line, "…");
			break;
		}
		bool space = ascii_is_space(plain.at[i]);
		if (!space || !spaced)
			buf_add(&line, space ? " " : plain.at + i, next - i);
		spaced = space;
		i = next;
	}
	if (line.len)
		mention->title = arena_str(walk->arena, buf_view(&line));
	walk->arena->failed = walk->arena->failed || buf_failed(&line) || buf_failed(&words);
	buf_release(&line);
	buf_release(&words);
}

/* Where an id is, and the text that stands for it. */
struct id_place {
	struct span whole;
	const struct inline_node *text;
};

struct id_places {
	struct arena arena;
	struct map by_id;
	bool failed;
};

static void put(struct id_places *places, const struct attribute *id, const struct element *element,
		const struct inline_node *text)
{
	struct id_place *place = id->value.len ? arena_alloc(&places->arena, sizeof(*place)) : NULL;
	void **slot = place ? map_put(&places->by_id, id->value) : NULL;
	if (slot && !*slot) {
		*place = (struct id_place){ element->span, text };
		*slot = place;
	}
	places->failed = places->failed || (id->value.len && !slot);
}

static void put_sections(struct id_places *places, const struct section *section)
{
	for (; section; section = section->next) {
		put(places, &section->id, &section->element, NULL);
		put_sections(places, section->sections);
	}
}

static void put_block(void *context, const struct block *block, struct str item)
{
	(void)item;
	switch (block->kind) {
	case BLOCK_FIGURE: put(context, &block->of.figure.id, &block->element, NULL); break;
	case BLOCK_TABLE: put(context, &block->of.table.id, &block->element, NULL); break;
	case BLOCK_AUDIO:
	case BLOCK_VIDEO: put(context, &block->of.recording.id, &block->element, NULL); break;
	default: break;
	}
}

static void put_all(struct id_places *places, const struct lesson *lesson)
{
	for (const struct question *q = lesson->questions; q; q = q->next)
		put(places, &q->id, &q->element, q->stem ? flow_last_paragraph(q->stem) : NULL);
	for (const struct card *c = lesson->cards; c; c = c->next)
		put(places, &c->id, &c->element, c->is_cloze ? c->cloze : c->front ? c->front->text : NULL);
	for (const struct entry *e = lesson->glossary; e; e = e->next)
		put(places, &e->id, &e->element, NULL);
	for (const struct objective *o = lesson->objectives; o; o = o->next)
		put(places, &o->id, &o->element, o->text);
	for (const struct reference *s = lesson->sources; s; s = s->next)
		put(places, &s->id, &s->element, s->text);
	put_sections(places, lesson->sections);
	lesson_each_block(lesson, put_block, places);
	put(places, &lesson->id, &lesson->element, NULL);
}

static void add_definitions(struct walk *walk, const struct lesson *lesson)
{
	struct id_places places = { .failed = false };
	arena_init(&places.arena);
	map_init(&places.by_id);
	put_all(&places, lesson);
	for (size_t i = 0; !places.failed && i < walk->ids.count; i++) {
		const struct own_id *own = &walk->ids.all[i];
		const struct id_place *place = map_get(&places.by_id, own->id);
		struct id_mention *mention = add_own(walk, own, own->span);
		if (!mention)
			break;
		mention->defines = true;
		mention->whole = place ? place->whole : own->span;
		set_title(walk, mention, own->title ? own->title->text : place ? place->text : NULL);
	}
	if (places.failed)
		walk->arena->failed = true;
	map_release(&places.by_id);
	arena_release(&places.arena);
}

static struct str move(char **to, struct str text)
{
	if (!text.at)
		return text;
	struct str moved = { *to, text.len };
	memcpy(*to, text.at, text.len);
	*to += text.len;
	return moved;
}

/* Moves everything from an arena into one piece of memory. False if there is none. */
static bool compact(struct mentions *mentions)
{
	size_t count = 0, bytes = mentions->lesson.len;
	for (const struct id_mention *m = mentions->first; m; m = m->next) {
		count++;
		bytes += m->key.len + m->title.len;
	}
	struct id_mention *all = malloc(count * sizeof(*all) + bytes + 1);
	if (!all)
		return false;
	char *to = (char *)(all + count);
	size_t i = 0;
	for (const struct id_mention *m = mentions->first; m; m = m->next, i++) {
		all[i] = *m;
		all[i].key = move(&to, m->key);
		all[i].title = move(&to, m->title);
		all[i].next = m->next ? &all[i + 1] : NULL;
	}
	mentions->lesson = move(&to, mentions->lesson);
	mentions->first = count ? all : NULL;
	mentions->memory = all;
	return true;
}

struct mentions *mentions_read(const char *path, const struct lesson *lesson)
{
	struct mentions *mentions = calloc(1, sizeof(*mentions));
	struct arena arena;
	if (!mentions)
		return NULL;
	arena_init(&arena);
	mentions->path = strdup(path);
	if (lesson->id.value.at)
		mentions->lesson = arena_str(&arena, lesson->id.value);
	struct walk walk = { .mentions = mentions, .arena = &arena, .end = &mentions->first };
	own_ids_init(&walk.ids);
	bool good = mentions->path && own_ids_gather(&walk.ids, lesson);
	if (good)
		add_definitions(&walk, lesson);
	if (good)
		lesson_each_text(lesson, add_text, &walk);
	for (const struct question *q = lesson->questions; q; q = q->next)
		add_use(&walk, &q->objective, KIND_OBJECTIVE);
	for (const struct card *c = lesson->cards; c; c = c->next)
		add_use(&walk, &c->objective, KIND_OBJECTIVE);
	own_ids_release(&walk.ids);
	good = good && !arena_failed(&arena) && compact(mentions);
	arena_release(&arena);
	if (good)
		return mentions;
	mentions_free(mentions);
	return NULL;
}

void mentions_free(struct mentions *mentions)
{
	if (!mentions)
		return;
	free(mentions->path);
	free(mentions->memory);
	free(mentions);
}

struct mentions *mentions_read_text(const char *path, struct str bytes, bool *starved)
{
	struct rule_settings settings;
	struct report report;
	struct source source;
	const struct lesson *lesson = NULL;
	struct mentions *mentions = NULL;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	source_init(&source, path, bytes);
	struct reader *reader = reader_new(NULL);
	enum reader_status status = reader ? reader_read(reader, &source, &report, &lesson) : READER_NO_MEMORY;
	if (status == READER_OK)
		mentions = mentions_read(path, lesson);
	*starved = *starved || report.failed || status == READER_NO_MEMORY || (status == READER_OK && !mentions);
	if (reader)
		reader_free(reader);
	source_release(&source);
	report_release(&report);
	return mentions;
}
