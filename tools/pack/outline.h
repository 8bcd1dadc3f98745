/* The lesson's row in the outline: enough to list it and to find its items. */
#ifndef PACK_OUTLINE_H
#define PACK_OUTLINE_H

#include "base/json.h"
#include "lesson/lesson.h"

/* The amount of content in a lesson. */
struct lesson_counts {
	size_t sections, questions, cards, glossary;
};

struct lesson_counts outline_count(const struct lesson *lesson);
/* Writes them as members. */
void outline_counts(struct json *json, const struct lesson_counts *counts);

/* Appends the lesson's row of the outline. If whole differs from counts, the edition has only part of the lesson, and
 * the row contains both. */
void outline_row(const struct lesson *lesson, const struct lesson_counts *counts, const struct lesson_counts *whole,
		 struct buf *out);
/* Appends kind and id of each item, each followed by a zero byte. */
void outline_items(const struct lesson *lesson, struct buf *out);

#endif
