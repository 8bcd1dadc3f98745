/* What one edition of a pack holds: everything that has to be laid out. */
#ifndef PACK_EDITION_H
#define PACK_EDITION_H

#include "pack/assets.h"
#include "pack/definition.h"
#include "pack/outline.h"
#include "pack/search_words.h"

/* A lesson of an edition, ready. */
struct lesson_slot {
	bool held;       /* the edition has it; what follows is empty otherwise */
	struct packed packed;
	struct buf row;   /* of the outline */
	struct buf items; /* of each item its kind and its id, a zero behind either */
	struct search_words own;
	/* Where the pack holds a search index: own, or those of an edition that has the lesson as it is here. */
	const struct search_words *words;
	struct lesson_counts counts; /* what is in it */
	struct lesson_counts whole;  /* what is in all of the lesson; also where it is not held */
};

/* An entry below extras/, loaded by front-ends that know the feature. */
struct extra {
	const char *feature; /* as the manifest names it */
	const char *name;    /* of the entry: extras/search.json */
	struct packed packed;
};

struct edition {
	enum edition_id id;
	const struct definition *definition;
	struct lesson_slot *lessons; /* definition->lesson_count of them, in reading order */
	const struct assets *assets; /* of all editions */
	const struct extra *extras;  /* in byte order of their names */
	size_t extra_count;
	const char *date;            /* YYYY-MM-DD; or NULL */
	const char *deflate;         /* the name of a zlib that is not the reference; or NULL */
};

static inline bool edition_shows(const struct edition *edition, const struct asset *asset)
{
	return asset->editions & 1u << edition->id;
}

#endif
