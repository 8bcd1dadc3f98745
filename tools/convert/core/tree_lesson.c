#include "convert/core/tree_lesson.h"

#include "convert/core/pack_lesson.h"
#include "pack/compile.h"

void tree_lesson_maker_init(struct tree_lesson_maker *maker)
{
	arena_init(&maker->arena);
	buf_init(&maker->json, BUF_CAP);
	buf_init(&maker->filled, BUF_CAP);
	buf_init(&maker->elsewhere, BUF_CAP);
	buf_init(&maker->lost, BUF_CAP);
}

void tree_lesson_maker_release(struct tree_lesson_maker *maker)
{
	arena_release(&maker->arena);
	buf_release(&maker->json);
	buf_release(&maker->filled);
	buf_release(&maker->elsewhere);
	buf_release(&maker->lost);
}

/* A compile_asset. The names of files are replaced later. */
static bool name_no_file(void *context, const struct attribute *src, enum file_use use, struct compiled_asset *asset)
{
	(void)context, (void)src, (void)use;
	memcpy(asset->name, "-", sizeof("-"));
	return true;
}

/* Appends the JSON of the lesson to filled. */
static bool compile(struct tree_lesson_maker *maker, const struct lesson *lesson, const struct own_ids *own,
		    const struct targets *targets)
{
	struct compile_links links = { own, &maker->elsewhere };
	buf_clear(&maker->json);
	buf_clear(&maker->filled);
	buf_clear(&maker->elsewhere);
	buf_clear(&maker->lost);
	return compile_lesson(lesson, &links, name_no_file, NULL, &maker->json) == COMPILE_OK &&
	       targets_fill(targets, buf_view(&maker->elsewhere), buf_view(&maker->json), &maker->filled, &maker->lost);
}

struct kept_names {
	struct arena *arena;
	struct kept_name *first, **end;
	struct kept_name *next; /* the one to give */
};

struct kept_name {
	struct attribute path;
	struct kept_name *next;
};

/* Both are a lesson_file_visitor: files are in the same order in both lessons. */
static void note_name(void *context, const struct lesson_file *file)
{
	struct kept_names *names = context;
	struct kept_name *name = *names->end = arena_alloc(names->arena, sizeof(*name));
	if (!name)
		return;
	name->path = *file->path;
	names->end = &name->next;
}

static void give_name(void *context, const struct lesson_file *file)
{
	struct kept_names *names = context;
	if (!names->next)
		return;
	/* The lesson is that of tree_lesson_make. */
	*(struct attribute *)(uintptr_t)file->path = names->next->path;
	names->next = names->next->next;
}

static void keep_names(struct arena *arena, const struct lesson *lesson, struct lesson *made)
{
	struct kept_names names = { .arena = arena };
	names.end = &names.first;
	lesson_each_file(lesson, note_name, &names);
	names.next = names.first;
	lesson_each_file(made, give_name, &names);
}

static bool is_percentage(struct str tolerance)
{
	return tolerance.len && tolerance.at[tolerance.len - 1] == '%';
}

static void keep_what_packs_lack(const struct lesson *lesson, struct lesson *made)
{
	struct question *q = made->questions;
	for (const struct question *own = lesson->questions; own && q; own = own->next, q = q->next) {
		q->progress = own->progress;
		if (!is_percentage(own->tolerance.value))
			continue;
		q->tolerance = own->tolerance;
		q->min.value = q->max.value = STR_NONE;
	}
	struct card *c = made->cards;
	for (const struct card *own = lesson->cards; own && c; own = own->next, c = c->next)
		c->progress = own->progress;
}

const struct lesson *tree_lesson_make(struct tree_lesson_maker *maker, const struct lesson *lesson,
				      const struct own_ids *own, const struct targets *targets)
{
	struct json_tape tape;
	arena_clear(&maker->arena);
	if (!compile(maker, lesson, own, targets) || !tape_make(&tape, maker->filled.at, maker->filled.len))
		return NULL;
	struct lesson *made = pack_lesson_read(&maker->arena, &tape);
	tape_free(&tape);
	if (!made)
		return NULL;
	keep_names(&maker->arena, lesson, made);
	keep_what_packs_lack(lesson, made);
	return arena_failed(&maker->arena) ? NULL : made;
}
