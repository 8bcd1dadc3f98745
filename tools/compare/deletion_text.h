/* The JSON text of a cloze with numbered blanks, as one of its cards shows it. */
#ifndef COMPARE_DELETION_TEXT_H
#define COMPARE_DELETION_TEXT_H

#include "base/buf.h"
#include "reader/json.h"

enum deletion_others {
	OTHERS_OUT,    /* a gap, whatever they contain */
	OTHERS_FILLED, /* their text, as if they were no blanks */
};

/* The lowest number above after of a blank in the text; 0 if there is none. */
unsigned deletion_text_next(struct json_walk text, unsigned after);
/* Appends the text as JSON, with the blanks that have other numbers replaced. */
void deletion_text_add(struct buf *out, struct json_walk text, unsigned number, enum deletion_others others);

#endif
