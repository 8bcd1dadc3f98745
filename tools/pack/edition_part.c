#include "pack/edition_part.h"

#include <stdlib.h>

/* Replaces chain by copies of its elements that are free. Counts the others in left_out. */
#define KEEP_FREE(type, chain)                                                                                         \
	do {                                                                                                           \
		struct type **last = &(chain);                                                                         \
		for (struct type *from = (chain); from; from = from->next) {                                           \
			if (from->access == ACCESS_MEMBER) {                                                           \
				(*left_out)++;                                                                         \
				continue;                                                                              \
			}                                                                                              \
			struct type *copy = arena_alloc(arena, sizeof(*copy));                                         \
			if (!copy)                                                                                     \
				return;                                                                                \
			*copy = *from;                                                                                 \
			*last = copy;                                                                                  \
			last = &copy->next;                                                                            \
		}                                                                                                      \
		*last = NULL;                                                                                          \
	} while (0)

static void keep_sections(struct section **sections, struct arena *arena, size_t *left_out)
{
	KEEP_FREE(section, *sections);
	for (struct section *section = *sections; section && !arena_failed(arena); section = section->next)
		keep_sections(&section->sections, arena, left_out);
}

static void keep_items(struct lesson *lesson, struct arena *arena, size_t *left_out)
{
	KEEP_FREE(question, lesson->questions);
	KEEP_FREE(card, lesson->cards);
	KEEP_FREE(entry, lesson->glossary);
}

/* A source of a lesson. */
struct origin {
	struct str id;
	const struct reference *source;
	bool needed; /* by a text, or by another needed source */
	struct origin *next;
};

struct origins {
	struct origin *all; /* sorted by id */
	size_t count;
	struct origin *unfollowed; /* needed, but its own citations have not been followed yet */
};

static int by_id(const void *a, const void *b)
{
	return str_compare(((const struct origin *)a)->id, ((const struct origin *)b)->id);
}

static void need(struct origins *origins, struct origin *origin)
{
	if (!origin || origin->needed)
		return;
	origin->needed = true;
	origin->next = origins->unfollowed;
	origins->unfollowed = origin;
}

static void need_cited(struct origins *origins, const struct inline_node *text)
{
	for (const struct inline_node *node = text; node; node = node->next) {
		need_cited(origins, node->children);
		if (node->kind != INLINE_CITE)
			continue;
		const struct origin key = { .id = node->of.cite.source.value };
		need(origins, bsearch(&key, origins->all, origins->count, sizeof(key), by_id));
	}
}

static void see_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	/* Citations in a source only count if the source is needed. */
	if (site->role != ROLE_SOURCE)
		need_cited(context, text);
}

static void find_needed(struct origins *origins, const struct lesson *lesson)
{
	lesson_each_text(lesson, see_text, origins);
	while (origins->unfollowed) {
		const struct origin *origin = origins->unfollowed;
		origins->unfollowed = origin->next;
		need_cited(origins, origin->source->text);
	}
}

/* Removes the sources that only removed parts need. Those that nothing cites remain. */
static void keep_sources(struct lesson *part, const struct lesson *whole, struct arena *arena)
{
	struct origins origins = { .count = 0 };
	for (const struct reference *source = whole->sources; source; source = source->next)
		origins.count++;
	origins.all = origins.count ? arena_alloc(arena, origins.count * sizeof(*origins.all)) : NULL;
	if (!origins.all)
		return;
	struct origin *to = origins.all;
	for (const struct reference *source = whole->sources; source; source = source->next)
		*to++ = (struct origin){ .id = source->id.value, .source = source };
	qsort(origins.all, origins.count, sizeof(*origins.all), by_id);

	find_needed(&origins, whole);
	for (size_t i = 0; i < origins.count; i++) {
		bool uncited = !origins.all[i].needed;
		origins.all[i].needed = false;
		if (uncited)
			need(&origins, &origins.all[i]);
	}
	find_needed(&origins, part);

	struct reference **last = &part->sources;
	for (const struct reference *from = whole->sources; from; from = from->next) {
		const struct origin key = { .id = from->id.value };
		const struct origin *origin = bsearch(&key, origins.all, origins.count, sizeof(key), by_id);
		if (!origin || !origin->needed)
			continue;
		struct reference *copy = arena_alloc(arena, sizeof(*copy));
		if (!copy)
			return;
		*copy = *from;
		*last = copy;
		last = &copy->next;
	}
	*last = NULL;
}

enum part part_make(const struct lesson *lesson, enum edition_id edition, struct arena *arena,
		    const struct lesson **part)
{
	size_t left_out = 0;
	*part = lesson;
	if (edition == EDITION_FULL)
		return PART_WHOLE;
	if (lesson->access == ACCESS_MEMBER)
		return PART_NONE;
	struct lesson *copy = arena_alloc(arena, sizeof(*copy));
	if (!copy)
		return PART_NO_MEMORY;
	*copy = *lesson;
	keep_sections(&copy->sections, arena, &left_out);
	keep_items(copy, arena, &left_out);
	if (arena_failed(arena))
		return PART_NO_MEMORY;
	if (left_out == 0)
		return PART_WHOLE;
	keep_sources(copy, lesson, arena);
	if (arena_failed(arena))
		return PART_NO_MEMORY;
	*part = copy;
	return PART_SOME;
}
