#include "convert/anki/unpack.h"

#include "convert/anki/models.h"
#include "convert/anki/protobuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <zstd.h>

enum { CHUNK = 1 << 17, ENTRY_NAME_MAX = 31 };

static enum result too_large(struct buf *why, const char *name, size_t cap)
{
	buf_format(why, "%s is larger than %zu MiB", name, cap >> 20);
	return RESULT_REFUSED;
}

/* Whether compression explains how many bytes came out of so few. */
static bool ratio_is_usual(size_t raw, uint64_t stored)
{
	return raw < PACKAGE_RATIO_FROM || raw / PACKAGE_RATIO_MAX <= stored;
}

static enum result bomb(struct buf *why, const char *name)
{
	buf_format(why, "%s expands to more than %d times its size", name, PACKAGE_RATIO_MAX);
	return RESULT_REFUSED;
}

static enum result damaged(struct buf *why, const char *name)
{
	buf_format(why, "%s is damaged", name);
	return RESULT_REFUSED;
}

/* Reads the entry without unpacking zstd. */
static enum result read_entry(zip_file_t *file, const char *name, uint64_t stored, size_t cap, struct buf *out,
			      struct buf *why)
{
	for (;;) {
		char *to = buf_reserve(out, CHUNK);
		if (!to)
			return RESULT_NO_MEMORY;
		zip_int64_t got = zip_fread(file, to, CHUNK);
		if (got < 0)
			return damaged(why, name);
		if (got == 0)
			return RESULT_OK;
		buf_grew(out, (size_t)got);
		if (out->len > cap)
			return too_large(why, name, cap);
		if (!ratio_is_usual(out->len, stored))
			return bomb(why, name);
	}
}

static enum result expand(struct str packed, const char *name, size_t cap, struct buf *out, struct buf *why)
{
	ZSTD_DStream *stream = ZSTD_createDStream();
	ZSTD_inBuffer in = { packed.at, packed.len, 0 };
	enum result result = stream ? RESULT_OK : RESULT_NO_MEMORY;
	size_t left = 1;
	while (result == RESULT_OK && left) {
		char *to = buf_reserve(out, CHUNK);
		ZSTD_outBuffer to_buffer = { to, CHUNK, 0 };
		if (!to) {
			result = RESULT_NO_MEMORY;
			break;
		}
		left = ZSTD_decompressStream(stream, &to_buffer, &in);
		buf_grew(out, to_buffer.pos);
		if (ZSTD_isError(left) || (left && in.pos == in.size && to_buffer.pos < CHUNK))
			result = damaged(why, name);
		else if (out->len > cap)
			result = too_large(why, name, cap);
		else if (!ratio_is_usual(out->len, packed.len))
			result = bomb(why, name);
	}
	ZSTD_freeDStream(stream);
	return result;
}

enum result unpack_entry(zip_t *zip, const char *name, bool zstd, size_t cap, struct buf *out, struct buf *why)
{
	zip_stat_t stat;
	struct buf packed;
	buf_init(&packed, BUF_CAP);
	buf_clear(out);
	zip_int64_t at = zip_name_locate(zip, name, 0);
	if (at < 0 || zip_stat_index(zip, (zip_uint64_t)at, 0, &stat) < 0 || !(stat.valid & ZIP_STAT_COMP_SIZE)) {
		buf_format(why, "%s is missing", name);
		return RESULT_REFUSED;
	}
	if ((stat.valid & ZIP_STAT_SIZE) && stat.size > cap)
		return too_large(why, name, cap);
	zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)at, 0);
	if (!file)
		return damaged(why, name);
	enum result result = read_entry(file, name, stat.comp_size, cap, zstd ? &packed : out, why);
	zip_fclose(file);
	if (result == RESULT_OK && zstd)
		result = expand(buf_view(&packed), name, cap, out, why);
	if (result == RESULT_OK && (buf_failed(out) || buf_failed(&packed)))
		result = RESULT_NO_MEMORY;
	buf_release(&packed);
	return result;
}

/* MediaEntries: entries (1), each with a name (1), size (2), SHA-1 (3), and the number of its entry in the archive
 * (255), which otherwise is its position. */
static bool list_messages(struct str list, struct arena *arena, struct package *package, media_adder *add)
{
	struct protobuf message = { .rest = list };
	for (uint64_t count = 0; protobuf_next(&message); count++) {
		char entry[ENTRY_NAME_MAX + 1];
		if (message.field != 1 || !message.is_bytes)
			continue;
		uint64_t own = protobuf_number(message.bytes, 255);
		int len = snprintf(entry, sizeof(entry), "%llu", (unsigned long long)(own ? own : count));
		struct str name = protobuf_bytes(message.bytes, 1);
		struct str copy = arena_str(arena, (struct str){ entry, (size_t)len });
		if (name.len && copy.at)
			add(package, name, copy);
	}
	return !message.damaged;
}

/* An object: the members' names are those of entries, their values those of files. */
static bool list_members(struct str list, struct arena *arena, struct package *package, media_adder *add)
{
	struct buf why;
	struct json_string entry;
	buf_init(&why, BUF_CAP);
	bool good = models_json_is_good(list, "media", &why);
	struct json_walk walk = { list.at };
	if (good && walk_object(&walk))
		for (; walk_member(&walk, &entry); walk_skip(&walk)) {
			struct str name = models_text(arena, walk);
			struct str copy = arena_str(arena, (struct str){ entry.at, entry.len });
			if (name.len && copy.len && copy.len <= ENTRY_NAME_MAX)
				add(package, name, copy);
		}
	buf_release(&why);
	return good;
}

bool unpack_media_list(struct str list, bool latest, struct arena *arena, struct package *package, media_adder *add)
{
	return latest ? list_messages(list, arena, package, add) : list_members(list, arena, package, add);
}
