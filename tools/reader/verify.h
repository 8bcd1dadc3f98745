/* Data that satchel_verify collects to compare the parts of a pack with each other. */
#ifndef READER_VERIFY_H
#define READER_VERIFY_H

#include "reader/internal.h"

/* An entry as described by the index. */
struct known_entry {
	struct satchel_entry entry;
	uint8_t raw_sha256[SATCHEL_DIGEST_SIZE]; /* zero if its raw bytes could not be read */
	bool read; /* the lesson, or the known extra, is valid */
	bool used; /* a lesson is in the outline; an asset is shown by a figure */
};

struct known_list {
	struct known_entry *at;
	size_t count, room;
};

/* An item as described by the index. */
struct known_item {
	char id[SATCHEL_ID_MAX + 1];
	enum satchel_item_kind kind;
	size_t lesson; /* index of its lesson; SIZE_MAX if there is none */
	bool found;    /* in the lesson */
};

struct verify {
	struct satchel *pack;
	struct problems *problems;
	/* Pages are in archive order, files by name, and lessons too until all are read. */
	struct known_list pages, lessons, files;
	struct known_item *items;                /* by id */
	size_t item_count, item_room;
	size_t *order;                           /* lessons in reading order, as indices into lessons */
	size_t order_count;
	struct satchel_counts counts;            /* of what was found */
	bool unread;                             /* a lesson or file is unread, so the content root is unknown */
	bool incomplete;                         /* a lesson could not be read, so the pictures it shows are unknown */
};

/* Reads the raw bytes of a lesson or file, and their digest. Notes if they could not be read. */
bool verify_bytes(struct verify *v, struct known_entry *known, struct satchel_bytes *bytes) SATCHEL_MUST_CHECK;
/* The last one in the list with that name, or NULL. */
struct known_entry *known_find(const struct known_list *list, const char *name);

/* verify_lesson.c: compares a lesson with its row of the outline, its items, and the files. */
void verify_lesson(struct verify *v, const struct satchel_lesson *row, struct known_entry *known);
/* verify_search.c: verifies extras/search.json, which the manifest names. */
bool verify_search(struct verify *v, const struct satchel_bytes *bytes);
/* verify_archive.c: verifies the positions of entries, and the central directory. */
void verify_archive(struct verify *v);

#endif
