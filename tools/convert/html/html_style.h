/* What the style attribute of an element means to a lesson. */
#ifndef CONVERT_HTML_HTML_STYLE_H
#define CONVERT_HTML_HTML_STYLE_H

#include "base/str.h"

/* Three values: the style may say nothing, or undo what the element itself means. */
enum html_switch { HTML_UNSAID, HTML_ON, HTML_OFF };

struct html_style {
	enum html_switch bold, italic, sub, sup, underline;
	bool hidden, struck, preserves_space;
	bool coloured, sized, typeface; /* in ways that lessons do not have */
	enum {
		HTML_MARKS_UNSAID,
		HTML_MARKS_NONE,
		HTML_MARKS_BULLET,
		HTML_MARKS_NUMBER,
		HTML_MARKS_LETTER,
		HTML_MARKS_ROMAN
	} marks;
};

/* Margins, borders, positions and the like are ignored: front-ends choose them. */
struct html_style html_style_read(struct str style);
/* Whether a colour differs from that of ordinary text, or of the page. */
bool html_colour_matters(struct str colour, bool background);

#endif
