/* An older pack from which the stored bytes of unchanged entries are taken, so that another version or level of libdeflate
 * does not change them. */
#ifndef PACK_BASE_H
#define PACK_BASE_H

#include "base/result.h"
#include "pack/deflate.h"
#include "reader/satchel.h"

struct base {
	struct satchel *pack;
	struct satchel_entry *entries; /* sorted by the digest of their raw bytes */
	size_t count, room;
	bool failed; /* memory ran out */
};

/* Opens the pack at path, verifies it, and checks that its id is id. Close it whatever the result. */
enum result base_open(struct base *base, const char *path, struct str id, struct buf *why) MUST_CHECK;
void base_close(struct base *base);
/* Takes the stored bytes for the raw bytes described by packed. False if the base does not have them. Thread-safe. */
bool base_take(const struct base *base, struct packed *packed) MUST_CHECK;

#endif
