/* Files that imported lessons show or play. */
#include "convert/core/import.h"

#include "base/file.h"
#include "base/hash.h"
#include "check/media/media.h"
#include "convert/core/import_map.h"

#include <stdio.h>
#include <unistd.h>

enum { FILE_MAX = 256 << 20 }; /* bytes, of one in the folder that is compared */

/* Where each kind of file goes. */
static const struct {
	const char *folder, *extension;
} homes[] = {
	[MEDIA_PNG] = { "images", "png" }, [MEDIA_JPEG] = { "images", "jpg" }, [MEDIA_WEBP] = { "images", "webp" },
	[MEDIA_SVG] = { "images", "svg" }, [MEDIA_GIF] = { "images", "gif" },  [MEDIA_AVIF] = { "images", "avif" },
	[MEDIA_WAV] = { "sounds", "wav" }, [MEDIA_MP3] = { "sounds", "mp3" },  [MEDIA_OGG] = { "sounds", "ogg" },
	[MEDIA_MP4] = { "films", "mp4" },  [MEDIA_WEBM] = { "films", "webm" }, [MEDIA_CAPTIONS] = { "films", "vtt" },
};

static void report_kind(struct import *import, struct ledger_item *item, enum media_kind kind, enum media_kind promised)
{
	if (kind != MEDIA_UNKNOWN)
		ledger_leave_out(&import->ledger, item, "lessons cannot show or play %s files", media_kind_name(kind));
	else if (promised != MEDIA_UNKNOWN)
		ledger_leave_out(&import->ledger, item, "its content is not %s, as its name says",
				 media_kind_name(promised));
	else
		ledger_leave_out(&import->ledger, item, "lessons cannot show or play files of this kind");
}

/* Whether lessons can use the file; else adds a row. */
static bool is_usable(struct import *import, struct ledger_item *item, const struct media *media,
		      enum media_kind promised, struct str bytes)
{
	bool suits = false;
	for (int use = FILE_PICTURE; use <= FILE_CAPTIONS; use++)
		suits = suits || media_suits(media, (enum file_use)use);
	if (media->broken) {
		ledger_leave_out(&import->ledger, item, "it is damaged: %s", media->broken);
		return false;
	}
	if (!suits) {
		report_kind(import, item, media->kind, promised);
		return false;
	}
	if (media->kind != MEDIA_SVG)
		return true;
	struct svg_look look;
	svg_look(bytes, &look);
	import->arena.failed = import->arena.failed || look.failed;
	if (look.broken)
		ledger_leave_out(&import->ledger, item, "it is not well-formed XML");
	else if (look.offences)
		ledger_leave_out(&import->ledger, item, "it would run or load something: %s", look.offence);
	return !look.broken && !look.offences && !look.failed;
}

/* The digest of the file in the folder that is updated, if it is at most that large; "" if there is none such. False
 * if there is no file. */
static bool digest_of(const struct import *import, struct str path, size_t size, char hex[HASH_HEX])
{
	struct buf full, content;
	hex[0] = '\0';
	if (!import->folder)
		return false;
	buf_init(&full, BUF_CAP);
	buf_init(&content, BUF_CAP);
	buf_format(&full, "%s/%.*s", import->folder, STR_ARG(path));
	bool there = access(buf_cstr(&full), F_OK) == 0;
	if (there && file_read(buf_cstr(&full), size, &content) == FILE_OK)
		hash_hex(hash_of(buf_view(&content), HASH_KEY), hex);
	buf_release(&full);
	buf_release(&content);
	return there;
}

/* A path at which a file is wanted. */
struct wanted {
	struct str path;
	const char *hex;		    /* the digest of the bytes that are wanted there */
	bool unchanged;			    /* an earlier import put these bytes there */
	const struct import_record *edited; /* what an earlier import put at another path, and was edited since */
};

/* Whether another file is there, and what an earlier import put there. */
static bool is_taken(const struct import *import, struct wanted *wanted)
{
	char now[HASH_HEX];
	struct import_record *record = import_map_of_id(import->map, wanted->path);
	if (map_get(&import->asset_paths, wanted->path))
		return true;
	wanted->unchanged = record && strcmp(record->digest, wanted->hex) == 0;
	if (wanted->unchanged)
		return false;
	bool there = digest_of(import, wanted->path, FILE_MAX, now);
	if (there && record && record->digest[0] && strcmp(record->digest, now) != 0)
		wanted->edited = record;
	return there && strcmp(now, wanted->hex) != 0;
}

/* Finds a path in the folder of its kind that no other file has: the foreign name as far as every system allows it. */
static struct str new_path(struct import *import, const struct media *media, struct str name, struct wanted *wanted)
{
	const char *slash = memrchr(name.at, '/', name.len);
	size_t skipped = slash ? (size_t)(slash + 1 - name.at) : 0;
	struct str base = { name.at + skipped, name.len - skipped };
	const char *dot = memrchr(base.at, '.', base.len);
	base.len = dot && dot > base.at ? (size_t)(dot - base.at) : base.len;
	struct str stem = id_meant(&import->arena, base);
	stem = stem.len ? stem : STR("file");
	stem.len = stem.len > ID_MAX ? ID_MAX : stem.len;
	bool is_sound = !media->video && (media->kind == MEDIA_MP4 || media->kind == MEDIA_WEBM);
	const char *folder = is_sound ? "sounds" : homes[media->kind].folder;
	for (unsigned number = 1;; number++) {
		char path[128];
		char suffix[16] = "";
		if (number > 1)
			snprintf(suffix, sizeof(suffix), "-%u", number);
		int len = snprintf(path, sizeof(path), "%s/%.*s%s.%s", folder, STR_ARG(stem), suffix,
				   homes[media->kind].extension);
		wanted->path = (struct str){ path, (size_t)len };
		if (!is_taken(import, wanted))
			return wanted->path = arena_str(&import->arena, wanted->path);
	}
}

/* Records what is put at the path, so that later imports know whether it was edited. */
static void note_file(struct import *import, const struct wanted *wanted, struct ledger_item *item)
{
	struct buf text;
	struct import_record *record = import_map_of_id(import->map, wanted->path);
	buf_init(&text, BUF_CAP);
	buf_format(&text, IMPORT_MAP_FILE "%.*s", STR_ARG(wanted->path));
	if (!record && !buf_failed(&text))
		record = import_map_add(import->map, import->source, buf_view(&text), wanted->path);
	if (record)
		memcpy(record->now, wanted->hex, HASH_HEX);
	buf_clear(&text);
	buf_format(&text, "kept; the file of the source is %.*s", STR_ARG(wanted->path));
	if (wanted->edited)
		ledger_changef(&import->ledger, item, "it was edited here since the last import", buf_cstr(&text),
			       "the file %.*s", STR_ARG(wanted->edited->id));
	import->arena.failed = import->arena.failed || !record || buf_failed(&text);
	buf_release(&text);
}

struct str import_file(struct import *import, struct str name, struct str bytes)
{
	char hex[HASH_HEX];
	hash_hex(hash_of(bytes, HASH_KEY), hex);
	struct import_asset *known = map_get(&import->assets_by_digest, str_from(hex));
	if (known && (!known->path.at || str_equal(known->bytes, bytes)))
		return known->path;
	struct media media = media_look(bytes);
	struct str own = arena_str(&import->arena, name);
	enum media_kind promised = own.at ? media_kind_promised(own.at) : MEDIA_UNKNOWN;
	enum media_kind kind = media.kind != MEDIA_UNKNOWN ? media.kind : promised;
	bool recording = kind >= MEDIA_WAV && kind <= MEDIA_CAPTIONS;
	struct ledger_item *item = ledger_read(&import->ledger, recording ? LEDGER_RECORDING : LEDGER_PICTURE, name, 0);
	struct import_asset *asset = arena_alloc(&import->arena, sizeof(*asset));
	struct str key = arena_str(&import->arena, str_from(hex));
	void **by_digest = asset && key.at ? map_put(&import->assets_by_digest, key) : NULL;
	import->arena.failed = import->arena.failed || !by_digest;
	if (!by_digest)
		return STR_NONE;
	*by_digest = asset;
	asset->bytes = bytes;
	if (!is_usable(import, item, &media, promised, bytes))
		return STR_NONE;
	struct wanted wanted = { .hex = hex };
	asset->path = new_path(import, &media, name, &wanted);
	asset->unchanged = wanted.unchanged;
	void **slot = asset->path.at ? map_put(&import->asset_paths, asset->path) : NULL;
	import->arena.failed = import->arena.failed || !slot;
	if (!slot)
		return STR_NONE;
	*slot = asset;
	note_file(import, &wanted, item);
	*import->last_asset = asset;
	import->last_asset = &asset->next;
	return asset->path;
}

void import_missing_file(struct import *import, bool picture, struct str name)
{
	struct buf key;
	buf_init(&key, BUF_CAP);
	buf_format(&key, "missing:%.*s:%.*s", STR_ARG(import->source), STR_ARG(name));
	struct str kept = arena_take(&import->arena, &key);
	void **slot = kept.at ? map_put(&import->keys, kept) : NULL;
	import->arena.failed = import->arena.failed || !slot;
	if (!slot || *slot)
		return;
	*slot = import;
	struct ledger_item *item = ledger_read(&import->ledger, picture ? LEDGER_PICTURE : LEDGER_RECORDING, name, 0);
	ledger_leave_out(&import->ledger, item, "the source does not contain it");
}
