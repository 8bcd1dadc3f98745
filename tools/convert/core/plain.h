/* Writes text and blocks of lessons as plain text, for formats, or parts of them, without markup. */
#ifndef CONVERT_CORE_PLAIN_H
#define CONVERT_CORE_PLAIN_H

#include "convert/core/ledger.h"
#include "lesson/lesson.h"

struct plain {
	struct ledger *ledger;
	struct ledger_item *item; /* gets a row for each kind of markup that is lost */
	const char *part; /* the part that has no markup, such as "the title"; NULL: the whole format has none */
};

/* Appends a line for each paragraph, list item and table row. blocks may be NULL. */
void plain_text(const struct plain *plain, const struct inline_node *text, const struct block *blocks, struct buf *out);

/* The title of a lesson in one line, in the arena; "" if it has none. */
struct str plain_title(const struct plain *plain, const struct lesson *lesson, struct arena *arena);

#endif
