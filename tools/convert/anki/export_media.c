/* Media and other entries of the package. */
#include "base/json.h"
#include "base/media_type.h"
#include "convert/anki/export_parts.h"
#include "convert/anki/protobuf.h"

#include <nettle/sha1.h>
#include <stdio.h>
#include <stdlib.h>
#include <zstd.h>

enum { NAME_STEM_MAX = 60, NAME_DIGEST = 6 /* bytes of the digest in a name */, ZSTD_LEVEL = 6 };

static bool compress(struct str bytes, struct buf *out)
{
	size_t bound = ZSTD_compressBound(bytes.len);
	char *to = buf_reserve(out, bound);
	if (!to)
		return false;
	size_t size = ZSTD_compress(to, bound, bytes.at, bytes.len, ZSTD_LEVEL);
	if (ZSTD_isError(size))
		return false;
	buf_grew(out, size);
	return true;
}

void out_entry(struct anki_writer *writer, const char *name, struct str bytes, bool zstd, bool deflate)
{
	struct buf packed_bytes;
	struct packed packed = { .raw_size = 0 };
	buf_init(&packed_bytes, BUF_CAP);
	bool good = !zstd || compress(bytes, &packed_bytes);
	if (good)
		good = packed_make(&packed, zstd ? buf_view(&packed_bytes) : bytes,
				   deflate ? DEFLATE_FAST : DEFLATE_NONE);
	if (good)
		zip_writer_add(&writer->zip, name, &packed);
	else
		out_fail(writer, RESULT_NO_MEMORY, "");
	packed_release(&packed);
	buf_release(&packed_bytes);
}

/* Notes posters of films in the lesson. */
static void note_poster(void *context, const struct block *block, struct str item)
{
	struct anki_writer *writer = context;
	(void)item;
	if (block->kind != BLOCK_VIDEO || !block->of.recording.poster.value.len)
		return;
	struct str path = arena_str(&writer->arena, block->of.recording.poster.value);
	void **slot = path.at ? map_put(&writer->posters, path) : NULL;
	if (slot)
		*slot = writer;
	else
		out_fail(writer, RESULT_NO_MEMORY, "");
}

void out_media_begin(struct anki_writer *writer, const struct lesson *lesson)
{
	map_clear(&writer->media_of_lesson);
	map_clear(&writer->posters);
	lesson_each_block(lesson, note_poster, writer);
}

/* Anki finds files of pictures and recordings in fields. It takes others over only if their names begin with _. */
static bool is_hidden(const struct anki_writer *writer, struct str path)
{
	return map_get(&writer->posters, path) || (path.len > 4 && memcmp(path.at + path.len - 4, ".vtt", 4) == 0);
}

/* A name that no other pack uses for another file: that of the path, and the start of the digest. */
static struct str medium_name(struct anki_writer *writer, struct str path, const uint8_t digest[SHA1_DIGEST_SIZE])
{
	char name[NAME_STEM_MAX + 2 * NAME_DIGEST + 16];
	const char *slash = memrchr(path.at, '/', path.len);
	size_t skipped = slash ? (size_t)(slash + 1 - path.at) : 0;
	struct str base = { path.at + skipped, path.len - skipped };
	const char *dot = memrchr(base.at, '.', base.len);
	struct str stem = { base.at, dot ? (size_t)(dot - base.at) : base.len };
	struct str ending = { base.at + stem.len, base.len - stem.len > 6 ? 6 : base.len - stem.len };
	size_t len = 0;
	if (is_hidden(writer, path))
		name[len++] = '_';
	for (size_t i = 0; i < stem.len && len < NAME_STEM_MAX; i++)
		name[len++] = ascii_is_alphanumeric(stem.at[i]) ? stem.at[i] : '-';
	name[len++] = '-';
	for (size_t i = 0; i < NAME_DIGEST; i++)
		len += (size_t)snprintf(name + len, 3, "%02x", digest[i]);
	for (size_t i = 0; i < ending.len; i++)
		name[len++] = ascii_is_alphanumeric(ending.at[i]) || ending.at[i] == '.' ? ending.at[i] : '-';
	return arena_str(&writer->arena, (struct str){ name, len });
}

static void sha1(uint8_t digest[SHA1_DIGEST_SIZE], struct str bytes)
{
	struct sha1_ctx context;
	sha1_init(&context);
	sha1_update(&context, bytes.len, (const uint8_t *)bytes.at);
	sha1_digest(&context, SHA1_DIGEST_SIZE, digest);
}

/* Whether compressing the file again makes it smaller. */
static bool is_compressible(struct str name)
{
	static const char *const endings[] = { ".svg", ".wav", ".vtt" };
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (name.len > 4 && memcmp(name.at + name.len - 4, endings[i], 4) == 0)
			return true;
	return false;
}

/* Adds the file, unless the package has it. Returns its name; STR_NONE after a failure. */
static struct str add_medium(struct anki_writer *writer, struct str path, struct str bytes)
{
	struct out_medium *medium = arena_alloc(&writer->arena, sizeof(*medium));
	if (!medium)
		return STR_NONE;
	sha1(medium->sha1, bytes);
	medium->size = bytes.len;
	medium->name = medium_name(writer, path, medium->sha1);
	void **slot = medium->name.at ? map_put(&writer->media_names, medium->name) : NULL;
	if (!slot)
		return STR_NONE;
	if (*slot)
		return medium->name;
	*slot = medium;
	char entry[32];
	snprintf(entry, sizeof(entry), "%zu", writer->media_count++);
	out_entry(writer, entry, bytes, writer->latest, !writer->latest && is_compressible(medium->name));
	*writer->last_medium = medium;
	writer->last_medium = &medium->next;
	ledger_read(&writer->export->ledger, media_type_is_recording(path) ? LEDGER_RECORDING : LEDGER_PICTURE, path,
		    0);
	return medium->name;
}

void out_media_address(void *context, struct str path, struct buf *out)
{
	struct anki_writer *writer = context;
	struct export *export = writer->export;
	struct str *known = map_get(&writer->media_of_lesson, path);
	if (known) {
		buf_str(out, *known);
		return;
	}
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	enum result result = export->read_file(export->context, path, &bytes, writer->why);
	struct str name = result == RESULT_OK ? add_medium(writer, path, buf_view(&bytes)) : STR("");
	buf_release(&bytes);
	if (result != RESULT_OK)
		writer->result = writer->result == RESULT_OK ? result : writer->result;
	known = arena_alloc(&writer->arena, sizeof(*known));
	struct str key = arena_str(&writer->arena, path);
	void **slot = known && key.at && name.at ? map_put(&writer->media_of_lesson, key) : NULL;
	if (!slot) {
		out_fail(writer, RESULT_NO_MEMORY, "");
		return;
	}
	*known = name;
	*slot = known;
	buf_str(out, name);
}

void out_media_list(struct anki_writer *writer)
{
	struct buf list, entry;
	struct json json;
	size_t count = 0;
	buf_init(&list, BUF_CAP);
	buf_init(&entry, BUF_CAP);
	json_init(&json, &list);
	if (!writer->latest)
		json_open_object(&json);
	for (const struct out_medium *medium = writer->media; medium; medium = medium->next) {
		char number[32];
		snprintf(number, sizeof(number), "%zu", count++);
		if (!writer->latest) {
			json_member_str(&json, number, medium->name);
			continue;
		}
		/* MediaEntry: name (1), size (2), SHA-1 (3). */
		buf_clear(&entry);
		protobuf_put_bytes(&entry, 1, medium->name);
		protobuf_put_number(&entry, 2, medium->size);
		protobuf_put_bytes(&entry, 3, (struct str){ (const char *)medium->sha1, sizeof(medium->sha1) });
		protobuf_put_bytes(&list, 1, buf_view(&entry));
	}
	if (!writer->latest)
		json_close_object(&json);
	if (buf_failed(&list) || buf_failed(&entry))
		out_fail(writer, RESULT_NO_MEMORY, "");
	out_entry(writer, "media", buf_view(&list), writer->latest, !writer->latest);
	buf_release(&list);
	buf_release(&entry);
}
