/* Keeps the stored bytes of entries until the archive is written: in a file beside the pack that is never committed, so
 * that memory use does not grow with the pack, and nothing remains after a failure. */
#ifndef PACK_STORE_H
#define PACK_STORE_H

#include "base/file.h"
#include "base/result.h"
#include "pack/base_pack.h"

#include <pthread.h>
#include <stdatomic.h>

struct store {
	struct file_writer file; /* never committed */
	const char *path; /* of the pack; borrowed */
	atomic_uint_least64_t end;
	const struct base *base; /* or NULL */
	int level;               /* of what is deflated */
	pthread_mutex_t lock;
	struct deflater *idle; /* not in use by any thread; protected by the lock */
	bool ready;	       /* the lock exists */
};

/* Creates it in the folder of path. Close it whatever the result. */
enum result store_open(struct store *store, const char *path, const struct base *base, int level,
		       struct buf *why) MUST_CHECK;
void store_close(struct store *store);
/* Packs raw, deflated if deflate is set and it becomes smaller; uses the bytes of the base if it has them. packed may
 * be copied, and is valid as long as the store. Thread-safe. */
enum result store_pack(struct store *store, struct packed *packed, struct str raw, bool deflate,
		       struct buf *why) MUST_CHECK;
/* The same for a page of the index, which stays in memory. False if memory ran out; release it even then. */
bool store_page(struct store *store, struct packed *packed, struct str raw, int level) MUST_CHECK;
/* Reads size bytes at offset. False, with errno, on failure. */
bool store_get(const struct store *store, uint64_t offset, void *bytes, size_t size) MUST_CHECK;
/* Appends the raw bytes of an entry in the store. False, with errno, on failure. */
bool store_raw(const struct packed *packed, struct buf *raw) MUST_CHECK;

#endif
