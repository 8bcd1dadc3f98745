#include "preview/good_sources.h"

#include "base/file.h"
#include "base/hash.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

struct good_source {
	uint64_t offset, hash;
	size_t len;
};

static int temporary_file(const char *folder, struct buf *why)
{
	struct buf path;
	buf_init(&path, 64 * 1024);
	buf_format(&path, "%s/satchel-preview-XXXXXX", folder);
	int file = buf_failed(&path) ? -1 : mkstemp(path.at);
	if (file >= 0)
		unlink(path.at);
	else
		buf_format(why, "cannot create a file in '%s': %s", folder, file_status_text(FILE_FAILED));
	buf_release(&path);
	return file;
}

enum result good_sources_init(struct good_sources *sources, const char *folder, struct buf *why)
{
	*sources = (struct good_sources){ .file = temporary_file(folder, why) };
	if (sources->file < 0)
		return RESULT_FAILED;
	if (pthread_mutex_init(&sources->lock, NULL) != 0) {
		close(sources->file);
		return RESULT_NO_MEMORY;
	}
	arena_init(&sources->arena);
	map_init(&sources->places);
	return RESULT_OK;
}

void good_sources_release(struct good_sources *sources)
{
	close(sources->file);
	pthread_mutex_destroy(&sources->lock);
	map_release(&sources->places);
	arena_release(&sources->arena);
}

/* What is known of the file at path, to be changed; NULL if memory ran out. */
static struct good_source *place_of(struct good_sources *sources, const char *path)
{
	struct good_source *place = map_get(&sources->places, str_from(path));
	if (place)
		return place;
	struct str key = arena_str(&sources->arena, str_from(path));
	place = arena_alloc(&sources->arena, sizeof(*place));
	void **slot = key.at && place ? map_put(&sources->places, key) : NULL;
	if (!slot)
		return NULL;
	*slot = place;
	return place;
}

bool good_sources_keep(struct good_sources *sources, const char *path, struct str bytes)
{
	uint64_t hash = hash_of(bytes, HASH_KEY);
	bool good = true;
	pthread_mutex_lock(&sources->lock);
	struct good_source *place = place_of(sources, path);
	if (!place || place->len != bytes.len || place->hash != hash) {
		good = place && file_write_at(sources->file, sources->end, bytes.at, bytes.len);
		if (good)
			*place = (struct good_source){ sources->end, hash, bytes.len };
		sources->end += good ? bytes.len : 0;
	}
	pthread_mutex_unlock(&sources->lock);
	return good;
}

bool good_sources_has(struct good_sources *sources, const char *path)
{
	pthread_mutex_lock(&sources->lock);
	bool has = map_get(&sources->places, str_from(path)) != NULL;
	pthread_mutex_unlock(&sources->lock);
	return has;
}

bool good_sources_get(struct good_sources *sources, const char *path, struct buf *bytes)
{
	pthread_mutex_lock(&sources->lock);
	const struct good_source *known = map_get(&sources->places, str_from(path));
	struct good_source place = known ? *known : (struct good_source){ .len = 0 };
	pthread_mutex_unlock(&sources->lock);
	char *to = place.len ? buf_reserve(bytes, place.len) : NULL;
	if (!to || !file_read_at(sources->file, place.offset, to, place.len))
		return false;
	buf_grew(bytes, place.len);
	return true;
}
