/* Finds the lines of two texts without counterpart in the other, by Myers' algorithm in linear space. */
#ifndef REPORT_DIFF_LINES_H
#define REPORT_DIFF_LINES_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdint.h>

struct lines {
	struct str text;  /* borrowed */
	size_t *starts;   /* count + 1 elements */
	uint32_t *kinds;  /* equal lines, in either text, have the same number */
	bool *changed;    /* count + 1 elements, the last one false */
	size_t count;
};

/* Fills both; release them even if it fails. False if memory ran out. */
bool lines_compare(struct lines *before, struct lines *after, struct str old, struct str new) MUST_CHECK;
void lines_release(struct lines *lines);

/* Includes the line end, which the last line may lack. */
static inline struct str lines_get(const struct lines *lines, size_t number)
{
	return (struct str){ lines->text.at + lines->starts[number],
			     lines->starts[number + 1] - lines->starts[number] };
}

#endif
