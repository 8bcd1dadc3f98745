/* What the elements of HTML mean to a lesson. */
#ifndef CONVERT_HTML_HTML_ELEMENTS_H
#define CONVERT_HTML_HTML_ELEMENTS_H

#include "base/str.h"

enum html_meaning {
	HTML_UNKNOWN,
	HTML_PLAIN, /* nothing but its text */
	HTML_BLOCK, /* paragraphs of its own */
	HTML_DETAILS,
	HTML_BREAK,
	HTML_RULE,
	HTML_PRE,
	HTML_HEADING,
	HTML_SIZE,
	HTML_FONT,
	HTML_EFFECT,
	HTML_MARK,
	HTML_EM,
	HTML_STRONG,
	HTML_TERM,
	HTML_SUB,
	HTML_SUP,
	HTML_CODE,
	HTML_ABBR,
	HTML_LINK,
	HTML_QUOTE,
	HTML_DELETED,
	HTML_RUBY,
	HTML_TEX,
	HTML_LIST,
	HTML_TERMS, /* a list of terms and what they mean */
	HTML_TABLE,
	HTML_PICTURE,
	HTML_FIGURE,
	HTML_RECORDING,
	HTML_OBJECT,
	HTML_MATH,
	HTML_DRAWING,
	HTML_DROPPED,
	HTML_SILENT, /* not content */
};

enum html_traits {
	HTML_VOID = 1,	 /* never has content */
	HTML_ENDS_P = 2, /* its start tag ends an open paragraph */
	HTML_RAW = 4,	 /* contains text without markup */
	HTML_FORMAT = 8, /* if a paragraph ends before it does, it goes on in the next */
};

struct html_element {
	const char *name;
	enum html_meaning meaning;
	unsigned traits;
};

/* NULL if HTML has no such element. Letter case matters: names are in lower case. */
const struct html_element *html_element_find(struct str name);

#endif
