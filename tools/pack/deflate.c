#include "pack/deflate.h"

#include "reader/digest.h"
#include "reader/zip.h"

#include <stdlib.h>

enum {
	/* Only search indexes of large packs are longer; the best level would take nine times as long for 3 %. */
	LONG = 1024 * 1024,
	LEVEL_OF_LONG = 7,
};

struct deflater *deflater_new(void)
{
	struct deflater *deflater = calloc(1, sizeof(*deflater));
	if (deflater && deflateInit2(&deflater->stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
				  Z_DEFAULT_STRATEGY) == Z_OK)
		return deflater;
	free(deflater);
	return NULL;
}

void deflater_free(struct deflater *deflater)
{
	if (!deflater)
		return;
	deflateEnd(&deflater->stream);
	free(deflater);
}

/* Deflates raw into packed->stored; false if memory ran out. fits is false if that would not be smaller. */
static bool deflate_all(struct packed *packed, struct str raw, struct deflater *deflater, bool *fits)
{
	*fits = false;
	if (raw.len < 2)
		return true;
	char *to = buf_reserve(&packed->stored, raw.len - 1);
	z_stream *stream = &deflater->stream;
	int level = raw.len > LONG ? LEVEL_OF_LONG : Z_BEST_COMPRESSION;
	if (!to || deflateReset(stream) != Z_OK || deflateParams(stream, level, Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	stream->next_in = (Bytef *)(uintptr_t)raw.at;
	stream->avail_in = (uInt)raw.len;
	stream->next_out = (Bytef *)to;
	stream->avail_out = (uInt)(raw.len - 1);
	/* If the result does not fit into the smaller buffer, deflate stops before the end. */
	*fits = deflate(stream, Z_FINISH) == Z_STREAM_END;
	if (*fits)
		buf_grew(&packed->stored, stream->total_out);
	return true;
}

bool packed_describe(struct packed *packed, struct str raw)
{
	*packed = (struct packed){ .raw_size = raw.len };
	buf_init(&packed->stored, UINT32_MAX);
	if (raw.len >= UINT32_MAX)
		return false;
	packed->crc = (uint32_t)crc32(crc32(0, NULL, 0), (const Bytef *)raw.at, (uInt)raw.len);
	sha256(packed->raw_sha256, raw.at, raw.len);
	return true;
}

bool packed_fill(struct packed *packed, struct str raw, struct deflater *deflater)
{
	if (deflater && !deflate_all(packed, raw, deflater, &packed->deflated))
		return false;
	if (!packed->deflated)
		buf_str(&packed->stored, raw);
	if (buf_failed(&packed->stored))
		return false;
	struct str stored = buf_view(&packed->stored);
	packed->stored_size = stored.len;
	sha256(packed->stored_sha256, stored.at, stored.len);
	return true;
}

bool packed_make(struct packed *packed, struct str raw, bool deflate)
{
	if (!packed_describe(packed, raw))
		return false;
	struct deflater *deflater = deflate ? deflater_new() : NULL;
	bool good = (deflater || !deflate) && packed_fill(packed, raw, deflater);
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
