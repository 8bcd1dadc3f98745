/* Which lines of two texts have no counterpart in the other: Myers' algorithm in linear space. */
#ifndef REPORT_DIFF_LINES_H
#define REPORT_DIFF_LINES_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdint.h>

struct lines {
	struct str text;  /* borrowed */
	size_t *starts;   /* count + 1 of them */
	uint32_t *kinds;  /* equal lines, in either text, are of one kind */
	bool *changed;    /* count + 1 of them, the last one false */
	size_t count;
};

/* Fills both. False where memory ran out; they are released all the same. */
bool lines_compare(struct lines *before, struct lines *after, struct str old, struct str new) MUST_CHECK;
void lines_release(struct lines *lines);

/* With its line end, which the last one may lack. */
static inline struct str lines_get(const struct lines *lines, size_t number)
{
	return (struct str){ lines->text.at + lines->starts[number], lines->starts[number + 1] - lines->starts[number] };
}

#endif
