/* The last version of each lesson that had no errors, to show while the lesson has some. They are kept in a file
 * without a name, so that memory use does not grow with the tree. */
#ifndef PREVIEW_GOOD_SOURCES_H
#define PREVIEW_GOOD_SOURCES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/result.h"

#include <pthread.h>
#include <stdint.h>

struct good_sources {
	int file;
	pthread_mutex_t lock; /* protects what follows */
	uint64_t end;
	struct arena arena;
	struct map places; /* struct good_source by path */
};

/* Creates the file in the folder. Release it if the result is RESULT_OK. */
enum result good_sources_init(struct good_sources *sources, const char *folder, struct buf *why) MUST_CHECK;
void good_sources_release(struct good_sources *sources);

/* Keeps a copy of the bytes of the file at path, instead of those before. Thread-safe. False on failure. */
bool good_sources_keep(struct good_sources *sources, const char *path, struct str bytes) MUST_CHECK;
bool good_sources_has(struct good_sources *sources, const char *path);
/* Appends them. False, without effect, if there are none, or they cannot be read. Thread-safe. */
bool good_sources_get(struct good_sources *sources, const char *path, struct buf *bytes);

#endif
