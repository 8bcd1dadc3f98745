/* The content of one edition of a pack. */
#ifndef PACK_EDITION_H
#define PACK_EDITION_H

#include "pack/assets.h"
#include "pack/definition.h"
#include "pack/outline.h"
#include "pack/search_words.h"
#include "pack/store.h"

/* A compiled lesson of an edition. */
struct lesson_slot {
	bool included;       /* the edition has it; otherwise the rest is empty */
	struct packed packed;
	struct buf row;   /* of the outline */
	struct buf items; /* kind and id of each item, each followed by a zero byte */
	struct search_words own;
	/* If the pack has a search index: its own words, or those of an edition with the same version of the lesson. */
	const struct search_words *words;
	struct lesson_counts counts; /* of this version */
	struct lesson_counts whole;  /* of the complete lesson, even if the edition does not have it */
};

/* An entry below extras/, used by front-ends that know the feature. */
struct extra {
	const char *feature; /* name in the manifest */
	const char *name;    /* entry name: extras/search.json */
	struct packed packed;
};

struct edition {
	enum edition_id id;
	const struct definition *definition;
	struct lesson_slot *lessons; /* definition->lesson_count elements, in reading order */
	const struct assets *assets; /* of all editions */
	const struct compiled_asset *cover; /* or NULL */
	const struct extra *extras;  /* sorted by name */
	size_t extra_count;
	const char *date;            /* YYYY-MM-DD; or NULL */
	struct store *store;         /* deflates the pages of the index */
};

static inline bool edition_shows(const struct edition *edition, const struct asset *asset)
{
	return asset->editions & 1u << edition->id;
}

#endif
