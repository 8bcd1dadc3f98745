/* Splits HTML into tags and text as a browser does, https://html.spec.whatwg.org/#tokenization, with two exceptions: a
 * < that begins no tag of HTML is text, so that "p<q" stays whole; and CDATA sections that wrap a field by mistake are
 * opened. Comments, declarations and processing instructions are skipped. Takes linear time for any input. */
#ifndef CONVERT_HTML_HTML_SCAN_H
#define CONVERT_HTML_HTML_SCAN_H

#include "base/buf.h"

enum html_token_kind { HTML_TOKEN_NONE, HTML_TOKEN_TEXT, HTML_TOKEN_START, HTML_TOKEN_END };

struct html_token {
	enum html_token_kind kind;
	struct str text;  /* of text, with character references; of an unknown tag that is text, the whole tag */
	struct str name;  /* of a tag, as written */
	struct str inner; /* of a start tag: its attributes */
	bool empty;	  /* a start tag that ends with /> */
	bool literal;	  /* text that looks like a tag, but of no element of HTML */
};

struct html_scanner {
	struct str text;
	size_t at;
	bool foreign; /* within a formula or drawing: names may be any */
	bool in_cdata;
	/* What is known about the rest, so that nothing is looked for twice in vain. */
	bool no_quotes, no_comment_end;
	size_t last_gt, last_quote[2];
};

void html_scan_begin(struct html_scanner *scanner, struct str text);
/* HTML_TOKEN_NONE at the end. */
struct html_token html_scan_next(struct html_scanner *scanner);
/* The text up to the end tag of an element that contains raw text, which is skipped too; all the rest without one. */
struct str html_scan_raw(struct html_scanner *scanner, struct str name);

/* Takes an attribute from the start of inner. False if there is none. value.at is NULL if it has no value. */
bool html_scan_attribute(struct str *inner, struct str *name, struct str *value);
/* Appends text with its character references decoded. False if one means no character that lessons can contain. */
bool html_decode(struct str text, bool is_attribute, struct buf *out);

#endif
