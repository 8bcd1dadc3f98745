#include "pack/zip_writer.h"

#include <sodium.h>
#include <zlib.h>

enum { LOCAL_SIZE = 30, CENTRAL_SIZE = 46, COUNT_MAX = 65534 };
enum { VERSION = 20, METHOD_DEFLATE = 8, TIME = 0, DATE = 0x0021 /* 1980-01-01 */ };

/* Deflates raw to packed->stored; false where memory ran out. fits is false where that would not be smaller. */
static bool deflate_all(struct packed *packed, struct str raw, bool *fits)
{
	*fits = false;
	if (raw.len < 2)
		return true;
	char *to = buf_reserve(&packed->stored, raw.len - 1);
	z_stream stream = { .next_in = (Bytef *)(uintptr_t)raw.at,
			    .avail_in = (uInt)raw.len,
			    .next_out = (Bytef *)to,
			    .avail_out = (uInt)(raw.len - 1) };
	if (!to || deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
				Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	/* Where the room for something smaller does not do, deflate stops short of the end. */
	*fits = deflate(&stream, Z_FINISH) == Z_STREAM_END;
	if (*fits)
		buf_grew(&packed->stored, stream.total_out);
	deflateEnd(&stream);
	return true;
}

bool packed_make(struct packed *packed, struct str raw, bool deflate)
{
	*packed = (struct packed){ .raw_size = raw.len };
	buf_init(&packed->stored, UINT32_MAX);
	if (raw.len >= UINT32_MAX)
		return false;
	if (deflate && !deflate_all(packed, raw, &packed->deflated))
		return false;
	if (!packed->deflated)
		buf_str(&packed->stored, raw);
	if (buf_failed(&packed->stored))
		return false;
	struct str stored = buf_view(&packed->stored);
	packed->crc = (uint32_t)crc32(crc32(0, NULL, 0), (const Bytef *)raw.at, (uInt)raw.len);
	crypto_hash_sha256(packed->raw_sha256, (const unsigned char *)raw.at, raw.len);
	crypto_hash_sha256(packed->stored_sha256, (const unsigned char *)stored.at, stored.len);
	return true;
}

void packed_release(struct packed *packed)
{
	buf_release(&packed->stored);
}

size_t packed_extent(const struct packed *packed, const char *name)
{
	return LOCAL_SIZE + strlen(name) + packed->stored.len;
}

/* Fields are little-endian. */
static void put(struct buf *out, unsigned size, uint64_t value)
{
	for (unsigned i = 0; i < size; i++)
		buf_char(out, (char)(value >> 8 * i & 0xff));
}

/* The run of fields, from the version needed to the length of the extra field, that local header and central
 * directory have in common. */
static void put_common(struct buf *out, const char *name, const struct packed *packed)
{
	put(out, 2, VERSION);
	put(out, 2, 0); /* flags */
	put(out, 2, packed->deflated ? METHOD_DEFLATE : 0);
	put(out, 2, TIME);
	put(out, 2, DATE);
	put(out, 4, packed->crc);
	put(out, 4, packed->stored.len);
	put(out, 4, packed->raw_size);
	put(out, 2, strlen(name));
	put(out, 2, 0); /* extra field */
}

static void put_central(struct buf *out, const char *name, const struct packed *packed, uint64_t offset)
{
	buf_add(out, "PK\1\2", 4);
	put(out, 2, VERSION); /* made by: MS-DOS, so that the attributes mean nothing */
	put_common(out, name, packed);
	put(out, 2, 0); /* comment */
	put(out, 2, 0); /* disk */
	put(out, 2, 0); /* internal attributes */
	put(out, 4, 0); /* external attributes */
	put(out, 4, offset);
	buf_text(out, name);
}

void zip_writer_init(struct zip_writer *writer, FILE *out)
{
	*writer = (struct zip_writer){ .out = out };
	buf_init(&writer->directory, BUF_CAP);
}

static void write_out(struct zip_writer *writer, struct str bytes)
{
	if (writer->status == ZIP_OK && bytes.len && fwrite(bytes.at, 1, bytes.len, writer->out) != bytes.len)
		writer->status = ZIP_FAILED;
	writer->offset += bytes.len;
}

void zip_writer_add(struct zip_writer *writer, const char *name, const struct packed *packed)
{
	struct buf header;
	if (writer->status != ZIP_OK)
		return;
	if (writer->count == COUNT_MAX || writer->offset + packed_extent(packed, name) > UINT32_MAX) {
		writer->status = ZIP_TOO_LARGE;
		return;
	}
	put_central(&writer->directory, name, packed, writer->offset);
	buf_init(&header, BUF_CAP);
	buf_add(&header, "PK\3\4", 4);
	put_common(&header, name, packed);
	buf_text(&header, name);
	if (buf_failed(&header) || buf_failed(&writer->directory))
		writer->status = ZIP_NO_MEMORY;
	write_out(writer, buf_view(&header));
	write_out(writer, buf_view(&packed->stored));
	buf_release(&header);
	writer->count++;
}

enum zip_status zip_writer_finish(struct zip_writer *writer)
{
	uint64_t start = writer->offset, size = writer->directory.len;
	if (writer->status == ZIP_OK && start + size > UINT32_MAX)
		writer->status = ZIP_TOO_LARGE;
	struct buf *end = &writer->directory;
	buf_add(end, "PK\5\6", 4);
	put(end, 2, 0); /* this disk */
	put(end, 2, 0); /* the central directory's */
	put(end, 2, writer->count);
	put(end, 2, writer->count);
	put(end, 4, size);
	put(end, 4, start);
	put(end, 2, 0); /* comment */
	if (buf_failed(end) && writer->status == ZIP_OK)
		writer->status = ZIP_NO_MEMORY;
	write_out(writer, buf_view(end));
	buf_release(end);
	return writer->status;
}
