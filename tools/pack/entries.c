#include "pack/entries.h"

#include "reader/satchel.h"

void entries_each(const struct edition *edition, entry_visitor *visit, void *context)
{
	char name[SATCHEL_NAME_MAX + 1];
	for (size_t i = 0; i < edition->definition->lesson_count; i++) {
		const struct definition_lesson *lesson = edition->definition->by_id[i];
		const struct lesson_slot *slot = &edition->lessons[lesson->index];
		if (!slot->included)
			continue;
		snprintf(name, sizeof(name), "lessons/%.*s.json", STR_ARG(lesson->id));
		visit(context, &(struct entry_seen){ ENTRY_LESSON, name, lesson, &slot->packed });
	}
	for (size_t i = 0; i < edition->assets->count; i++) {
		const struct asset *asset = edition->assets->sorted[i];
		if (edition_shows(edition, asset))
			visit(context, &(struct entry_seen){ ENTRY_ASSET, asset->facts.name, NULL, &asset->packed });
	}
	for (size_t i = 0; i < edition->extra_count; i++) {
		const struct extra *extra = &edition->extras[i];
		visit(context, &(struct entry_seen){ ENTRY_EXTRA, extra->name, NULL, &extra->packed });
	}
}
