/* Internals of the Markdown changelog. */
#ifndef COMPARE_MARKDOWN_H
#define COMPARE_MARKDOWN_H

#include "compare/render.h"

struct markdown {
	struct comparison *comparison;
	struct buf *out;
	bool for_everybody; /* for readers who may not be members */
};

/* Appends text with Markdown syntax escaped. */
void markdown_text(const struct markdown *page, struct str text, size_t characters);
/* Appends a title in emphasis; the id if it is "", as for a lock, which has no titles. */
void markdown_title(const struct markdown *page, const char *title, const char *id);
/* Appends "2 cards" after *before, which becomes ", "; nothing if count is 0. */
void markdown_count(const struct markdown *page, size_t count, const char *noun, const char **before);
/* The side of a change that its readers may know, preferably the newer one; NULL if both are for members only. */
const struct record *markdown_visible_side(const struct markdown *page, const struct change *change);
/* For changes that readers may know. Appends - Question in *Lesson*: “What …?” */
void markdown_item(const struct markdown *page, const struct change *change);
/* Appends why something was removed, and its replacement. */
void markdown_fate(const struct markdown *page, const struct change *change);
/* Appends the lines with changed words that readers may know. */
void markdown_words(const struct markdown *page, const struct change *change);

#endif
