/* Anki's packages: ZIP archives with a collection, a list of media, and the media under numbers. Nobody vouches for
 * them: sizes are limited, and names never are paths. What is imported is held in memory until the lessons are checked,
 * so that nothing is written by halves; satchel-import(1) says what to do with larger ones. */
#ifndef CONVERT_ANKI_PACKAGE_H
#define CONVERT_ANKI_PACKAGE_H

#include "base/map.h"
#include "convert/core/files.h"
#include "convert/core/import.h"

#include <zip.h>

enum {
	PACKAGE_ENTRIES_MAX = 200000,
	PACKAGE_COLLECTION_MAX = 512 << 20, /* bytes */
	PACKAGE_LIST_MAX = 64 << 20,
	PACKAGE_MEDIUM_MAX = 256 << 20,
	PACKAGE_MEDIA_MAX = 1 << 30, /* together */
	PACKAGE_RATIO_MAX = 200,     /* of raw and stored bytes, above PACKAGE_RATIO_FROM */
	PACKAGE_RATIO_FROM = 16 << 20,
};

struct package_medium {
	struct str name;  /* as the package lists it */
	struct str entry; /* of the archive */
	struct str bytes; /* once it is used */
	bool used;
	struct package_medium *next;
};

struct package {
	struct import *import;
	zip_t *zip;
	bool latest; /* collection, list and media are compressed with zstd, and the list is a message */
	struct package_medium *media;
	struct map by_name; /* struct package_medium, by normalised name */
	size_t media_left;
};

/* Opens the archive. RESULT_REFUSED: it is damaged, or none of Anki's. Close it in any case. */
enum result package_open(struct package *package, struct import *import, const char *path, struct buf *why) MUST_CHECK;
void package_close(struct package *package);

/* Reads the collection, which is cleared first. */
enum result package_collection(struct package *package, struct buf *out, struct buf *why) MUST_CHECK;
/* Reads the list of media. If it is damaged, adds a row for item. */
void package_list_media(struct package *package, struct ledger_item *item);
/* Adds a row for each medium that has not been used. */
void package_report_unused(struct package *package);
/* Finds a medium by its name, in any Unicode form. context is the package. */
find_file package_find;

#endif
