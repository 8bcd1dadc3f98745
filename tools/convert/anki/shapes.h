/* The shapes of Anki's image occlusions: deletions such as
 * {{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1:oi=1}}. Positions and sizes are parts of the picture's
 * width and height. */
#ifndef CONVERT_ANKI_SHAPES_H
#define CONVERT_ANKI_SHAPES_H

#include "convert/anki/cloze.h"
#include "lesson/make.h"

enum shape_loss {
	SHAPE_LOST_TURN = 1,   /* it is rotated */
	SHAPE_LOST_PART = 2,   /* the part outside the picture */
	SHAPE_LOST_TEXT = 4,   /* it is no shape but text on the picture */
	SHAPE_LOST_PIXELS = 8, /* its positions are in pixels, as early versions wrote them */
	SHAPE_LOST_INVALID = 16,
};

/* Whether the field contains such deletions. */
bool shapes_are_in(struct str html);
/* Makes the shape of a deletion's text, without number and label. NULL if it is none that lessons have, or memory ran
 * out. Adds what is lost to losses, and sets *hides_all if the others are to be hidden too. */
struct shape *shape_read(struct arena *arena, struct str text, unsigned *losses, bool *hides_all);
/* Appends the text of the deletion for a shape. */
void shape_write(struct buf *out, const struct shape *shape, bool hides_all);

#endif
