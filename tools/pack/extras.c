#include "pack/extras.h"

#include "pack/search.h"

#include <stdlib.h>

enum result extras_make(struct extras *extras, const struct definition *definition, const struct lesson_slot *slots,
			struct store *store, struct buf *why)
{
	*extras = (struct extras){ .count = 0 };
	if (!definition->search)
		return RESULT_OK;
	struct search_lesson *lessons = malloc((definition->lesson_count + 1) * sizeof(*lessons));
	struct extra *extra = &extras->all[0];
	enum result status = RESULT_NO_MEMORY;
	size_t count = 0;
	struct buf json;
	buf_init(&json, BUF_CAP);
	if (!lessons)
		goto out;
	for (const struct definition_unit *unit = definition->units; unit; unit = unit->next)
		for (const struct definition_lesson *lesson = unit->lessons; lesson; lesson = lesson->next)
			if (slots[lesson->index].included)
				lessons[count++] = (struct search_lesson){ lesson->id, slots[lesson->index].words };
	if (!search_write(lessons, count, &json))
		goto out;
	*extra = (struct extra){ .feature = "search", .name = "extras/search.json" };
	status = store_pack(store, &extra->packed, buf_view(&json), true, why);
	extras->count = status == RESULT_OK;
out:
	free(lessons);
	buf_release(&json);
	return status;
}

void extras_release(struct extras *extras)
{
	for (size_t i = 0; i < extras->count; i++)
		packed_release(&extras->all[i].packed);
}
