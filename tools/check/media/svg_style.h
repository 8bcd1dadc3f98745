/* What a style sheet or a style attribute loads, read as a browser does: comments, strings, and escapes by the rules of
 * CSS Syntax, so that u\72l(…) is url(…), and a url( within a comment or a string is none. */
#ifndef CHECK_MEDIA_SVG_STYLE_H
#define CHECK_MEDIA_SVG_STYLE_H

#include "base/buf.h"

#include <stdint.h>

enum style_load {
	STYLE_END,
	STYLE_IMPORT,   /* @import */
	STYLE_ADDRESS,  /* url(), src(), or a string in image() or image-set(); the address is in word */
	STYLE_COMPUTED, /* an address that var(), attr(), or env() supplies; word is which of them */
};

struct style_scan {
	struct str rest;
	struct buf word;
	uint64_t addresses; /* a bit for each open parenthesis: whether strings in it are addresses */
	unsigned depth;
	bool namespace_rule; /* the address in an @namespace is a name only */
};

void style_scan_init(struct style_scan *scan, struct str style);
void style_scan_release(struct style_scan *scan);
/* Goes on to the next thing that is loaded. */
enum style_load style_scan_next(struct style_scan *scan);

#endif
