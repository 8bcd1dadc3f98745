#include "pack/store.h"

#include <stdlib.h>

enum result store_open(struct store *store, const char *path, const struct base *base, int level, struct buf *why)
{
	*store = (struct store){ .path = path, .base = base, .level = level };
	enum result result = file_result(file_writer_open(&store->file, path), "write", path, why);
	store->ready = result == RESULT_OK && pthread_mutex_init(&store->lock, NULL) == 0;
	return result == RESULT_OK && !store->ready ? RESULT_NO_MEMORY : result;
}

void store_close(struct store *store)
{
	for (struct deflater *deflater = store->idle, *next; deflater; deflater = next) {
		next = deflater->next;
		deflater_free(deflater);
	}
	if (store->ready)
		pthread_mutex_destroy(&store->lock);
	file_writer_drop(&store->file);
}

/* Takes ownership of the stored bytes. False: errno says why. */
static bool put(struct store *store, struct packed *packed)
{
	size_t size = packed->stored.len;
	uint64_t at = atomic_fetch_add(&store->end, size);
	if (!file_write_at(fileno(store->file.stream), at, packed->stored.at, size))
		return false;
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
	if (store->base && base_take(store->base, packed, raw))
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

bool store_page(struct store *store, struct packed *packed, struct str raw, int level)
{
	return make(store, packed, raw, level);
}

bool store_get(const struct store *store, uint64_t offset, void *bytes, size_t size)
{
	return file_read_at(fileno(store->file.stream), offset, bytes, size);
}

bool store_raw(const struct packed *packed, struct buf *raw)
{
	char *to = buf_reserve(raw, packed->raw_size), *stored = NULL;
	struct libdeflate_decompressor *inflater = NULL;
	bool good = false;
	if (!to)
		return false;
	if (!packed->deflated) {
		good = store_get(packed->store, packed->at, to, packed->raw_size);
		goto out;
	}
	stored = malloc(packed->stored_size);
	inflater = libdeflate_alloc_decompressor();
	good = stored && inflater && store_get(packed->store, packed->at, stored, packed->stored_size) &&
	       libdeflate_deflate_decompress(inflater, stored, packed->stored_size, to, packed->raw_size, NULL) ==
		       LIBDEFLATE_SUCCESS;
out:
	if (good)
		buf_grew(raw, packed->raw_size);
	libdeflate_free_decompressor(inflater);
	free(stored);
	return good;
}
