/* A run of text and inline elements, gathered word by word and then written in lines.
 *
 * A word is what must stay together: letters, tags and comments without white space between them. */
#ifndef FORMAT_RUN_H
#define FORMAT_RUN_H

#include "base/buf.h"

struct run {
	struct buf bytes; /* of the words, as they are written */
	struct buf seen;  /* their letters without markup */
	struct buf words; /* struct word */
	bool space;       /* white space came last: what follows is another word */
};

void run_init(struct run *run);
void run_release(struct run *run);
void run_clear(struct run *run);
bool run_failed(const struct run *run);
bool run_is_empty(const struct run *run);

/* White space. */
void run_space(struct run *run);
/* Markup: it belongs to the word before it and to the word behind it, where no white space is between. */
void run_markup(struct run *run, struct str markup);
/* Text, which is escaped; its white space separates words. */
void run_text(struct run *run, struct str text);
/* Text in which no line may break; its white space becomes single spaces. */
void run_unbroken(struct run *run, struct str text);
/* Forgets white space at the end, so that an end tag stands at the last word. */
void run_trim(struct run *run);

/* Appends the words, which are in this language, to out, whose last line has column columns already. Lines after the first
 * are indented. */
void run_write(const struct run *run, struct str lang, struct buf *out, size_t column, size_t indent);

#endif
