/* A pack as a row of entries: puts index.json and manifest.json together and writes the archive.
 *
 * No circle is in it: offsets in the index count from the end of index.json, so that they do not depend on how long it
 * is, and the manifest, which stands before it, holds the digest of an index that is finished. */
#ifndef PACK_LAYOUT_H
#define PACK_LAYOUT_H

#include "pack/assets.h"
#include "pack/definition.h"

/* A lesson of the pack, ready. */
struct lesson_slot {
	bool filled;
	struct packed packed;
	struct buf summary; /* its object in index.json */
	struct lesson_counts counts;
};

struct layout {
	const struct definition *definition;
	const struct lesson_slot *lessons; /* definition->lesson_count of them, in the order of the definition */
	const struct assets *assets;
};

enum layout_status {
	LAYOUT_OK,
	LAYOUT_FAILED,         /* writing failed; errno says why */
	LAYOUT_TOO_LARGE,      /* the pack is larger than the format allows */
	LAYOUT_MANIFEST_LARGE, /* the manifest is larger than 16 KiB */
	LAYOUT_NO_MEMORY,
};

/* Writes the whole archive; flushes the stream. */
enum layout_status layout_write(const struct layout *layout, FILE *out) MUST_CHECK;

#endif
