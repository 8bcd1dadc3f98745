/* The stored form of an entry. */
#ifndef PACK_DEFLATE_H
#define PACK_DEFLATE_H

#include "base/buf.h"

#include <libdeflate.h>
#include <stdint.h>

enum { ZIP_DIGEST_SIZE = 32, SHORT_DIGEST_SIZE = 16 };

/* The implementation of deflate, as the manifest names it. */
#define DEFLATE_LIBRARY "libdeflate"
#define DEFLATE_LIBRARY_VERSION DEFLATE_LIBRARY " " LIBDEFLATE_VERSION_STRING

/* Its levels. The best one makes lessons 2 % smaller than the fast one, in nine times the time. */
enum {
	DEFLATE_NONE = 0, /* store it */
	DEFLATE_FAST = 6,
	DEFLATE_BEST = 12,
	/* Of the pages of the index that updates rebuild instead of fetching them, whatever the level of the pack. */
	DEFLATE_REBUILT = DEFLATE_FAST,
};

struct store;

/* A reusable compressor, because creating one takes as long as deflating a short lesson. For one thread. */
struct deflater {
	struct libdeflate_compressor *compressor;
	int level;
	struct deflater *next; /* in a list of idle ones */
};

struct packed {
	struct buf stored;         /* empty if they are in a store */
	size_t stored_size;
	const struct store *store; /* or NULL: see pack/store.h */
	uint64_t at;               /* offset in the store */
	size_t raw_size;
	uint32_t crc;
	bool deflated;
	uint8_t digest[SHORT_DIGEST_SIZE]; /* of the stored bytes */
	uint8_t raw_sha256[ZIP_DIGEST_SIZE];
};

/* Records the length, CRC-32 and digest of raw. False if it is 4 GiB or more. */
bool packed_describe(struct packed *packed, struct str raw) MUST_CHECK;
/* The level is not DEFLATE_NONE. NULL if memory ran out. */
struct deflater *deflater_new(int level) MUST_CHECK;
void deflater_free(struct deflater *deflater); /* or NULL */

/* Deflates raw, which packed describes, if that makes it smaller and deflater is not NULL. False if memory ran out;
 * release it even then. */
bool packed_fill(struct packed *packed, struct str raw, struct deflater *deflater) MUST_CHECK;
/* Does both, with a deflater of its own. */
bool packed_make(struct packed *packed, struct str raw, int level) MUST_CHECK;
void packed_release(struct packed *packed);

/* The size of an entry without its central record: local header, name and stored bytes. */
size_t packed_extent(const struct packed *packed, const char *name);

#endif
