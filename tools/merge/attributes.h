/* The attributes of a start tag. */
#ifndef MERGE_ATTRIBUTES_H
#define MERGE_ATTRIBUTES_H

#include "merge/chunks.h"

/* A value as it is written, without quotation marks; STR_NONE if there is no such attribute. */
struct str tag_attribute(struct str tag, const char *name);
/* Equal for tags with the same attributes in any order; without one, unless that is NULL. */
uint64_t tag_words(struct str tag, const char *without);
/* Appends the merged tag, or a conflict if both sides changed an attribute. */
void merge_tags(struct merge_chunks *chunks, struct arena *arena, const struct str tags[MERGE_SIDES]);

#endif
