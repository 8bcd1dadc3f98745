/* An older pack whose stored bytes are taken over for what has not changed, so that another zlib leaves them as they
 * were. */
#ifndef PACK_BASE_H
#define PACK_BASE_H

#include "pack/packed.h"
#include "reader/satchel.h"

struct base {
	struct satchel *pack;
	struct satchel_entry *entries; /* by the digest of their raw bytes */
	size_t count, room;
	bool failed; /* memory ran out */
};

enum base_status {
	BASE_OK,
	BASE_REFUSED, /* broken, or of another pack: why says so */
	BASE_FAILED,  /* it can't be read: why says why */
	BASE_NO_MEMORY,
};

/* Opens the pack at path, checks all of it, and that it is of the pack id. Close it whatever comes back. */
enum base_status base_open(struct base *base, const char *path, struct str id, struct buf *why) MUST_CHECK;
void base_close(struct base *base);
/* Takes over the stored bytes of the raw bytes that packed tells of. False where the base does not have them. Threads
 * may call it at the same time. */
bool base_take(const struct base *base, struct packed *packed) MUST_CHECK;

#endif
