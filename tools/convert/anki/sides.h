/* The parts of a card: what its templates show before and after the answer. */
#ifndef CONVERT_ANKI_SIDES_H
#define CONVERT_ANKI_SIDES_H

#include "convert/anki/template.h"

/* HTML. The extra is what the answer shows after the first field and a line end, and hints of the front. */
struct sides {
	struct buf front, back, extra;
	bool asked; /* a field is visible on the front: else Anki makes no card */
};

void sides_init(struct sides *sides);
void sides_release(struct sides *sides);
/* Renders a card whose front and back are different. False if memory ran out. rendering is kept for what it says. */
bool sides_render(struct sides *sides, struct rendering *rendering, const struct card_source *source,
		  const struct anki_template *template) MUST_CHECK;
/* Renders a cloze: its text is in front, with the deletions as they are in the field. */
bool sides_render_cloze(struct sides *sides, struct rendering *rendering, const struct card_source *source,
			const struct anki_template *template) MUST_CHECK;

#endif
