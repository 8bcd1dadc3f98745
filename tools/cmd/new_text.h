/* What satchel-new prints. */
#ifndef CMD_NEW_TEXT_H
#define CMD_NEW_TEXT_H

#include "base/buf.h"
#include "lesson/new_ids.h"

enum new_kind { NEW_LESSON, NEW_QUESTION, NEW_CARD, NEW_CLOZE, NEW_CONFIG };

struct new_text {
	enum new_kind kind;
	const char *id, *language, *today; /* of a lesson; today is a date */
	unsigned count;                    /* of questions or cards */
};

bool new_text_kind_parse(const char *name, enum new_kind *kind) MUST_CHECK;
/* Appends it to out, in the layout of satchel-fmt; questions and cards indented as they stand in a lesson. Ids are
 * made with ids. False where memory ran out. */
bool new_text_write(const struct new_text *text, struct new_ids *ids, struct buf *out) MUST_CHECK;

#endif
