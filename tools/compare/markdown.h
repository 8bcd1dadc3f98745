/* A changelog in Markdown: what its files share. */
#ifndef COMPARE_MARKDOWN_H
#define COMPARE_MARKDOWN_H

#include "compare/render.h"

struct markdown {
	struct comparison *comparison;
	struct buf *out;
	bool for_everybody; /* not only for members and authors */
};

/* Text with the characters that mean something in Markdown made to mean themselves. */
void markdown_text(const struct markdown *page, struct str text, size_t characters);
/* A title in emphasis; the id where it is "", as for a lock, which knows ids alone. */
void markdown_title(const struct markdown *page, const char *title, const char *id);
/* "2 cards" with *before before it, which is ", " then; nothing where count is 0. */
void markdown_count(const struct markdown *page, size_t count, const char *noun, const char **before);
/* The side of a change that its readers may know of, the newer one first; NULL where both are for members only. */
const struct record *markdown_told(const struct markdown *page, const struct change *change);
/* What is below is of a change that is told.
 * - Question in *Lesson*: “What …?” */
void markdown_item(const struct markdown *page, const struct change *change);
/* Why something is gone, and what is there instead. */
void markdown_fate(const struct markdown *page, const struct change *change);
/* The lines of which words changed, those that may be told. */
void markdown_words(const struct markdown *page, const struct change *change);

#endif
