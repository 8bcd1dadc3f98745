/* The pictures of a pack: each once, however many lessons show it, under a name made of what is in it. */
#ifndef PACK_ASSETS_H
#define PACK_ASSETS_H

#include "base/file.h"
#include "pack/compile.h"
#include "pack/store.h"

#include <pthread.h>

struct asset {
	char name[ASSET_NAME_SIZE];
	struct packed packed;
	unsigned editions; /* that show it, as bits */
};

/* A file that was read already. */
struct asset_file {
	char *path;
	struct asset *asset;
};

struct assets {
	struct store *store;
	pthread_mutex_t lock; /* of all below; threads add at the same time */
	struct asset **sorted; /* by name */
	size_t count, room;
	struct asset_file *files; /* sorted by path */
	size_t file_count, file_room;
};

enum asset_status {
	ASSET_OK,
	ASSET_UNREADABLE, /* *why says why; errno is set for FILE_FAILED */
	ASSET_BAD_KIND,   /* not of a kind that browsers show */
	ASSET_UNSTORED,   /* it could not be put into the store; errno says why */
	ASSET_NO_MEMORY,
};

#define ASSET_KINDS "svg, png, jpg, webp, gif or avif"

/* What is taken in goes to the store. False where the system has no lock left. */
bool assets_init(struct assets *assets, struct store *store) MUST_CHECK;
void assets_release(struct assets *assets);
/* The name in a pack of the picture at path, made of the digest of its bytes. False where it is not of a kind that
 * browsers show. */
bool asset_name(const char *path, const uint8_t raw_sha256[ZIP_DIGEST_SIZE], char name[ASSET_NAME_SIZE]) MUST_CHECK;
/* Takes in the file at path, if it is not yet there, for the editions (bits), and writes its name in the pack. */
enum asset_status assets_add(struct assets *assets, const char *path, unsigned editions, char name[ASSET_NAME_SIZE],
			     enum file_status *why) MUST_CHECK;

#endif
