/* Merges texts that are sequences of units: the lines of a file, or the sentences of a paragraph. As in Git, changes of
 * both sides to the same units, or to units next to each other, are a conflict unless they are equal. */
#ifndef MERGE_UNITS_H
#define MERGE_UNITS_H

#include "merge/chunks.h"

/* Appends the result to chunks. A failure is chunks->failed. */
void merge_lines(struct merge_chunks *chunks, struct arena *arena, const struct str sides[MERGE_SIDES]);
/* The same for text with inline elements, in language lang: a unit is a sentence, wherever its lines break. A sentence
 * that contains the end of an element continues with the next. */
void merge_sentences(struct merge_chunks *chunks, struct arena *arena, const struct str sides[MERGE_SIDES],
		     struct str lang);

#endif
