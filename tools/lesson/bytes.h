/* Checks a file before parsing: whether it is XML in UTF-8, without DOCTYPE and without overlong tags. */
#ifndef LESSON_BYTES_H
#define LESSON_BYTES_H

#include "base/buf.h"
#include "report/report.h"

enum bytes_verdict {
	BYTES_GOOD,
	BYTES_RECOVERED,   /* reported; recovered contains a copy without the errors, at the same offsets */
	BYTES_UNUSABLE, /* reported; cannot be parsed */
};

/* Whether neither the first bytes nor the XML declaration contradict UTF-8. How parsers treat other encodings depends
 * on their version. */
bool bytes_are_utf8(struct str bytes);
/* what is a noun for such a file: "lesson". recovered is cleared first, and marked failed if memory runs out. */
enum bytes_verdict bytes_check(const struct source *source, const char *what, struct report *report,
			       struct buf *recovered) MUST_CHECK;

enum {
	LESSON_DEPTH_MAX = 64, /* maximum nesting */
	TAG_MAX = 64 * 1024,   /* bytes per tag */
};

#endif
