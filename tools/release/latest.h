/* latest.json: which release is the newest, and where its packs are. packs/FORMAT.md specifies it. */
#ifndef RELEASE_LATEST_H
#define RELEASE_LATEST_H

#include "base/date.h"
#include "base/result.h"
#include "reader/satchel.h"
#include "release/checksums.h"

enum {
	LATEST_FORMAT = 1,
	LATEST_SIZE_MAX = 64 * 1024,
	LATEST_EDITIONS_MAX = 8,
	LATEST_VERSION_SIZE = 128, /* for three numbers of nine digits and a pre-release of 64 characters */
};

struct release_edition {
	char edition[SATCHEL_ID_MAX + 1];
	char url[CHECKSUM_NAME_MAX + 1]; /* file name relative to latest.json */
	uint64_t size;
	uint64_t head; /* bytes before the local header of the first lesson */
	char sha256[DIGEST_HEX_SIZE];
	char content_root[DIGEST_HEX_SIZE];
};

struct release_latest {
	char id[SATCHEL_ID_MAX + 1];
	char version[LATEST_VERSION_SIZE];
	char date[DATE_SIZE], expires[DATE_SIZE];
	struct str title; /* borrowed; not set by release_latest_read */
	uint64_t release;
	struct release_edition editions[LATEST_EDITIONS_MAX];
	size_t edition_count;
};

/* Appends the record as JSON. */
void release_latest_write(const struct release_latest *latest, struct buf *out);
/* Parses the output of release_latest_write, and rejects what other programs may add. False if it is anything else, or
 * memory ran out. */
bool release_latest_read(struct release_latest *latest, struct str text) MUST_CHECK;
/* Whether its date is not before that of another release with the number release; date is NULL if there is none. */
enum result release_latest_follows(const struct release_latest *latest, const char *date, uint64_t release,
				   struct buf *why) MUST_CHECK;
/* Fills in the properties of the signed pack at path, except its url, after checking that this key signed it and that
 * id, version and release are those of the record. */
enum result release_latest_measure(const struct release_latest *latest, struct release_edition *edition,
				   const char *path, const struct satchel_key *key, struct buf *why) MUST_CHECK;

#endif
