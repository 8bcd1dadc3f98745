/* What the index says of a lesson: enough to show it in a list and to find its items. */
#ifndef PACK_OUTLINE_H
#define PACK_OUTLINE_H

#include "base/json.h"
#include "lesson/lesson.h"

/* How much is in a lesson. */
struct lesson_counts {
	size_t sections, questions, cards, glossary;
};

struct lesson_counts outline_count(const struct lesson *lesson);
/* Writes them as members. */
void outline_counts(struct json *json, const struct lesson_counts *counts);

/* Appends the lesson's row of the outline. whole is told where it is not the same as counts: the edition then holds a
 * part of the lesson. */
void outline_row(const struct lesson *lesson, const struct lesson_counts *counts, const struct lesson_counts *whole,
		 struct buf *out);
/* Appends of each item its kind and its id, a zero behind either. */
void outline_items(const struct lesson *lesson, struct buf *out);

#endif
