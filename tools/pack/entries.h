/* The entries of an edition that the index tells of: lessons in reading order, then the other files by name. */
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

/* Calls visit for each, in the order of the archive. */
typedef void entry_visitor(void *context, const struct entry_seen *entry);
void entries_each(const struct edition *edition, entry_visitor *visit, void *context);

#endif
