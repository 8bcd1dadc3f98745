/* The pictures, audio, video and captions of a pack. Each file is stored once, however many lessons use it, under a
 * name derived from its content. */
#ifndef PACK_ASSETS_H
#define PACK_ASSETS_H

#include "base/file.h"
#include "check/media/media.h"
#include "pack/compile.h"
#include "pack/store.h"

#include <pthread.h>

struct asset {
	struct compiled_asset facts;
	struct packed packed;
	struct media media;
	unsigned editions; /* bit set of the editions that show it */
};

/* A file that has been read. */
struct asset_file {
	char *path;
	struct asset *asset;
};

struct assets {
	struct store *store;
	pthread_mutex_t lock; /* protects everything below; threads add concurrently */
	struct asset **sorted; /* by name */
	size_t count, room;
	struct asset_file *files; /* sorted by path */
	size_t file_count, file_room;
};

/* Added files go to the store. False if no lock can be created. */
bool assets_init(struct assets *assets, struct store *store) MUST_CHECK;
void assets_release(struct assets *assets);
/* Describes a file by its bytes and their digest. RESULT_REFUSED: packs cannot contain it for that use; why completes
 * "the file is". */
enum result asset_describe(struct str bytes, const uint8_t raw_sha256[ZIP_DIGEST_SIZE], enum file_use use,
			   struct compiled_asset *facts, struct buf *why) MUST_CHECK;
/* Adds the file at path, unless it is already there, for the editions (bits), and describes it.
 * RESULT_REFUSED: packs cannot contain it; why completes "the file is". */
enum result assets_add(struct assets *assets, const char *path, enum file_use use, unsigned editions,
		       struct compiled_asset *facts, struct buf *why) MUST_CHECK;

#endif
