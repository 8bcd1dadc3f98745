/* An older pack from which the stored bytes of unchanged entries are taken, so that another version or level of
 * libdeflate does not change them. */
#ifndef PACK_BASE_PACK_H
#define PACK_BASE_PACK_H

#include "base/result.h"
#include "pack/deflate.h"
#include "reader/satchel.h"

struct base {
	const char *path;
	struct satchel *pack;
	struct satchel_entry *entries; /* sorted by the digest of their raw bytes */
	size_t count, room;
	bool failed; /* memory ran out */
};

/* Opens the pack at path, and checks its index and that its id is id. Entries are checked when they are taken: against
 * the digests in its index here, and against their raw bytes when the new pack is read back. path must stay valid.
 * Close it whatever the result. */
enum result base_open(struct base *base, const char *path, struct str id, struct buf *why) MUST_CHECK;
void base_close(struct base *base);
/* Checks all of the base, for the reason of a failure. Returns status if the base is valid. */
enum result base_blame(const struct base *base, enum result status, struct buf *why) MUST_CHECK;
/* Takes the stored bytes for the raw bytes described by packed. False if the base does not have them. Thread-safe. */
bool base_take(const struct base *base, struct packed *packed) MUST_CHECK;

#endif
