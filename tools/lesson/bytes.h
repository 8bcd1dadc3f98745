/* What can be said of a file before it is parsed: whether it is XML at all, in UTF-8, without a DOCTYPE, and without
 * tags that are too long. */
#ifndef LESSON_BYTES_H
#define LESSON_BYTES_H

#include "base/buf.h"
#include "report/report.h"

enum bytes_verdict {
	BYTES_GOOD,
	BYTES_MENDED,   /* reported, and a copy without what was wrong is in mended, every byte in its place */
	BYTES_UNUSABLE, /* reported; there is nothing to parse */
};

/* The value of encoding in the XML declaration, a view into bytes; STR_NONE where there is none. */
struct str bytes_encoding(struct str bytes);
/* Whether a file says nothing else, by its first bytes or its XML declaration, than that it is in UTF-8. What a parser
 * makes of other encodings depends on its version. */
bool bytes_are_utf8(struct str bytes);
/* what names such a file: "lesson". mended is cleared first. Memory that runs out marks it failed. */
enum bytes_verdict bytes_check(const struct source *source, const char *what, struct report *report,
			       struct buf *recovered) MUST_CHECK;

enum {
	DEPTH_MAX = 64,          /* elements in elements */
	TAG_MAX = 64 * 1024,     /* bytes of one tag */
};

#endif
