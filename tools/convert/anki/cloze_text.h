/* The text of a cloze of a lesson, made of HTML that was read. */
#ifndef CONVERT_ANKI_CLOZE_TEXT_H
#define CONVERT_ANKI_CLOZE_TEXT_H

#include "convert/anki/cloze.h"
#include "lesson/make.h"

struct cloze_text {
	struct arena *arena;
	const struct anki_cloze *cloze;
	size_t group;
	bool unnumbered;				     /* its gaps have no numbers */
	struct str (*plain)(void *context, struct str html); /* the text of HTML, for hints */
	void *context;
	/* The result: */
	struct inline_node *text;
	struct block *blocks; /* pictures and recordings */
	size_t gaps;
	bool empty[CLOZE_DELETIONS_MAX]; /* deletions that hide nothing but a picture or recording */
	bool joined;			 /* paragraphs, lists or tables became one paragraph */
};

/* Makes gaps of the marks of anki_cloze_write_group in the flow: between formats, since these are within gaps.
 * Paragraphs, list items and cells are joined. The arena records a failure. */
void cloze_text_make(struct cloze_text *made, const struct flow *flow);
/* Removes the marks from other text, such as descriptions of pictures; the arena gets a copy if there are any. */
struct str cloze_text_clean(struct arena *arena, struct str text);

#endif
