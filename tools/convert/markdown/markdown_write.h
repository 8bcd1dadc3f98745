/* Writes text and blocks as Markdown; what it cannot say, as HTML within it, which CommonMark allows. markdown_import
 * reads both. */
#ifndef CONVERT_MARKDOWN_MARKDOWN_WRITE_H
#define CONVERT_MARKDOWN_MARKDOWN_WRITE_H

#include "convert/html/html_write.h"

struct markdown_writer {
	struct buf *out;
	struct html_writer html; /* out and lang are set by the writer's user, too */
	bool cloze;		 /* brackets are gaps */
	bool brackets;		 /* all gaps of the cloze are in brackets; else they are HTML */
	bool bracketed;		 /* within brackets, which a closing one would end */
	bool wrote_tex;		 /* set when a formula was written, whose spoken form TeX cannot say */
};

/* Whether all gaps of a cloze can be in brackets, each of which is a card of its own: there is one without number, or
 * they are numbered from 1 in their order; and they have no hints and no markup. */
bool markdown_has_brackets(const struct inline_node *cloze);
/* Text on one line. */
void markdown_write_inline(struct markdown_writer *writer, const struct inline_node *text);
/* Blocks, each after a blank line unless it is the first; indent is what their lines begin with, such as "> ". */
void markdown_write_blocks(struct markdown_writer *writer, const struct inline_node *text, const struct block *blocks,
			   const char *indent);

#endif
