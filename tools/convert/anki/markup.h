/* The markup that Anki's fields and templates consist of, as text: HTML that need not be well-formed, with tags of
 * Anki's own for recordings and formulas. */
#ifndef CONVERT_ANKI_MARKUP_H
#define CONVERT_ANKI_MARKUP_H

#include "base/buf.h"

/* Whether a field counts as empty: white space, and tags of lines, as in Anki's conditions. */
bool markup_is_empty(struct str html);
/* Whether there is nothing to see or to hear. */
bool markup_is_invisible(struct str html);
/* Appends the text without tags; references stay as they are. A line end becomes a space. */
void markup_strip(struct buf *out, struct str html);

enum { MARKUP_SCRIPTS = 1, MARKUP_STYLES = 2 };
/* Appends the HTML without comments, scripts and styles. Returns which of the latter it had. */
unsigned markup_without_code(struct buf *out, struct str html);

/* What of a field could not be written as HTML. */
enum markup_loss {
	MARKUP_LATEX = 1,  /* LaTeX that is more than a formula was left as text */
	MARKUP_SPOKEN = 2, /* text that is only read aloud was left out */
};
/* Appends a field as HTML that others understand: [sound:x] as <audio> or <video>, formulas in LaTeX as \(…\) or \[…\]
 * without tags. Returns what was lost. */
unsigned markup_plain_html(struct buf *out, struct str field);

/* The formula that begins at html.at[at], from \( to \), or \[ to \]: the offset after it; 0 if there is none. */
size_t markup_formula_end(struct str html, size_t at);
/* Whether html has text at that offset, regardless of case. */
bool markup_has(struct str html, size_t at, const char *text);
/* The offset of text at or after from, regardless of case; html.len if it is not there. */
size_t markup_find(struct str html, size_t from, const char *text);
/* The offset after the tag that begins at html.at[at]. */
size_t markup_tag_end(struct str html, size_t at);

#endif
