#include "pack/zip_writer.h"

#include "base/file.h"
#include "pack/store.h"
#include "reader/zip.h"

/* More would need ZIP64. */
static const char too_large[] = "more than 65,534 entries, or 4 GiB in total";

/* Appends a record of an entry, written by put. */
static void append(struct buf *out, size_t (*put)(unsigned char *record, struct zip_entry entry, const char *name),
		   struct zip_entry entry, const char *name)
{
	char *to = buf_reserve(out, ZIP_CENTRAL_SIZE + strlen(name));
	if (to)
		buf_grew(out, put((unsigned char *)to, entry, name));
}

void zip_writer_init(struct zip_writer *writer, FILE *out, struct buf *why)
{
	*writer = (struct zip_writer){ .out = out, .why = why };
	buf_init(&writer->directory, BUF_CAP);
}

static void fail(struct zip_writer *writer, const char *reason)
{
	writer->status = RESULT_FAILED;
	buf_text(writer->why, reason);
}

static void write_out(struct zip_writer *writer, struct str bytes)
{
	if (writer->status == RESULT_OK && bytes.len && fwrite(bytes.at, 1, bytes.len, writer->out) != bytes.len)
		fail(writer, file_status_text(FILE_FAILED));
	writer->offset += bytes.len;
}

static void copy_out(struct zip_writer *writer, const struct packed *packed)
{
	char bytes[64 * 1024];
	for (size_t done = 0, size; writer->status == RESULT_OK && done < packed->stored_size; done += size) {
		size = packed->stored_size - done < sizeof(bytes) ? packed->stored_size - done : sizeof(bytes);
		if (store_get(packed->store, packed->at + done, bytes, size))
			write_out(writer, (struct str){ bytes, size });
		else
			fail(writer, file_status_text(FILE_FAILED));
	}
}

void zip_writer_add(struct zip_writer *writer, const char *name, const struct packed *packed)
{
	struct buf header;
	if (writer->status != RESULT_OK)
		return;
	if (writer->count == SATCHEL_ENTRIES_MAX || writer->offset + packed_extent(packed, name) > UINT32_MAX) {
		fail(writer, too_large);
		return;
	}
	const struct zip_entry entry = { packed->crc, (uint32_t)packed->stored_size, (uint32_t)packed->raw_size,
					 (uint32_t)writer->offset, 0 };
	append(&writer->directory, zip_put_central, entry, name);
	buf_init(&header, BUF_CAP);
	append(&header, zip_put_local, entry, name);
	if (buf_failed(&header) || buf_failed(&writer->directory))
		writer->status = RESULT_NO_MEMORY;
	write_out(writer, buf_view(&header));
	write_out(writer, buf_view(&packed->stored));
	if (packed->store)
		copy_out(writer, packed);
	buf_release(&header);
	writer->count++;
}

enum result zip_writer_finish(struct zip_writer *writer)
{
	uint64_t start = writer->offset, size = writer->directory.len;
	if (writer->status == RESULT_OK && start + size > UINT32_MAX)
		fail(writer, too_large);
	struct buf *end = &writer->directory;
	char *to = buf_reserve(end, ZIP_END_SIZE);
	if (to)
		buf_grew(end, zip_put_end((unsigned char *)to, &(struct zip_end){ (uint32_t)writer->count,
										  (uint32_t)size, (uint32_t)start }));
	if (buf_failed(end) && writer->status == RESULT_OK)
		writer->status = RESULT_NO_MEMORY;
	write_out(writer, buf_view(end));
	buf_release(end);
	return writer->status;
}
