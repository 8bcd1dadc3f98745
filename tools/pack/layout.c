#include "pack/layout.h"

#include "base/json.h"
#include "reader/satchel.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>

enum { NAME_SIZE = SATCHEL_NAME_MAX + 1 };

static void member_digest(struct json *json, const char *key, const uint8_t digest[ZIP_DIGEST_SIZE])
{
	char hex[2 * ZIP_DIGEST_SIZE + 1];
	json_member_text(json, key, sodium_bin2hex(hex, sizeof(hex), digest, ZIP_DIGEST_SIZE));
}

static void members_stored(struct json *json, const struct packed *packed)
{
	json_member_text(json, "method", packed->deflated ? "deflate" : "store");
	json_member_uint(json, "stored", packed->stored.len);
	json_member_uint(json, "raw", packed->raw_size);
	member_digest(json, "storedSha256", packed->stored_sha256);
	member_digest(json, "rawSha256", packed->raw_sha256);
}

static void lesson_name(struct str id, char name[NAME_SIZE])
{
	snprintf(name, NAME_SIZE, "lessons/%.*s.json", STR_ARG(id));
}

/* Calls visit for each entry that the index names, in the order of the archive. */
typedef void entry_visitor(void *context, const char *name, const struct packed *packed);

static void each_entry(const struct layout *layout, entry_visitor *visit, void *context)
{
	char name[NAME_SIZE];
	for (const struct definition_unit *unit = layout->definition->units; unit; unit = unit->next) {
		for (const struct definition_lesson *lesson = unit->lessons; lesson; lesson = lesson->next) {
			lesson_name(lesson->id, name);
			visit(context, name, &layout->lessons[lesson->place].packed);
		}
	}
	for (size_t i = 0; i < layout->assets->count; i++)
		visit(context, layout->assets->sorted[i]->name, &layout->assets->sorted[i]->packed);
}

struct index_writer {
	struct json *json;
	uint64_t offset; /* from the end of index.json */
};

static void index_entry(void *context, const char *name, const struct packed *packed)
{
	struct index_writer *writer = context;
	json_open_object(writer->json);
	json_member_text(writer->json, "name", name);
	json_member_uint(writer->json, "offset", writer->offset);
	members_stored(writer->json, packed);
	json_close_object(writer->json);
	writer->offset += packed_extent(packed, name);
}

static void write_index(const struct layout *layout, struct buf *out)
{
	struct json json;
	struct index_writer writer = { &json, 0 };
	json_init(&json, out);
	json_open_object(&json);
	json_key(&json, "units");
	json_open_array(&json);
	for (const struct definition_unit *unit = layout->definition->units; unit; unit = unit->next) {
		json_open_object(&json);
		json_member_str(&json, "id", unit->id);
		json_member_str(&json, "title", unit->title);
		json_key(&json, "lessons");
		json_open_array(&json);
		for (const struct definition_lesson *lesson = unit->lessons; lesson; lesson = lesson->next)
			json_raw(&json, buf_view(&layout->lessons[lesson->place].summary));
		json_close_array(&json);
		json_close_object(&json);
	}
	json_close_array(&json);
	json_key(&json, "entries");
	json_open_array(&json);
	each_entry(layout, index_entry, &writer);
	json_close_array(&json);
	json_close_object(&json);
}

struct digests {
	uint8_t (*at)[ZIP_DIGEST_SIZE];
	size_t count;
};

static void collect_digest(void *context, const char *name, const struct packed *packed)
{
	struct digests *digests = context;
	(void)name;
	memcpy(digests->at[digests->count++], packed->raw_sha256, ZIP_DIGEST_SIZE);
}

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, ZIP_DIGEST_SIZE);
}

/* What is in the pack, whatever its order and compression: SHA-256 over the sorted digests of the entries. */
static bool content_root(const struct layout *layout, uint8_t root[ZIP_DIGEST_SIZE])
{
	size_t count = layout->definition->lesson_count + layout->assets->count;
	struct digests digests = { malloc((count + 1) * sizeof(*digests.at)), 0 };
	if (!digests.at)
		return false;
	each_entry(layout, collect_digest, &digests);
	qsort(digests.at, count, sizeof(*digests.at), by_bytes);
	crypto_hash_sha256(root, digests.at[0], count * sizeof(*digests.at));
	free(digests.at);
	return true;
}

static void write_counts(const struct layout *layout, struct json *json)
{
	struct lesson_counts sum = { 0, 0, 0, 0 };
	for (size_t i = 0; i < layout->definition->lesson_count; i++) {
		sum.sections += layout->lessons[i].counts.sections;
		sum.questions += layout->lessons[i].counts.questions;
		sum.cards += layout->lessons[i].counts.cards;
		sum.glossary += layout->lessons[i].counts.glossary;
	}
	json_key(json, "counts");
	json_open_object(json);
	json_member_uint(json, "units", layout->definition->unit_count);
	json_member_uint(json, "lessons", layout->definition->lesson_count);
	json_member_uint(json, "sections", sum.sections);
	json_member_uint(json, "questions", sum.questions);
	json_member_uint(json, "cards", sum.cards);
	json_member_uint(json, "glossary", sum.glossary);
	json_member_uint(json, "assets", layout->assets->count);
	json_close_object(json);
}

static bool write_manifest(const struct layout *layout, const struct packed *index, struct buf *out)
{
	const struct definition *definition = layout->definition;
	uint8_t root[ZIP_DIGEST_SIZE];
	struct json json;
	if (!content_root(layout, root))
		return false;
	json_init(&json, out);
	json_open_object(&json);
	json_member_uint(&json, "format", SATCHEL_FORMAT);
	json_member_str(&json, "id", definition->id);
	json_member_str(&json, "title", definition->title);
	json_member_str(&json, "version", definition->version);
	json_member_uint(&json, "release", definition->release);
	json_member_text(&json, "edition", "full");
	json_member_str(&json, "licence", definition->licence);
	json_member_str(&json, "lang", definition->lang);
	write_counts(layout, &json);
	member_digest(&json, "contentRoot", root);
	json_key(&json, "index");
	json_open_object(&json);
	members_stored(&json, index);
	json_close_object(&json);
	json_key(&json, "requires");
	json_open_array(&json);
	json_close_array(&json);
	json_key(&json, "extras");
	json_open_array(&json);
	json_close_array(&json);
	json_close_object(&json);
	return true;
}

static void archive_entry(void *context, const char *name, const struct packed *packed)
{
	zip_writer_add(context, name, packed);
}

static enum layout_status write_archive(const struct layout *layout, struct str manifest, const struct packed *index,
					FILE *out)
{
	struct packed type = { .deflated = false }, head = { .deflated = false };
	struct zip_writer writer;
	enum layout_status status = LAYOUT_NO_MEMORY;
	if (!packed_make(&type, STR(SATCHEL_MEDIA_TYPE), false) || !packed_make(&head, manifest, false))
		goto out;
	zip_writer_init(&writer, out);
	zip_writer_add(&writer, "mimetype", &type);
	zip_writer_add(&writer, "manifest.json", &head);
	zip_writer_add(&writer, "index.json", index);
	each_entry(layout, archive_entry, &writer);
	switch (zip_writer_finish(&writer)) {
	case ZIP_OK: status = fflush(out) == 0 ? LAYOUT_OK : LAYOUT_FAILED; break;
	case ZIP_FAILED: status = LAYOUT_FAILED; break;
	case ZIP_TOO_LARGE: status = LAYOUT_TOO_LARGE; break;
	case ZIP_NO_MEMORY: break;
	}
out:;
	int saved = errno;
	packed_release(&type);
	packed_release(&head);
	errno = saved;
	return status;
}

enum layout_status layout_write(const struct layout *layout, FILE *out)
{
	struct buf index, manifest;
	struct packed packed = { .deflated = false };
	enum layout_status status = LAYOUT_NO_MEMORY;
	buf_init(&index, BUF_CAP);
	buf_init(&manifest, BUF_CAP);
	write_index(layout, &index);
	if (buf_failed(&index))
		goto out;
	status = LAYOUT_TOO_LARGE;
	if (index.len > SATCHEL_INDEX_MAX)
		goto out;
	status = LAYOUT_NO_MEMORY;
	if (!packed_make(&packed, buf_view(&index), true) || !write_manifest(layout, &packed, &manifest) ||
	    buf_failed(&manifest))
		goto out;
	status = LAYOUT_MANIFEST_LARGE;
	if (manifest.len > SATCHEL_MANIFEST_MAX)
		goto out;
	status = write_archive(layout, buf_view(&manifest), &packed, out);
out:;
	int saved = errno;
	packed_release(&packed);
	buf_release(&index);
	buf_release(&manifest);
	errno = saved;
	return status;
}
