#include "pack/assets.h"

#include "base/array.h"
#include "reader/satchel.h"

#include <stdlib.h>

bool assets_init(struct assets *assets, struct store *store)
{
	*assets = (struct assets){ .store = store };
	return pthread_mutex_init(&assets->lock, NULL) == 0;
}

static void asset_free(struct asset *asset)
{
	if (asset)
		packed_release(&asset->packed);
	free(asset);
}

void assets_release(struct assets *assets)
{
	for (size_t i = 0; i < assets->count; i++)
		asset_free(assets->sorted[i]);
	for (size_t i = 0; i < assets->file_count; i++)
		free(assets->files[i].path);
	free(assets->sorted);
	free(assets->files);
	pthread_mutex_destroy(&assets->lock);
}

/* The index of path among the files, or where it would be inserted. */
static size_t file_index(const struct assets *assets, const char *path, bool *found)
{
	size_t low = 0, high = assets->file_count;
	*found = false;
	while (low < high && !*found) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(assets->files[middle].path, path);
		*found = order == 0;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return *found ? high : low;
}

static size_t name_index(const struct assets *assets, const char *name, bool *found)
{
	size_t low = 0, high = assets->count;
	*found = false;
	while (low < high && !*found) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(assets->sorted[middle]->facts.name, name);
		*found = order == 0;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return *found ? high : low;
}

/* Inserts the asset, taking ownership, and its path. The caller holds the lock. */
static enum result insert(struct assets *assets, const char *path, struct asset *asset, struct buf *why)
{
	bool found;
	char *copy = strdup(path);
	struct asset **sorted = array_grow(assets->sorted, assets->count, &assets->room, sizeof(*sorted));
	assets->sorted = sorted ? sorted : assets->sorted;
	struct asset_file *files = array_grow(assets->files, assets->file_count, &assets->file_room, sizeof(*files));
	assets->files = files ? files : assets->files;
	if (!copy || !sorted || !files) {
		free(copy);
		asset_free(asset);
		return RESULT_NO_MEMORY;
	}
	size_t at = name_index(assets, asset->facts.name, &found);
	if (found && memcmp(assets->sorted[at]->packed.raw_sha256, asset->packed.raw_sha256, ZIP_DIGEST_SIZE) != 0) {
		free(copy);
		asset_free(asset);
		buf_format(why, "in conflict with another one: the SHA-256 of both begins with the same %d digits",
			   ASSET_DIGITS);
		return RESULT_REFUSED;
	}
	if (found) {
		assets->sorted[at]->editions |= asset->editions;
		asset_free(asset);
		asset = assets->sorted[at];
	} else {
		memmove(assets->sorted + at + 1, assets->sorted + at, (assets->count - at) * sizeof(struct asset *));
		assets->sorted[at] = asset;
		assets->count++;
	}
	at = file_index(assets, path, &found);
	if (found) { /* another thread added it meanwhile */
		free(copy);
		return RESULT_OK;
	}
	memmove(assets->files + at + 1, assets->files + at, (assets->file_count - at) * sizeof(struct asset_file));
	assets->files[at] = (struct asset_file){ copy, asset };
	assets->file_count++;
	return RESULT_OK;
}

/* The extension of such files in packs; NULL if browsers cannot display or play them. */
static const char *extension_of(const struct media *media)
{
	switch (media->kind) {
	case MEDIA_SVG: return "svg";
	case MEDIA_PNG: return "png";
	case MEDIA_JPEG: return "jpg";
	case MEDIA_WEBP: return "webp";
	case MEDIA_GIF: return "gif";
	case MEDIA_AVIF: return "avif";
	case MEDIA_WAV: return "wav";
	case MEDIA_MP3: return "mp3";
	case MEDIA_OGG: return "ogg";
	case MEDIA_MP4: return media->video ? "mp4" : "m4a";
	case MEDIA_WEBM: return media->video ? "webm" : "weba";
	case MEDIA_CAPTIONS: return "vtt";
	case MEDIA_PDF:
	case MEDIA_UNKNOWN: break;
	}
	return NULL;
}

static enum result suits(const struct media *media, enum file_use use, struct buf *why)
{
	static const char *const formats[] = {
		[FILE_PICTURE] = "a picture in a supported format: svg, png, jpg, webp, gif or avif",
		[FILE_AUDIO] = "audio in a supported format: mp3, ogg, m4a, weba or wav",
		[FILE_VIDEO] = "a video in a supported format: mp4 or webm",
		[FILE_CAPTIONS] = "captions in the format WebVTT",
	};
	if (media->broken)
		buf_format(why, "damaged: %s", media->broken);
	else if (!media_suits(media, use))
		buf_format(why, "not %s", formats[use]);
	else
		return RESULT_OK;
	return RESULT_REFUSED;
}

static void describe(const struct media *media, const uint8_t raw_sha256[ZIP_DIGEST_SIZE], struct compiled_asset *facts)
{
	char *to = facts->name + snprintf(facts->name, ASSET_NAME_SIZE, "assets/");
	for (size_t i = 0; i < ASSET_DIGITS / 2; i++)
		to += snprintf(to, 3, "%02x", raw_sha256[i]);
	const char *extension = extension_of(media);
	snprintf(to, 6, ".%s", extension ? extension : "");
	facts->width = media->width;
	facts->height = media->height;
	facts->seconds = (uint32_t)((media->length + 500) / 1000);
}

enum result asset_describe(struct str bytes, const uint8_t raw_sha256[ZIP_DIGEST_SIZE], enum file_use use,
			   struct compiled_asset *facts, struct buf *why)
{
	const struct media media = media_look(bytes);
	enum result status = suits(&media, use, why);
	if (status == RESULT_OK)
		describe(&media, raw_sha256, facts);
	return status;
}

/* Whether the file has been read; then status says whether it suits. */
static bool known(struct assets *assets, const char *path, enum file_use use, unsigned editions,
		  struct compiled_asset *facts, enum result *status, struct buf *why)
{
	bool found;
	pthread_mutex_lock(&assets->lock);
	size_t at = file_index(assets, path, &found);
	if (found) {
		struct asset *asset = assets->files[at].asset;
		*status = suits(&asset->media, use, why);
		asset->editions |= *status == RESULT_OK ? editions : 0;
		*facts = asset->facts;
	}
	pthread_mutex_unlock(&assets->lock);
	return found;
}

/* Reads and stores the file, for the editions. */
static enum result make_asset(struct asset *asset, const char *path, enum file_use use, unsigned editions,
			      struct store *store, struct buf *why)
{
	struct buf bytes;
	buf_init(&bytes, (size_t)SATCHEL_ASSET_MAX + 64);
	enum file_status read = file_read(path, SATCHEL_ASSET_MAX, &bytes);
	enum result status = RESULT_REFUSED;
	if (read == FILE_TOO_LARGE)
		buf_text(why, "larger than the limit of 256 MiB");
	else
		status = file_result(read, "read the file", path, why);
	if (status == RESULT_OK) {
		asset->media = media_look(buf_view(&bytes));
		status = suits(&asset->media, use, why);
	}
	bool deflate = asset->media.kind == MEDIA_SVG || asset->media.kind == MEDIA_CAPTIONS;
	if (status == RESULT_OK)
		status = store_pack(store, &asset->packed, buf_view(&bytes), deflate, why);
	describe(&asset->media, asset->packed.raw_sha256, &asset->facts);
	asset->editions = editions;
	buf_release(&bytes);
	return status;
}

enum result assets_add(struct assets *assets, const char *path, enum file_use use, unsigned editions,
		       struct compiled_asset *facts, struct buf *why)
{
	enum result status;
	if (known(assets, path, use, editions, facts, &status, why))
		return status;
	struct asset *asset = calloc(1, sizeof(*asset));
	status = asset ? make_asset(asset, path, use, editions, assets->store, why) : RESULT_NO_MEMORY;
	if (status != RESULT_OK) {
		asset_free(asset);
		return status;
	}
	*facts = asset->facts;
	pthread_mutex_lock(&assets->lock);
	status = insert(assets, path, asset, why);
	pthread_mutex_unlock(&assets->lock);
	return status;
}
