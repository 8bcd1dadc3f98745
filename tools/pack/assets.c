#include "pack/assets.h"

#include "base/array.h"
#include "check/media/media.h"
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
static bool insert(struct assets *assets, const char *path, struct asset *asset)
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
		return false;
	}
	size_t at = name_index(assets, asset->facts.name, &found);
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
		return true;
	}
	memmove(assets->files + at + 1, assets->files + at, (assets->file_count - at) * sizeof(struct asset_file));
	assets->files[at] = (struct asset_file){ copy, asset };
	assets->file_count++;
	return true;
}

static bool known(struct assets *assets, const char *path, unsigned editions, struct compiled_asset *facts)
{
	bool found;
	pthread_mutex_lock(&assets->lock);
	size_t at = file_index(assets, path, &found);
	if (found) {
		assets->files[at].asset->editions |= editions;
		*facts = assets->files[at].asset->facts;
	}
	pthread_mutex_unlock(&assets->lock);
	return found;
}

/* The extension of pictures of that kind in packs; NULL if browsers cannot display them. */
static const char *extension_of(enum media_kind kind)
{
	switch (kind) {
	case MEDIA_SVG: return "svg";
	case MEDIA_PNG: return "png";
	case MEDIA_JPEG: return "jpg";
	case MEDIA_WEBP: return "webp";
	case MEDIA_GIF: return "gif";
	case MEDIA_AVIF: return "avif";
	case MEDIA_PDF:
	case MEDIA_UNKNOWN: break;
	}
	return NULL;
}

static bool describe(const struct media *media, const uint8_t raw_sha256[ZIP_DIGEST_SIZE],
		     struct compiled_asset *facts)
{
	const char *extension = extension_of(media->kind);
	char *to = facts->name + snprintf(facts->name, ASSET_NAME_SIZE, "assets/");
	for (size_t i = 0; i < 16; i++)
		to += snprintf(to, 3, "%02x", raw_sha256[i]);
	snprintf(to, 6, ".%s", extension ? extension : "");
	facts->width = media->width;
	facts->height = media->height;
	return extension && !media->broken;
}

bool asset_describe(struct str bytes, const uint8_t raw_sha256[ZIP_DIGEST_SIZE], struct compiled_asset *facts)
{
	const struct media media = media_look(bytes);
	return describe(&media, raw_sha256, facts);
}

/* Reads and stores the file, for the editions. */
static enum result make_asset(struct asset *asset, const char *path, unsigned editions, struct store *store,
			      struct buf *why)
{
	struct buf bytes;
	buf_init(&bytes, (size_t)SATCHEL_ASSET_MAX + 64);
	enum file_status read = file_read(path, SATCHEL_ASSET_MAX, &bytes);
	enum result status = RESULT_REFUSED;
	if (read == FILE_TOO_LARGE)
		buf_text(why, "larger than the limit of 256 MiB");
	else
		status = file_result(read, "read the picture", path, why);
	const struct media media = media_look(status == RESULT_OK ? buf_view(&bytes) : STR_NONE);
	if (status == RESULT_OK)
		status = store_pack(store, &asset->packed, buf_view(&bytes), media.kind == MEDIA_SVG, why);
	asset->editions = editions;
	if (status == RESULT_OK && !describe(&media, asset->packed.raw_sha256, &asset->facts)) {
		buf_text(why, "damaged, or not in a supported format: " ASSET_KINDS);
		status = RESULT_REFUSED;
	}
	buf_release(&bytes);
	return status;
}

enum result assets_add(struct assets *assets, const char *path, unsigned editions, struct compiled_asset *facts,
		       struct buf *why)
{
	if (known(assets, path, editions, facts))
		return RESULT_OK;
	struct asset *asset = calloc(1, sizeof(*asset));
	enum result status = asset ? make_asset(asset, path, editions, assets->store, why) : RESULT_NO_MEMORY;
	if (status != RESULT_OK) {
		asset_free(asset);
		return status;
	}
	*facts = asset->facts;
	pthread_mutex_lock(&assets->lock);
	status = insert(assets, path, asset) ? RESULT_OK : RESULT_NO_MEMORY;
	pthread_mutex_unlock(&assets->lock);
	return status;
}
