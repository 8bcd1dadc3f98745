/* One side of a comparison: a pack, a pack definition with its lessons, a folder of lessons, or the lock of a pack,
 * which has no words. */
#ifndef COMPARE_SIDE_H
#define COMPARE_SIDE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/result.h"
#include "compare/record.h"
#include "report/source.h"

struct side_unit {
	const char *id, *title; /* title is "" for a lock */
	uint64_t title_digest;
	size_t lesson_count;
};

/* The location of a question, card or entry in its lesson's file, and its declaration. */
struct side_item {
	const char *id;
	struct location location;
	struct str progress; /* value of the attribute; at is NULL if it has none */
	struct location progress_location;
	struct side_item *next;
};

/* What a pack says of itself. */
enum side_fact {
	FACT_TITLE,
	FACT_DESCRIPTION,
	FACT_COVER,
	FACT_PEOPLE,
	FACT_REST, /* where the rest of a free edition is */
	FACT_LICENCE,
	FACT_LANGUAGE,
	SIDE_FACTS
};

struct satchel;
struct satchel_entry;
struct satchel_error;

enum { SIDE_DIGEST_SIZE = 16, SIDE_PACKS_MAX = 8 };

/* A published pack. */
struct side_pack {
	const char *edition, *sha256; /* of the signed file, 64 lower-case hexadecimal digits */
};

struct side_lesson {
	const char *id, *title;
	size_t unit;			  /* index of its unit; 0 if there are none */
	uint8_t digest[SIDE_DIGEST_SIZE]; /* the beginning of the SHA-256 of its JSON; of a pack, see side_digest */
	bool hashed;			  /* digest is set; only for a pack */
	/* For a tree: */
	struct buf json;
	const char *path;
	struct location location;
	struct side_item *items;
	const struct satchel_entry *entry; /* in its pack; else NULL */
	struct str lines;		   /* for a lock: its lines */
};

/* Why an id was retired; both are "" if only a lock lists it. */
struct side_retired_id {
	struct str reason, replaced_by;
};

/* Whether an id was retired. */
enum side_retired { RETIRED_NO, RETIRED_YES, RETIRED_UNKNOWN };

struct side {
	struct arena arena; /* all strings and arrays */
	const char *path;
	const char *id, *title, *version, *edition; /* NULL for a folder of lessons; title also for a lock */
	uint64_t release;			    /* 0 for a folder */
	const char *date;			    /* of the release, YYYY-MM-DD; NULL if unknown */
	struct side_pack packs[SIDE_PACKS_MAX];	    /* for a lock: the packs published as this release */
	size_t pack_count;
	uint64_t facts[SIDE_FACTS];		    /* their digests; 0 if absent, or for a lock or folder */
	uint64_t about;				    /* digest of all of them; 0 for a folder */
	struct location version_location, release_location;  /* of the definition's attributes */
	struct side_unit *units;
	size_t unit_count;
	struct side_lesson *lessons; /* in reading order; by path for a folder */
	size_t lesson_count;
	bool is_lock, is_nothing;
	struct map retired; /* ids in retired.xml, or removed ids in a lock; values: struct side_retired_id */
	bool knows_retired;
	struct map
		unlisted; /* for a definition: ids in its folder that the pack lacks; values: paths of their files */
	const char *retired_path; /* of retired.xml, even if it does not exist; for a tree */
	struct satchel *pack;	  /* or NULL */
	struct buf text;	  /* for a lock: the content, into which its strings point */
	struct buf why;		  /* errors, one per line */
};

/* Opens path: a file that ends with .xml is a pack definition, one that ends with .lock a lock, any other file a pack.
 * jobs is the number of threads that read lessons; 0: the number of processors. Release the side whatever the
 * result. */
enum result side_open(struct side *side, const char *path, unsigned jobs) MUST_CHECK;
/* Opens both, in parallel if jobs and libxml2 permit. */
void side_open_both(struct side *sides[2], const char *const paths[2], unsigned jobs, enum result statuses[2]);
/* The same for an open pack file; path is its name. */
enum result side_open_pack_fd(struct side *side, const char *path, int fd) MUST_CHECK;
/* An empty side: the state before the first release. path is its name. */
void side_open_nothing(struct side *side, const char *path);
/* A side of one lesson: its text, of which path need not exist, without the files that it shows, so that it never
 * equals a released one; or what the lock at path has of the lesson with that id, which may be nothing. Items that were
 * in another lesson are new. */
enum result side_open_lesson(struct side *side, const char *path, struct str text) MUST_CHECK;
enum result side_open_lock_lesson(struct side *side, const char *path, struct str id) MUST_CHECK;
void side_release(struct side *side);

/* The records of a lesson, in the arena, with their lesson set; those of a lock have no lines. Thread-safe if each
 * thread has its own arena and why. NULL on failure: see why, or the arena records it. */
struct record *side_records(const struct side *side, size_t lesson, enum record_detail detail, struct arena *arena,
			    struct buf *why) MUST_CHECK;

/* The digest of a lesson, which is equal for equal lessons. It is zero if its pack is damaged. */
const uint8_t *side_digest(const struct side *side, size_t lesson) MUST_CHECK;
/* Whether two lessons are certainly equal; does not read those of two packs. */
bool side_same_lesson(const struct side *one, size_t lesson, const struct side *other, size_t of_other) MUST_CHECK;

enum side_retired side_is_retired(const struct side *side, const char *id);
/* NULL if the side has no such item, or no locations. */
const struct side_item *side_find_item(const struct side_lesson *lesson, const char *id);

/* The parts of side_open. */
enum result side_take_pack(struct side *side, struct satchel *pack, const struct satchel_error *error) MUST_CHECK;
enum result side_open_tree(struct side *side, bool is_folder, unsigned jobs) MUST_CHECK;
enum result side_open_lock(struct side *side) MUST_CHECK;
/* Reads retired.xml of the tree that contains folder. */
enum result side_read_retired(struct side *side, const char *folder) MUST_CHECK;
/* Sets facts and about. The elements may be NULL. */
void side_set_about(struct side *side, const char *const facts[SIDE_FACTS]);
/* The JSON of a member of the object json, for side_set_about: in the arena; NULL if there is none. */
const char *side_member(struct side *side, const char *json, const char *member) MUST_CHECK;

#endif
