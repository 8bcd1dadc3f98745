#include "pack/zip_writer.h"

#include "pack/store.h"

enum { COUNT_MAX = 65534 };
enum { VERSION = 20, METHOD_DEFLATE = 8, TIME = 0, DATE = 0x0021 /* 1980-01-01 */ };

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
	put(out, 4, packed->stored_size);
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

static void copy_out(struct zip_writer *writer, const struct packed *packed)
{
	char bytes[64 * 1024];
	for (size_t done = 0, size; writer->status == ZIP_OK && done < packed->stored_size; done += size) {
		size = packed->stored_size - done < sizeof(bytes) ? packed->stored_size - done : sizeof(bytes);
		if (store_get(packed->store, packed->at + done, bytes, size))
			write_out(writer, (struct str){ bytes, size });
		else
			writer->status = ZIP_FAILED;
	}
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
	if (packed->store)
		copy_out(writer, packed);
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
