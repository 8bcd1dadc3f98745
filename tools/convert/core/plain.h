/* Writes text and blocks of lessons as plain text, for formats without markup. */
#ifndef CONVERT_CORE_PLAIN_H
#define CONVERT_CORE_PLAIN_H

#include "convert/core/ledger.h"
#include "lesson/lesson.h"

struct plain {
	struct ledger *ledger;
	struct ledger_item *item; /* gets a row for each kind of markup that is lost */
};

/* Appends a line for each paragraph, list item and table row. blocks may be NULL. */
void plain_text(const struct plain *plain, const struct inline_node *text, const struct block *blocks, struct buf *out);

#endif
