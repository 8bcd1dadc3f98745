/* The entries of a pack as an array. */
#ifndef READER_ENTRY_LIST_H
#define READER_ENTRY_LIST_H

#include "reader/satchel.h"

#include <stddef.h>

/* Start with { 0 }; the caller frees at, whatever the result. */
struct entry_list {
	struct satchel_entry *at; /* in file order */
	size_t count, room;
};

/* Replaces the entries in the list. */
enum satchel_status entry_list_read(struct entry_list *list, const struct satchel *pack, struct satchel_error *error);

#endif
