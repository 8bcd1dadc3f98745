/* Finds what a style sheet or style attribute loads, reading comments, strings and escapes like a browser, by CSS
 * Syntax: u\72l(…) is url(…), and a url( within a comment or string is not. */
#ifndef CHECK_MEDIA_SVG_STYLE_H
#define CHECK_MEDIA_SVG_STYLE_H

#include "base/buf.h"

#include <stdint.h>

enum style_load {
	STYLE_END,
	STYLE_IMPORT,   /* @import */
	STYLE_ADDRESS,  /* url(), src(), or a string in image() or image-set(); the URL is in word */
	STYLE_COMPUTED, /* a URL computed by var(), attr() or env(); word is the function */
};

struct style_scan {
	struct str rest;
	struct buf word;
	uint64_t addresses; /* a bit for each open parenthesis: whether strings in it are URLs */
	unsigned depth;
	bool namespace_rule; /* the URL in an @namespace is only a name */
};

void style_scan_init(struct style_scan *scan, struct str style);
void style_scan_release(struct style_scan *scan);
/* Finds the next load. */
enum style_load style_scan_next(struct style_scan *scan);

#endif
