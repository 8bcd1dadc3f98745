#include "pack/base_pack.h"

#include "base/array.h"

#include <stdlib.h>

static int by_digest(const void *a, const void *b)
{
	const struct satchel_entry *one = a, *other = b;
	int order = memcmp(one->raw_sha256, other->raw_sha256, SATCHEL_DIGEST_SIZE);
	return order ? order : (one->raw_size > other->raw_size) - (one->raw_size < other->raw_size);
}

static bool keep_entry(void *context, const struct satchel_entry *entry)
{
	struct base *base = context;
	struct satchel_entry *more = array_grow(base->entries, base->count, &base->room, sizeof(*more));
	if (!more) {
		base->failed = true;
		return false;
	}
	base->entries = more;
	base->entries[base->count++] = *entry;
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
	*base = (struct base){ .path = path };
	if (!(base->pack = satchel_open(path, &error)) ||
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
	qsort(base->entries, base->count, sizeof(*base->entries), by_digest);
	return RESULT_OK;
}

void base_close(struct base *base)
{
	satchel_close(base->pack);
	free(base->entries);
}

enum result base_blame(const struct base *base, enum result status, struct buf *why)
{
	struct satchel_error error;
	if (satchel_verify(base->path, NULL, NULL, &error) == SATCHEL_OK)
		return status;
	buf_clear(why);
	return refuse(base->path, &error, why);
}

bool base_take(const struct base *base, struct packed *packed)
{
	struct satchel_entry key = { .raw_size = (uint32_t)packed->raw_size };
	struct satchel_bytes bytes;
	memcpy(key.raw_sha256, packed->raw_sha256, sizeof(key.raw_sha256));
	const struct satchel_entry *found =
		base->count ? bsearch(&key, base->entries, base->count, sizeof(key), by_digest) : NULL;
	/* If this entry of the base is damaged, it is made again. */
	if (!found || satchel_read_stored(base->pack, found, &bytes, NULL) != SATCHEL_OK)
		return false;
	buf_add(&packed->stored, bytes.at, bytes.size);
	satchel_bytes_free(&bytes);
	if (buf_failed(&packed->stored))
		return false;
	packed->stored_size = packed->stored.len;
	packed->deflated = found->stored_size < found->raw_size;
	memcpy(packed->stored_sha256, found->stored_sha256, sizeof(packed->stored_sha256));
	return true;
}
