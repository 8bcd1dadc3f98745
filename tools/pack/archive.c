#include "pack/archive.h"

#include "pack/entries.h"
#include "pack/index.h"
#include "pack/manifest.h"
#include "pack/zip_writer.h"
#include "reader/satchel.h"

#include <errno.h>

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

static enum archive_status write_entries(const struct edition *edition, const struct packed *manifest,
					 const struct pack_index *index, FILE *out, struct buf *why)
{
	struct packed type = { .deflated = false };
	struct zip_writer writer;
	if (!packed_make(&type, STR(SATCHEL_MEDIA_TYPE), false)) {
		packed_release(&type);
		return ARCHIVE_NO_MEMORY;
	}
	zip_writer_init(&writer, out);
	zip_writer_add(&writer, "mimetype", &type);
	zip_writer_add(&writer, "manifest.json", manifest);
	zip_writer_add(&writer, "index.json", &index->packed);
	bool first = writer.offset + SIGNATURE_MAX <= FIRST_REQUEST;
	for (int i = 0; i < LISTS; i++)
		pages_each(&index->pages[i], add_page, &writer);
	entries_each(edition, add_entry, &writer);
	enum zip_status status = zip_writer_finish(&writer);
	int saved = errno;
	packed_release(&type);
	errno = saved;
	switch (status) {
	case ZIP_OK: break;
	case ZIP_FAILED: return ARCHIVE_FAILED;
	case ZIP_NO_MEMORY: return ARCHIVE_NO_MEMORY;
	case ZIP_TOO_LARGE:
		buf_text(why, "more than 65,534 entries, or 4 GiB in total");
		return ARCHIVE_LIMIT;
	}
	if (!first) {
		buf_text(why, "manifest and index exceed the first 64 KiB: too many units, or titles are too long");
		return ARCHIVE_LIMIT;
	}
	return fflush(out) == 0 ? ARCHIVE_OK : ARCHIVE_FAILED;
}

static enum archive_status write_with_index(const struct edition *edition, const struct pack_index *index, FILE *out,
					    struct buf *why)
{
	struct buf json;
	struct packed manifest = { .deflated = false };
	enum archive_status status = ARCHIVE_NO_MEMORY;
	buf_init(&json, BUF_CAP);
	if (!manifest_write(edition, &index->packed, &json))
		goto out;
	status = ARCHIVE_LIMIT;
	if (json.len > SATCHEL_MANIFEST_MAX)
		buf_text(why, "the manifest exceeds 16 KiB");
	else if (!packed_make(&manifest, buf_view(&json), false))
		status = ARCHIVE_NO_MEMORY;
	else
		status = write_entries(edition, &manifest, index, out, why);
out:;
	int saved = errno;
	packed_release(&manifest);
	buf_release(&json);
	errno = saved;
	return status;
}

enum archive_status archive_write(const struct edition *edition, unsigned jobs, FILE *out, struct buf *why)
{
	struct pack_index index;
	enum archive_status status = ARCHIVE_NO_MEMORY;
	switch (index_make(&index, edition, jobs, why)) {
	case INDEX_OK: status = write_with_index(edition, &index, out, why); break;
	case INDEX_LIMIT: status = ARCHIVE_LIMIT; break;
	case INDEX_NO_MEMORY: break;
	}
	int saved = errno;
	index_release(&index);
	errno = saved;
	return status;
}
