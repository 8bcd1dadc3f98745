#include "pack/store.h"

#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum result store_open(struct store *store, const char *path, const struct base *base, int level,
		       struct buf *why)
{
	struct buf folder;
	buf_init(&folder, 64 * 1024);
	buf_str(&folder, path_folder(path));
	store->fd = -1;
	store->path = path;
	store->end = 0;
	store->base = base;
	store->level = level;
	store->idle = NULL;
	if (!buf_failed(&folder)) {
#ifdef O_TMPFILE
		store->fd = open(buf_cstr(&folder), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#else
		errno = EOPNOTSUPP;
#endif
		buf_text(&folder, "/.satchel-XXXXXX");
	}
	/* Unnamed files are not supported by all systems and file systems. */
	if (store->fd < 0 && !buf_failed(&folder) && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
		store->fd = mkostemp(folder.at, O_CLOEXEC);
		if (store->fd >= 0)
			unlink(folder.at);
	}
	enum result result = buf_failed(&folder) ? RESULT_NO_MEMORY
			     : store->fd >= 0	 ? RESULT_OK
						 : file_result(FILE_FAILED, "write", path, why);
	buf_release(&folder);
	if (store->fd >= 0 && pthread_mutex_init(&store->lock, NULL) != 0) {
		close(store->fd);
		store->fd = -1;
		result = RESULT_NO_MEMORY;
	}
	return result;
}

void store_close(struct store *store)
{
	if (store->fd < 0)
		return;
	for (struct deflater *deflater = store->idle, *next; deflater; deflater = next) {
		next = deflater->next;
		deflater_free(deflater);
	}
	pthread_mutex_destroy(&store->lock);
	close(store->fd);
	store->fd = -1;
}

/* Takes ownership of the stored bytes. False: errno says why. */
static bool put(struct store *store, struct packed *packed)
{
	size_t size = packed->stored.len, done = 0;
	uint64_t at = atomic_fetch_add(&store->end, size);
	while (done < size) {
		ssize_t got = pwrite(store->fd, packed->stored.at + done, size - done, (off_t)(at + done));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			errno = got == 0 ? ENOSPC : errno;
			return false;
		}
		done += (size_t)got;
	}
	buf_release(&packed->stored);
	packed->store = store;
	packed->at = at;
	return true;
}

static struct deflater *take_deflater(struct store *store, int level)
{
	pthread_mutex_lock(&store->lock);
	struct deflater **from = &store->idle;
	while (*from && (*from)->level != level)
		from = &(*from)->next;
	struct deflater *deflater = *from;
	if (deflater)
		*from = deflater->next;
	pthread_mutex_unlock(&store->lock);
	return deflater ? deflater : deflater_new(level);
}

static void give_back(struct store *store, struct deflater *deflater)
{
	pthread_mutex_lock(&store->lock);
	deflater->next = store->idle;
	store->idle = deflater;
	pthread_mutex_unlock(&store->lock);
}

static bool make(struct store *store, struct packed *packed, struct str raw, int level)
{
	if (!packed_describe(packed, raw))
		return false;
	if (level == DEFLATE_NONE)
		return packed_fill(packed, raw, NULL);
	if (store->base && base_take(store->base, packed))
		return true;
	struct deflater *deflater = take_deflater(store, level);
	if (!deflater)
		return false;
	bool good = packed_fill(packed, raw, deflater);
	give_back(store, deflater);
	return good;
}

enum result store_pack(struct store *store, struct packed *packed, struct str raw, bool deflate, struct buf *why)
{
	enum result status = RESULT_NO_MEMORY;
	if (make(store, packed, raw, deflate ? store->level : DEFLATE_NONE))
		status = file_result(put(store, packed) ? FILE_OK : FILE_FAILED, "write", store->path, why);
	if (status != RESULT_OK)
		packed_release(packed);
	return status;
}

bool store_page(struct store *store, struct packed *packed, struct str raw)
{
	return make(store, packed, raw, DEFLATE_PAGES);
}

bool store_get(const struct store *store, uint64_t offset, void *bytes, size_t size)
{
	size_t done = 0;
	while (done < size) {
		ssize_t got = pread(store->fd, (char *)bytes + done, size - done, (off_t)(offset + done));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			errno = got == 0 ? EIO : errno;
			return false;
		}
		done += (size_t)got;
	}
	return true;
}
