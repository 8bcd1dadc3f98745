/* One side of a comparison: a pack, a pack definition with its lessons, a folder of lessons, or the lock file of a
 * pack, which knows what was released and none of its words. */
#ifndef COMPARE_SIDE_H
#define COMPARE_SIDE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "compare/record.h"
#include "report/source.h"

struct side_unit {
	const char *id, *title; /* title is "" where a lock has it */
	uint64_t title_digest;
	size_t lesson_count;
};

/* Where a question, card or entry stands in the file of its lesson, and what it declares. */
struct side_item {
	const char *id;
	struct location location;
	struct str progress; /* its attribute; at is NULL where it has none */
	struct location progress_place;
	struct side_item *next;
};

struct satchel;
struct satchel_entry;
struct satchel_error;

enum { SIDE_DIGEST_SIZE = 16, SIDE_PACKS_MAX = 8 };

/* A pack that was published. */
struct side_pack {
	const char *edition, *sha256; /* of the signed file, as 64 lower-case digits */
};

struct side_lesson {
	const char *id, *title;
	size_t unit;			  /* its place among the units; 0 where there are none */
	uint8_t digest[SIDE_DIGEST_SIZE]; /* the first bytes of the SHA-256 of its JSON: equal digests, equal lessons */
	/* Of a tree: */
	struct buf json;
	const char *path;
	struct location location;
	struct side_item *items;
	const struct satchel_entry *entry; /* in its pack; else NULL */
	struct str lines;		   /* of a lock: those that tell of it */
};

/* Why an id is not in use any more; of one that a lock knows, both are "". */
struct side_retired_id {
	struct str reason, replaced_by;
};

/* What a side knows of ids that are not in use any more. */
enum side_retired { RETIRED_NO, RETIRED_YES, RETIRED_UNKNOWN };

struct side {
	struct arena arena; /* all strings and arrays */
	const char *path;
	const char *id, *title, *version, *edition; /* NULL for a folder of lessons; title too for a lock */
	uint64_t release;			    /* 0 for a folder */
	const char *date;			    /* of the release, YYYY-MM-DD; NULL where it is not known */
	struct side_pack packs[SIDE_PACKS_MAX];	    /* of a lock: what was published as this release */
	size_t pack_count;
	uint64_t about;				    /* digest of title, licence and language; 0 for a folder */
	struct location version_place, release_place;  /* of a definition's attributes */
	struct side_unit *units;
	size_t unit_count;
	struct side_lesson *lessons; /* in reading order; by path for a folder */
	size_t lesson_count;
	bool is_lock, is_nothing;
	struct map retired; /* ids of retired.xml, or that a lock knows were released once; values: struct side_retired_id */
	bool knows_retired;
	struct map
		unlisted; /* of a definition, ids in its folder that the pack is without; values: paths of their files */
	const char *retired_path; /* of retired.xml, whether it is there or not; of a tree */
	struct satchel *pack;	  /* or NULL */
	struct buf text;	  /* of a lock: its strings are views into it */
	struct buf why;		  /* what is wrong with it, a line each */
};

enum side_status {
	SIDE_OK,
	SIDE_BROKEN, /* it can't be read, or has mistakes; why says more */
	SIDE_NO_MEMORY,
};

/* Opens what path names: a file that ends in .xml is a pack definition, one that ends in .lock a lock, any other file a
 * pack. jobs threads read lessons; 0: as many as there are processors. Release the side whatever comes back. */
enum side_status side_open(struct side *side, const char *path, unsigned jobs) MUST_CHECK;
/* Both, at the same time where jobs allows it and libxml2 does. */
void side_open_both(struct side *sides[2], const char *const paths[2], unsigned jobs, enum side_status statuses[2]);
/* The same for an open file that holds a pack; path names it. */
enum side_status side_open_pack_fd(struct side *side, const char *path, int fd) MUST_CHECK;
/* A side that holds nothing: what there was before the first release. path names it. */
void side_open_nothing(struct side *side, const char *path);
void side_release(struct side *side);

/* The records of a lesson, in the arena, with their lesson set; those of a lock have no lines.
 * Several threads may call it at a time, each with an arena and a why of its own. NULL where that fails: why says so,
 * or the arena remembers. */
struct record *side_records(const struct side *side, size_t lesson, enum record_detail detail, struct arena *arena,
			    struct buf *why) MUST_CHECK;

enum side_retired side_is_retired(const struct side *side, const char *id);
/* NULL where the side knows of no such item, or no places at all. */
const struct side_item *side_find_item(const struct side_lesson *lesson, const char *id);

/* The parts of side_open. */
enum side_status side_take_pack(struct side *side, struct satchel *pack, const struct satchel_error *error) MUST_CHECK;
enum side_status side_open_tree(struct side *side, bool is_folder, unsigned jobs) MUST_CHECK;
enum side_status side_open_lock(struct side *side) MUST_CHECK;
/* Reads retired.xml of the tree that folder is in. */
enum side_status side_read_retired(struct side *side, const char *folder) MUST_CHECK;
uint64_t side_about(const char *title, const char *licence, const char *lang);

#endif
