#include "format/new_ids.h"

#include <stdlib.h>

/* An id, or a link to one, with its replacement. */
struct renewal {
	struct str old;
	struct span span;
	struct str id; /* at is NULL for a link until its target is resolved */
};

struct renewing {
	const struct new_ids *known;
	new_id_maker *new_id;
	void *context; /* of new_id */
	struct arena arena;
	struct buf list; /* struct renewal */
	struct map ids;  /* old id to new id */
	bool failed;     /* memory ran out, or no id could be made */
};

static void add(struct renewing *work, struct str old, struct span span, struct str id)
{
	struct renewal renewal = { old, span, id };
	buf_add(&work->list, (const char *)&renewal, sizeof(renewal));
}

static void renew(struct renewing *work, const struct attribute *id, const char *prefix)
{
	char made[NEW_ID_SIZE];
	if (!id->value.at || work->failed)
		return;
	work->failed = !work->new_id(work->context, prefix, made);
	struct str copy = work->failed ? STR_NONE : arena_str(&work->arena, str_from(made));
	void **slot = copy.at ? map_put(&work->ids, id->value) : NULL;
	if (!slot) {
		work->failed = true;
		return;
	}
	*slot = (void *)copy.at;
	add(work, id->value, id->span, copy);
}

/* The lesson's own id becomes the name of its file, if that is unused. */
static void renew_lesson(struct renewing *work, const struct lesson *lesson, const char *path)
{
	struct str id = id_of_path(path);
	if (!id.len || map_get(&work->known->known, id)) {
		renew(work, &lesson->id, "lesson-");
		return;
	}
	struct str copy = arena_str(&work->arena, id);
	void **slot = copy.at && lesson->id.value.at ? map_put(&work->ids, lesson->id.value) : NULL;
	work->failed = work->failed || !copy.at;
	if (!slot)
		return;
	*slot = (void *)copy.at;
	add(work, lesson->id.value, lesson->id.span, copy);
}

static void find_links(struct renewing *work, const struct inline_node *node)
{
	for (; node; node = node->next) {
		if (node->kind == INLINE_LINK && node->of.link.to.value.at)
			add(work, node->of.link.to.value, node->of.link.to.span, STR_NONE);
		find_links(work, node->children);
	}
}

static void on_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	(void)site;
	find_links(context, text);
}

static int by_offset(const void *a, const void *b)
{
	const struct renewal *x = a, *y = b;
	return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

/* The new id of an old one, or the old one. */
static struct str new_of(const struct renewing *work, struct str old)
{
	const char *id = map_get(&work->ids, old);
	return id ? str_from(id) : old;
}

/* Writes the target of a link, which may be lesson#part. */
static void write_target(const struct renewing *work, struct str old, struct buf *out)
{
	const char *hash = memchr(old.at, '#', old.len);
	struct str lesson = { old.at, hash ? (size_t)(hash - old.at) : old.len };
	buf_str(out, new_of(work, lesson));
	if (hash) {
		buf_char(out, '#');
		buf_str(out, new_of(work, (struct str){ hash + 1, old.len - lesson.len - 1 }));
	}
}

bool format_new_ids(const struct lesson *lesson, const char *path, struct str bytes, const struct new_ids *known,
		  new_id_maker *new_id, void *context, struct buf *out)
{
	struct renewing work = { .known = known, .new_id = new_id, .context = context };
	arena_init(&work.arena);
	map_init(&work.ids);
	buf_init(&work.list, BUF_CAP);
	renew_lesson(&work, lesson, path);
	for (const struct question *q = lesson->questions; q; q = q->next)
		renew(&work, &q->id, "q-");
	for (const struct card *c = lesson->cards; c; c = c->next)
		renew(&work, &c->id, "c-");
	for (const struct entry *e = lesson->glossary; e; e = e->next)
		renew(&work, &e->id, "g-");
	lesson_each_text(lesson, on_text, &work);
	struct renewal *list = (struct renewal *)(void *)work.list.at;
	size_t count = work.list.len / sizeof(*list), from = 0;
	if (count)
		qsort(list, count, sizeof(*list), by_offset);
	buf_clear(out);
	for (size_t i = 0; i < count; i++) {
		buf_add(out, bytes.at + from, list[i].span.start - from);
		if (list[i].id.at)
			buf_str(out, list[i].id);
		else
			write_target(&work, list[i].old, out);
		from = list[i].span.end;
	}
	buf_add(out, bytes.at + from, bytes.len - from);
	bool good = !work.failed && !buf_failed(out) && !buf_failed(&work.list) && !arena_failed(&work.arena);
	buf_release(&work.list);
	map_release(&work.ids);
	arena_release(&work.arena);
	return good;
}
