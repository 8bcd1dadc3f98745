#include "reader/entry_list.h"

#include "reader/internal.h"

#include <stdlib.h>

_Static_assert(ENTRY_LIST_PARTS == LISTS + 1, "the head and each list of the index");

struct entry_lister {
	struct entry_list *list;
	struct problems problems;
};

static bool add_entry(void *context, const struct satchel_entry *entry)
{
	struct entry_lister *lister = context;
	struct entry_list *list = lister->list;
	if (list->count == SATCHEL_ENTRIES_MAX)
		return add_problem(&lister->problems, SATCHEL_DAMAGED, "", "the index has more than %d entries",
				   SATCHEL_ENTRIES_MAX);
	if (list->count == list->room) {
		size_t room = list->room ? list->room * 2 : 256;
		struct satchel_entry *more = realloc(list->at, room * sizeof(*more));
		if (!more)
			return add_no_memory(&lister->problems);
		list->at = more;
		list->room = room;
	}
	list->at[list->count++] = *entry;
	return true;
}

static int by_offset(const void *a, const void *b)
{
	const struct satchel_entry *one = a, *other = b;
	return (one->offset > other->offset) - (one->offset < other->offset);
}

enum satchel_status entry_list_add_part(struct entry_list *list, const struct satchel *pack, unsigned part,
					struct satchel_error *error)
{
	struct entry_lister lister = { .list = list };
	if (part == 0)
		(void)!list_head(pack, add_entry, &lister);
	else
		(void)!list_entries(pack, (enum list)(part - 1), add_entry, &lister, &lister.problems);
	return problems_first(&lister.problems, error);
}

enum satchel_status entry_list_read(struct entry_list *list, const struct satchel *pack, struct satchel_error *error)
{
	enum satchel_status status = SATCHEL_OK;
	list->count = 0;
	for (unsigned part = 0; part < ENTRY_LIST_PARTS && status == SATCHEL_OK; part++)
		status = entry_list_add_part(list, pack, part, error);
	if (status == SATCHEL_OK && list->count)
		qsort(list->at, list->count, sizeof(*list->at), by_offset);
	return status;
}
