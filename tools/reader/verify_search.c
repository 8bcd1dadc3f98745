#include "reader/schema.h"
#include "reader/search_index.h"
#include "reader/verify.h"

#include <string.h>

/* The lessons must be those of the outline, in its order. */
static bool check_lessons(const struct verify *v, const struct search_index *index)
{
	char name[SATCHEL_NAME_MAX + 1], id[SATCHEL_ID_MAX + 1];
	for (size_t i = 0; i < index->lesson_count; i++) {
		if (!string_copy(index->lessons[i], id, sizeof(id)))
			return false;
		lesson_name(name, id);
		if (strcmp(v->lessons.at[v->order[i]].entry.name, name) != 0)
			return false;
	}
	return true;
}

bool verify_search(struct verify *v, const struct satchel_bytes *bytes)
{
	struct search_index index;
	if (!check_json(bytes, search_entry_name, v->problems) ||
	    !schema_matches(SCHEMA_SEARCH, bytes, search_entry_name, NULL, NULL, v->problems))
		return false;
	if (v->order_count < v->lessons.count)
		return true; /* a part of the index could not be read */
	if (search_index_read(&index, bytes, v->order_count, v->problems) && !check_lessons(v, &index))
		add_problem(v->problems, SATCHEL_DAMAGED, search_entry_name,
			    "its lessons are not those of the outline, in its order");
	search_index_free(&index);
	return true;
}
