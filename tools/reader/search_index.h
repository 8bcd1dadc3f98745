/* extras/search.json, in memory. */
#ifndef READER_SEARCH_INDEX_H
#define READER_SEARCH_INDEX_H

#include "reader/values.h"

extern const char search_entry_name[];

/* A word, and cursors at its lists of lessons. */
struct search_row {
	struct json_string word;
	struct json_walk found, titles;
};

struct search_index {
	struct search_row *rows; /* in byte order of the words */
	size_t row_count;
	struct json_string *lessons; /* ids in reading order */
	size_t lesson_count;
};

/* Reads JSON that json_check accepted and that must stay where it is. lessons is the number of lessons in the pack.
 * Each list that is wrong is a problem; the caller frees the index in any case. */
bool search_index_read(struct search_index *index, const struct satchel_bytes *json, uint64_t lessons,
		       struct problems *problems) SATCHEL_MUST_CHECK;
void search_index_free(struct search_index *index);

#endif
