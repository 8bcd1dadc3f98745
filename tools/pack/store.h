/* Where the stored bytes of entries wait until the archive is written: a file without a name beside the pack, so that
 * memory does not grow with the pack, and nothing is left behind whatever happens. */
#ifndef PACK_STORE_H
#define PACK_STORE_H

#include "pack/base.h"

#include <pthread.h>
#include <stdatomic.h>

struct store {
	int fd;
	const char *path; /* of the pack that it is for; borrowed */
	atomic_uint_least64_t end;
	const struct base *base; /* or NULL */
	pthread_mutex_t lock;
	struct deflater *idle; /* those that no thread uses; under the lock */
};

enum store_status {
	STORE_OK,
	STORE_FAILED, /* writing failed; errno says why */
	STORE_NO_MEMORY,
};

/* Makes it in the folder of path. False where that fails; errno says why. */
bool store_open(struct store *store, const char *path, const struct base *base) MUST_CHECK;
void store_close(struct store *store);
/* Packs raw, deflated where that is asked for and makes it smaller; as it is in the base, where it is there. packed
 * lives no longer than the store and may be copied. Threads may pack at the same time. */
enum store_status store_pack(struct store *store, struct packed *packed, struct str raw, bool deflate) MUST_CHECK;
/* size bytes from offset on. False where reading failed; errno says why. */
bool store_get(const struct store *store, uint64_t offset, void *bytes, size_t size) MUST_CHECK;

#endif
