#include "pack/assets.h"

#include "base/array.h"
#include "base/path.h"
#include "reader/satchel.h"

#include <stdlib.h>
#include <strings.h>

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

/* The extension of a picture in a pack; NULL if browsers cannot display its format. */
static const char *extension_of(const char *path)
{
	static const char *const known[][2] = { { "svg", "svg" },  { "png", "png" },   { "jpg", "jpg" },
						{ "jpeg", "jpg" }, { "webp", "webp" }, { "gif", "gif" },
						{ "avif", "avif" } };
	const char *dot = strrchr(path_name(path), '.');
	for (size_t i = 0; dot && i < sizeof(known) / sizeof(known[0]); i++)
		if (strcasecmp(dot + 1, known[i][0]) == 0)
			return known[i][1];
	return NULL;
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
		int order = strcmp(assets->sorted[middle]->name, name);
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
	size_t at = name_index(assets, asset->name, &found);
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

static bool known(struct assets *assets, const char *path, unsigned editions, char name[ASSET_NAME_SIZE])
{
	bool found;
	pthread_mutex_lock(&assets->lock);
	size_t at = file_index(assets, path, &found);
	if (found) {
		assets->files[at].asset->editions |= editions;
		memcpy(name, assets->files[at].asset->name, ASSET_NAME_SIZE);
	}
	pthread_mutex_unlock(&assets->lock);
	return found;
}

bool asset_name(const char *path, const uint8_t raw_sha256[ZIP_DIGEST_SIZE], char name[ASSET_NAME_SIZE])
{
	const char *extension = extension_of(path);
	char *to = name + snprintf(name, ASSET_NAME_SIZE, "assets/");
	for (size_t i = 0; i < 16; i++)
		to += snprintf(to, 3, "%02x", raw_sha256[i]);
	snprintf(to, 6, ".%s", extension ? extension : "");
	return extension != NULL;
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
	if (status == RESULT_OK)
		status = store_pack(store, &asset->packed, buf_view(&bytes), strcmp(extension_of(path), "svg") == 0,
				    why);
	buf_release(&bytes);
	asset->editions = editions;
	return status == RESULT_OK && !asset_name(path, asset->packed.raw_sha256, asset->name) ? RESULT_REFUSED
											       : status;
}

enum result assets_add(struct assets *assets, const char *path, unsigned editions, char name[ASSET_NAME_SIZE],
		       struct buf *why)
{
	if (!extension_of(path)) {
		buf_text(why, "not in a supported format: " ASSET_KINDS);
		return RESULT_REFUSED;
	}
	if (known(assets, path, editions, name))
		return RESULT_OK;
	struct asset *asset = calloc(1, sizeof(*asset));
	enum result status = asset ? make_asset(asset, path, editions, assets->store, why) : RESULT_NO_MEMORY;
	if (status != RESULT_OK) {
		asset_free(asset);
		return status;
	}
	memcpy(name, asset->name, ASSET_NAME_SIZE);
	pthread_mutex_lock(&assets->lock);
	status = insert(assets, path, asset) ? RESULT_OK : RESULT_NO_MEMORY;
	pthread_mutex_unlock(&assets->lock);
	return status;
}
