/* A run of text and inline elements, collected word by word, then written as lines.
 *
 * A word is what must not be split: letters, tags and comments without white space between them. */
#ifndef FORMAT_RUN_H
#define FORMAT_RUN_H

#include "base/buf.h"

struct text_line_run {
	struct buf bytes; /* of the words, as written */
	struct buf seen;  /* their letters, without markup */
	struct buf words; /* struct word */
	bool space;       /* after white space: what follows is a new word */
};

void run_init(struct text_line_run *run);
void run_release(struct text_line_run *run);
void run_clear(struct text_line_run *run);
bool run_failed(const struct text_line_run *run);
bool run_is_empty(const struct text_line_run *run);

/* Adds markup, which belongs to the adjacent words unless separated by white space. */
void run_markup(struct text_line_run *run, struct str markup);
/* Adds text and escapes it; its white space separates words. */
void run_text(struct text_line_run *run, struct str text);
/* Adds text in which lines must not break; its white space becomes single spaces. */
void run_unbroken(struct text_line_run *run, struct str text);
/* Drops white space at the end, so that an end tag follows the last word directly. */
void run_trim(struct text_line_run *run);

/* Appends the words, which are in language lang, to out, whose last line already has column columns. Indents further
 * lines. */
void run_write(const struct text_line_run *run, struct str lang, struct buf *out, size_t column, size_t indent);

#endif
