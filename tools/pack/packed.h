/* An entry's bytes as they will stand in the archive. */
#ifndef PACK_PACKED_H
#define PACK_PACKED_H

#include "base/buf.h"

#include <stdint.h>
#include <zlib.h>

enum { ZIP_DIGEST_SIZE = 32 };

struct store;

/* What deflates one entry after another: to make it takes as long as to deflate a short lesson. For one thread. */
struct deflater {
	z_stream stream;
	struct deflater *next; /* in a list of those at rest */
};

struct packed {
	struct buf stored;         /* empty where they are in a store */
	size_t stored_size;
	const struct store *store; /* or NULL: see pack/store.h */
	uint64_t at;               /* in there */
	size_t raw_size;
	uint32_t crc;
	bool deflated;
	uint8_t stored_sha256[ZIP_DIGEST_SIZE];
	uint8_t raw_sha256[ZIP_DIGEST_SIZE];
};

/* Tells what raw is: its length, CRC-32 and digest. False where it is 4 GiB or more. */
bool packed_tell(struct packed *packed, struct str raw) MUST_CHECK;
/* NULL where memory ran out. */
struct deflater *deflater_new(void) MUST_CHECK;
void deflater_free(struct deflater *deflater); /* or NULL */

/* Deflates raw, which packed tells of, where that makes it smaller; with no deflater it stays as it is. False where memory
 * ran out; release it all the same. */
bool packed_fill(struct packed *packed, struct str raw, struct deflater *deflater) MUST_CHECK;
/* Both, with a deflater of its own where that is asked for. */
bool packed_make(struct packed *packed, struct str raw, bool deflate) MUST_CHECK;
void packed_release(struct packed *packed);

/* What an entry takes up in front of the central directory: local header, name and stored bytes. */
size_t packed_extent(const struct packed *packed, const char *name);

#endif
