#include "pack/deflate.h"

#include "reader/digest.h"
#include "reader/zip.h"

#include <stdlib.h>

struct deflater *deflater_new(int level)
{
	struct deflater *deflater = calloc(1, sizeof(*deflater));
	if (!deflater)
		return NULL;
	deflater->level = level;
	deflater->compressor = libdeflate_alloc_compressor(level);
	if (deflater->compressor)
		return deflater;
	free(deflater);
	return NULL;
}

void deflater_free(struct deflater *deflater)
{
	if (!deflater)
		return;
	libdeflate_free_compressor(deflater->compressor);
	free(deflater);
}

/* Deflates raw into packed->stored; false if memory ran out. fits is false if that would not be smaller. */
static bool deflate_all(struct packed *packed, struct str raw, struct deflater *deflater, bool *fits)
{
	*fits = false;
	if (raw.len < 2)
		return true;
	char *to = buf_reserve(&packed->stored, raw.len - 1);
	if (!to)
		return false;
	size_t size = libdeflate_deflate_compress(deflater->compressor, raw.at, raw.len, to, raw.len - 1);
	*fits = size > 0;
	if (*fits)
		buf_grew(&packed->stored, size);
	return true;
}

bool packed_describe(struct packed *packed, struct str raw)
{
	*packed = (struct packed){ .raw_size = raw.len };
	buf_init(&packed->stored, UINT32_MAX);
	if (raw.len >= UINT32_MAX)
		return false;
	packed->crc = libdeflate_crc32(0, raw.at, raw.len);
	sha256(packed->raw_sha256, raw.at, raw.len);
	return true;
}

bool packed_fill(struct packed *packed, struct str raw, struct deflater *deflater)
{
	uint8_t digest[ZIP_DIGEST_SIZE];
	if (deflater && !deflate_all(packed, raw, deflater, &packed->deflated))
		return false;
	if (!packed->deflated)
		buf_str(&packed->stored, raw);
	if (buf_failed(&packed->stored))
		return false;
	struct str stored = buf_view(&packed->stored);
	packed->stored_size = stored.len;
	sha256(digest, stored.at, stored.len);
	memcpy(packed->digest, digest, sizeof(packed->digest));
	return true;
}

bool packed_make(struct packed *packed, struct str raw, int level)
{
	if (!packed_describe(packed, raw))
		return false;
	struct deflater *deflater = level ? deflater_new(level) : NULL;
	bool good = (deflater || !level) && packed_fill(packed, raw, deflater);
	deflater_free(deflater);
	return good;
}

void packed_release(struct packed *packed)
{
	buf_release(&packed->stored);
	packed->stored_size = 0;
}

size_t packed_extent(const struct packed *packed, const char *name)
{
	return ZIP_LOCAL_SIZE + strlen(name) + packed->stored_size;
}
