/* How much an SVG draws through <use>, which shows another element again: a few lines that refer to each other can stand
 * for billions of shapes, on which browsers hang. */
#ifndef CHECK_MEDIA_SVG_USES_H
#define CHECK_MEDIA_SVG_USES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"

enum { SVG_DEPTH_MAX = 200 };

struct svg_uses {
	struct arena arena;
	struct map ids;      /* struct used, by id */
	struct buf uses;     /* struct use, in the order of the document */
	struct used *open[SVG_DEPTH_MAX + 1]; /* that of each open element, or NULL */
	unsigned depth;
	size_t elements;     /* so far */
	bool failed;         /* memory ran out */
};

void svg_uses_init(struct svg_uses *uses);
void svg_uses_release(struct svg_uses *uses);

/* Notes the start of an element, at most SVG_DEPTH_MAX deep, and its end. id is its id, and target that of the element that
 * it shows; each has no value if there is none. */
void svg_uses_open(struct svg_uses *uses, struct str id, struct str target);
void svg_uses_close(struct svg_uses *uses);

/* Whether the elements that the document shows again are too many. */
bool svg_uses_too_many(struct svg_uses *uses) MUST_CHECK;

#endif
