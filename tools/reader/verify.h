/* What satchel_verify gathers, so that each part can be held against the others. */
#ifndef READER_VERIFY_H
#define READER_VERIFY_H

#include "reader/internal.h"

/* An entry as the index tells of it. */
struct known {
	struct satchel_entry entry;
	bool read; /* the bytes of a lesson, or of what is known of the extras, were good */
	bool used; /* of a lesson: a row of the outline names it; of an asset: a figure shows it */
};

struct known_list {
	struct known *at;
	size_t count, room;
};

/* An item as the index tells of it. */
struct known_item {
	char id[SATCHEL_ID_MAX + 1];
	enum satchel_item_kind kind;
	size_t lesson; /* its place among the lessons; SIZE_MAX where there is none */
	bool found;    /* in the lesson */
};

struct verify {
	struct satchel *pack;
	struct problems *problems;
	struct known_list pages, lessons, files; /* the pages in the order of the archive, the others by name */
	struct known_item *items;                /* by id */
	size_t item_count, item_room;
	size_t *order;                           /* lessons in reading order, as places among lessons */
	size_t order_count;
	struct satchel_counts counts;            /* of what is there */
	bool incomplete;                         /* a lesson could not be read, so that what it shows is not known */
};

/* The last of the list with that name, or NULL. */
struct known *known_find(const struct known_list *list, const char *name);

/* verify_lesson.c: holds a lesson against its row of the outline, its items, and the files. */
void verify_lesson(struct verify *v, const struct satchel_lesson *row, struct known *known);
/* verify_search.c: whether extras/search.json is right, which the manifest names. */
bool verify_search(struct verify *v, const struct satchel_bytes *bytes);
/* verify_archive.c: where the entries stand, and the central directory. */
void verify_archive(struct verify *v);

#endif
