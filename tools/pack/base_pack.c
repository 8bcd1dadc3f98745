#include "pack/base_pack.h"

#include "base/array.h"
#include "base/file.h"
#include "reader/zip.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static int by_raw(const void *a, const void *b)
{
	const struct base_entry *one = a, *other = b;
	uint32_t x = one->entry.raw_size, y = other->entry.raw_size;
	return one->crc != other->crc ? (one->crc > other->crc) - (one->crc < other->crc) : (x > y) - (x < y);
}

bool base_read_crc(int fd, const struct satchel_entry *entry, uint32_t *crc)
{
	unsigned char header[ZIP_LOCAL_SIZE];
	struct zip_entry local = { 0 };
	if (!file_read_at(fd, entry->offset, header, sizeof(header)))
		return false;
	zip_get_local(header, &local);
	*crc = local.crc;
	return true;
}

static bool keep_entry(void *context, const struct satchel_entry *entry)
{
	struct base *base = context;
	struct base_entry *more = array_grow(base->entries, base->count, &base->room, sizeof(*more));
	if (!more) {
		base->failed = true;
		return false;
	}
	base->entries = more;
	struct base_entry *own = &base->entries[base->count];
	*own = (struct base_entry){ .entry = *entry };
	base->count += base_read_crc(base->fd, entry, &own->crc);
	return true;
}

static enum result refuse(const char *path, const struct satchel_error *error, struct buf *why)
{
	switch (error->status) {
	case SATCHEL_NO_MEMORY: return RESULT_NO_MEMORY;
	case SATCHEL_UNREADABLE:
		buf_format(why, "cannot read the base '%s': %s", path, error->message);
		return RESULT_FAILED;
	default: buf_format(why, "%s: error: cannot be the base: %s", path, error->message); return RESULT_REFUSED;
	}
}

enum result base_open(struct base *base, const char *path, struct str id, struct buf *why)
{
	struct satchel_error error;
	*base = (struct base){ .fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) };
	if (base->fd < 0) {
		buf_format(why, "cannot read the base '%s': cannot open: %s", path, file_status_text(FILE_FAILED));
		return RESULT_FAILED;
	}
	if (!(base->pack = satchel_open_fd(base->fd, &error)) ||
	    satchel_list_entries(base->pack, keep_entry, base, &error) != SATCHEL_OK)
		return refuse(path, &error, why);
	if (base->failed)
		return RESULT_NO_MEMORY;
	const struct satchel_manifest *manifest = satchel_manifest(base->pack);
	if (!str_is(id, manifest->id)) {
		buf_format(why, "%s: error: cannot be the base: it is the pack \"%s\", not \"%.*s\"", path,
			   manifest->id, STR_ARG(id));
		return RESULT_REFUSED;
	}
	qsort(base->entries, base->count, sizeof(*base->entries), by_raw);
	return RESULT_OK;
}

void base_close(struct base *base)
{
	satchel_close(base->pack);
	free(base->entries);
	if (base->fd >= 0)
		close(base->fd);
}

static bool is_raw(const struct base *base, const struct satchel_entry *entry, struct str raw)
{
	struct satchel_bytes bytes;
	if (satchel_read_entry(base->pack, entry, &bytes, NULL) != SATCHEL_OK)
		return false;
	bool same = str_equal((struct str){ bytes.at, bytes.size }, raw);
	satchel_bytes_free(&bytes);
	return same;
}

bool base_take(const struct base *base, struct packed *packed, struct str raw)
{
	struct base_entry key = { .entry.raw_size = (uint32_t)packed->raw_size, .crc = packed->crc };
	struct satchel_bytes bytes;
	const struct base_entry *known =
		base->count ? bsearch(&key, base->entries, base->count, sizeof(key), by_raw) : NULL;
	const struct satchel_entry *found = known ? &known->entry : NULL;
	/* If this entry of the base is damaged, it is made again. */
	if (!found || !is_raw(base, found, raw) || satchel_read_stored(base->pack, found, &bytes, NULL) != SATCHEL_OK)
		return false;
	buf_add(&packed->stored, bytes.at, bytes.size);
	satchel_bytes_free(&bytes);
	if (buf_failed(&packed->stored))
		return false;
	packed->stored_size = packed->stored.len;
	packed->deflated = found->stored_size < found->raw_size;
	memcpy(packed->digest, found->digest, sizeof(packed->digest));
	return true;
}
