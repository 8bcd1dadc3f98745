#include "pack/part.h"

#include <stdlib.h>

enum access access_within(enum access own, enum access outer)
{
	return own == ACCESS_INHERITED || outer == ACCESS_MEMBER ? outer : own;
}

/* Makes chain one of copies of those of its elements that are free. left_out rises with each that is not. */
#define KEEP_FREE(type, chain)                                                          \
	do {                                                                            \
		struct type **last = &(chain);                                          \
		for (struct type *from = (chain); from; from = from->next) {            \
			if (from->access == ACCESS_MEMBER) {                            \
				(*left_out)++;                                          \
				continue;                                               \
			}                                                               \
			struct type *copy = arena_alloc(arena, sizeof(*copy));          \
			if (!copy)                                                      \
				return;                                                 \
			*copy = *from;                                                  \
			*last = copy;                                                   \
			last = &copy->next;                                             \
		}                                                                       \
		*last = NULL;                                                           \
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

/* The ids of the sources that a lesson cites, each as often as it does. */
struct cited {
	struct str *ids;
	size_t count, room;
	bool failed;
};

static void collect_cites(struct cited *cited, const struct inline_node *text)
{
	for (const struct inline_node *node = text; node; node = node->next) {
		collect_cites(cited, node->children);
		if (node->kind != INLINE_CITE)
			continue;
		if (cited->count == cited->room) {
			size_t room = cited->room ? cited->room * 2 : 32;
			struct str *more = realloc(cited->ids, room * sizeof(*more));
			if (!more) {
				cited->failed = true;
				return;
			}
			cited->ids = more;
			cited->room = room;
		}
		cited->ids[cited->count++] = node->of.cite.source.value;
	}
}

static void see_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	/* A source that cites another is no part of the lesson that needs it. */
	if (site->place != PLACE_SOURCE)
		collect_cites(context, text);
}

static int by_bytes(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static bool cites(const struct cited *cited, struct str id)
{
	return cited->count > 0 && bsearch(&id, cited->ids, cited->count, sizeof(*cited->ids), by_bytes);
}

static bool find_cited(struct cited *cited, const struct lesson *lesson)
{
	*cited = (struct cited){ .count = 0 };
	lesson_each_text(lesson, see_text, cited);
	if (cited->count > 0)
		qsort(cited->ids, cited->count, sizeof(*cited->ids), by_bytes);
	return !cited->failed;
}

/* Leaves out the sources that only what was left out cites. False where memory ran out. */
static bool keep_sources(struct lesson *part, const struct lesson *whole, struct arena *arena)
{
	struct cited here, there = { .count = 0 };
	struct reference **last = &part->sources;
	bool good = find_cited(&here, part) && find_cited(&there, whole);
	for (struct reference *from = part->sources; good && from; from = from->next) {
		if (cites(&there, from->id.value) && !cites(&here, from->id.value))
			continue;
		struct reference *copy = arena_alloc(arena, sizeof(*copy));
		good = copy != NULL;
		if (!good)
			break;
		*copy = *from;
		*last = copy;
		last = &copy->next;
	}
	*last = NULL;
	free(here.ids);
	free(there.ids);
	return good;
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
	if (!keep_sources(copy, lesson, arena))
		return PART_NO_MEMORY;
	*part = copy;
	return PART_SOME;
}
