#include "pack/archive.h"

#include "base/file.h"
#include "pack/entries.h"
#include "pack/index.h"
#include "pack/manifest.h"
#include "pack/zip_writer.h"
#include "reader/satchel.h"

/* The size of a reader's first request, which must also have room for a signature. */
enum { FIRST_REQUEST = 64 * 1024, SIGNATURE_MAX = 1024 };

static void add_entry(void *writer, const struct entry_seen *entry)
{
	zip_writer_add(writer, entry->name, entry->packed);
}

static void add_page(void *writer, const struct page *page)
{
	zip_writer_add(writer, page->name, &page->packed);
}

static enum result write_entries(const struct edition *edition, const struct packed *manifest,
				 const struct pack_index *index, FILE *out, struct buf *why)
{
	struct packed type = { .deflated = false };
	struct zip_writer writer;
	if (!packed_make(&type, STR(SATCHEL_MEDIA_TYPE), DEFLATE_NONE)) {
		packed_release(&type);
		return RESULT_NO_MEMORY;
	}
	zip_writer_init(&writer, out, why);
	zip_writer_add(&writer, "mimetype", &type);
	zip_writer_add(&writer, "manifest.json", manifest);
	zip_writer_add(&writer, "index.json", &index->packed);
	bool first = writer.offset + SIGNATURE_MAX <= FIRST_REQUEST;
	for (int i = 0; i < LISTS; i++)
		pages_each(&index->pages[i], add_page, &writer);
	entries_each(edition, add_entry, &writer);
	enum result status = zip_writer_finish(&writer);
	packed_release(&type);
	if (status != RESULT_OK)
		return status;
	if (first && fflush(out) == 0)
		return RESULT_OK;
	buf_text(why, first ? file_status_text(FILE_FAILED)
			    : "manifest and index exceed the first 64 KiB: too many units, or titles are too long");
	return RESULT_FAILED;
}

static enum result write_with_index(const struct edition *edition, const struct pack_index *index, FILE *out,
				    struct buf *why)
{
	struct buf json;
	struct packed manifest = { .deflated = false };
	enum result status = RESULT_NO_MEMORY;
	buf_init(&json, BUF_CAP);
	if (!manifest_write(edition, &index->packed, &json))
		goto out;
	status = RESULT_FAILED;
	if (json.len > SATCHEL_MANIFEST_MAX)
		buf_text(why, "the manifest exceeds 16 KiB");
	else if (!packed_make(&manifest, buf_view(&json), DEFLATE_NONE))
		status = RESULT_NO_MEMORY;
	else
		status = write_entries(edition, &manifest, index, out, why);
out:
	packed_release(&manifest);
	buf_release(&json);
	return status;
}

enum result archive_write(const struct edition *edition, unsigned jobs, FILE *out, struct buf *why)
{
	struct pack_index index;
	enum result status = index_make(&index, edition, jobs, why);
	if (status == RESULT_OK)
		status = write_with_index(edition, &index, out, why);
	index_release(&index);
	return status;
}
