/* Reads HTML fields and XHTML content into text and blocks of lessons. What lessons don't have is dropped or replaced,
 * with rows in the ledger; scripts, styles and event handlers never survive, and links only with web addresses. */
#ifndef CONVERT_HTML_HTML_READ_H
#define CONVERT_HTML_HTML_READ_H

#include "convert/core/files.h"
#include "convert/core/import.h"

#include <libxml/tree.h>

struct html_reader {
	struct import *import;
	struct ledger_item *item; /* of the rows */
	find_file *find;	  /* finds pictures and recordings; NULL: there are none */
	void *context_of_find;
	bool tex; /* \(…\), \[…\], and with dollars also $…$ and $$…$$, are formulas in TeX */
	bool dollars;
	bool callouts; /* the text belongs to a section, which may contain callouts */
	bool blanks;   /* it is a cloze: <u class="blank" data-n="1" data-hint="…"> is a gap */
	/* The key of what an address in the source means (see import_links.h), or STR_NONE; NULL: there are none. */
	struct str (*key_of)(const struct html_reader *reader, struct str address);
	bool targets;  /* links and citations that html_write wrote lead to parts of what is imported */
	/* Which losses have a row already, and for which item; zero at first. */
	const struct ledger_item *told_of;
	uint64_t told;
};

/* Reads a field. Its blocks are those of struct flow; an empty field is a flow without content. NULL if memory ran
 * out. */
struct flow *html_read(struct html_reader *reader, struct str html);
/* Reads parsed elements, from first on: of HTML, or of XHTML in any namespace. Elements that take, unless it is NULL,
 * accepts are not read: it has appended what they mean to the chain. */
typedef bool html_taker(void *context, const xmlNode *node, struct inline_chain *text);
struct flow *html_read_nodes(struct html_reader *reader, const xmlNode *first, html_taker *take, void *context);
/* The same where only inline text is allowed, such as answers and titles: lines are joined, and other blocks are
 * dropped, with rows. */
struct inline_node *html_read_inline(struct html_reader *reader, struct str html);
/* NULL, here and below, is the flow of a reader that had no memory. */
struct inline_node *html_flow_inline(struct html_reader *reader, const struct flow *flow);
/* The same where one picture may follow the text: in options, choices, prompts and steps. Sets their text and
 * blocks. */
void html_flow_option(struct html_reader *reader, const struct flow *flow, struct option *option);

/* Plain text that may contain formulas in TeX. */
struct inline_node *text_read(struct html_reader *reader, struct str text);

#endif
