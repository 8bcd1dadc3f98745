/* One side of a comparison: a pack, a pack definition with its lessons, or a folder of lessons. */
#ifndef COMPARE_SIDE_H
#define COMPARE_SIDE_H

#include "base/arena.h"
#include "base/buf.h"
#include "compare/record.h"

struct side_unit {
	const char *id, *title;
	size_t lesson_count;
};

struct satchel;
struct satchel_entry;

struct side_lesson {
	const char *id, *title;
	size_t unit;	    /* its place among the units; 0 where there are none */
	uint8_t digest[32]; /* SHA-256 of its JSON: equal digests, equal lessons */
	struct buf json;    /* empty where it comes from a pack */
	const struct satchel_entry *entry; /* in its pack; else NULL */
};

struct side {
	struct arena arena; /* all strings and arrays */
	const char *path;
	const char *id, *title, *version, *edition; /* NULL for a folder of lessons */
	uint64_t release;			    /* 0 for one */
	struct side_unit *units;
	size_t unit_count;
	struct side_lesson *lessons; /* in reading order; by path for a folder */
	size_t lesson_count;
	struct satchel *pack; /* or NULL */
	struct buf why;	      /* what is wrong with it, a line each */
};

enum side_status {
	SIDE_OK,
	SIDE_BROKEN, /* it can't be read, or has mistakes; why says more */
	SIDE_NO_MEMORY,
};

/* Opens what path names: a file that ends in .xml is a pack definition, any other file a pack. jobs threads read
 * lessons. Release the side whatever comes back. */
enum side_status side_open(struct side *side, const char *path, unsigned jobs) MUST_CHECK;
void side_release(struct side *side);

/* The records of a lesson, in the arena, with their lesson set. NULL where that fails: side->why, or memory. */
struct record *side_records(struct side *side, size_t lesson, struct arena *arena) MUST_CHECK;

/* side_pack.c and side_tree.c */
enum side_status side_open_pack(struct side *side) MUST_CHECK;
enum side_status side_open_tree(struct side *side, bool is_folder, unsigned jobs) MUST_CHECK;

#endif
