/* Writes text and blocks of lessons as HTML, for the fields of other programs. What HTML has no element for is marked
 * by class and data attributes, by which html_read reads it back as it was:
 *
 *     <dfn data-entry="…">             term
 *     <a data-to="…">                  link within the content; with class="label" its text is made from its target
 *     <sup class="cite" data-source="…" data-at="…">
 *     <u class="blank" data-n="…" data-hint="…">
 *     <div class="callout warning">    and in it <p class="title">
 *     <figcaption>                     with <p class="title">, <p class="caption"> and <p class="credit">
 *     <details class="transcript"> */
#ifndef CONVERT_HTML_HTML_WRITE_H
#define CONVERT_HTML_HTML_WRITE_H

#include "convert/core/ledger.h"
#include "lesson/lesson.h"

struct html_writer {
	struct buf *out;
	bool xhtml;	 /* well-formed XML */
	struct str lang; /* of the text around what is written, so that only other languages are declared */
	enum {
		HTML_MATH_MATHML,
		HTML_MATH_TEX, /* \(…\) and \[…\], as MathJax reads it */
	} math;
	/* With HTML_MATH_TEX: the item gets a row for each thing that formulas lose. */
	struct ledger *ledger;
	struct ledger_item *item;
	const struct reference *sources; /* of the lesson: citations are their numbers; NULL: their ids */
	bool without_cites;		 /* citations are left out */
	bool in_code;			 /* set in code, where TeX is not read as such */
	/* Appends the address of a file of the lesson, such as the value of src; NULL: paths stay as they are. */
	void (*file_address)(void *context, struct str path, struct buf *out);
	/* Appends the address of another part of the content; NULL: the text of such links is written without one. */
	void (*link_address)(void *context, struct str target, struct buf *out);
	/* Writes a gap of a cloze; NULL: its text, underlined. */
	void (*blank)(void *context, struct html_writer *writer, const struct inline_node *blank);
	void *context;
};

void html_write_inline(struct html_writer *writer, const struct inline_node *text);
void html_write_blocks(struct html_writer *writer, const struct block *block);
/* The text as a paragraph if blocks follow it. */
void html_write_flow(struct html_writer *writer, const struct flow *flow);
void html_escape(struct buf *out, struct str text);

#endif
