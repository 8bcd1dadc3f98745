/* Iterates over the entries in the index of an edition: lessons by id, then other files by name. */
#ifndef PACK_ENTRIES_H
#define PACK_ENTRIES_H

#include "pack/edition.h"

enum entry_kind { ENTRY_LESSON, ENTRY_ASSET, ENTRY_EXTRA };

struct entry_seen {
	enum entry_kind kind;
	const char *name;
	const struct definition_lesson *lesson; /* ENTRY_LESSON only */
	const struct packed *packed;
};

/* Calls visit for each, in archive order. */
typedef void entry_visitor(void *context, const struct entry_seen *entry);
void entries_each(const struct edition *edition, entry_visitor *visit, void *context);

#endif
