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
/* Appends the entries of a part: the head, or a list of the index and its pages. They are not in file order. */
enum { ENTRY_LIST_PARTS = 5 };
enum satchel_status entry_list_add_part(struct entry_list *list, const struct satchel *pack, unsigned part,
					struct satchel_error *error);

#endif
