/* Which glossary entry explains a term in a lesson. */
#ifndef PACK_TERMS_H
#define PACK_TERMS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "lesson/lesson.h"

/* The names of the entries of a lesson, which are collected when the first term is looked up. */
struct terms {
	const struct lesson *lesson;
	struct arena arena;
	struct map entries; /* struct entry by folded name */
	struct buf plain, folded;
	bool collected;
	bool failed; /* memory ran out */
};

void terms_init(struct terms *terms, const struct lesson *lesson);
void terms_release(struct terms *terms);
/* The entry that has the text as its term, a synonym or an abbreviation, in this order, or NULL. Letter case and
 * punctuation are ignored. */
const struct entry *terms_find(struct terms *terms, const struct inline_node *text);

#endif
