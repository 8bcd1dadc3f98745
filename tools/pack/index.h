/* The index of an edition: index.json and its pages.
 *
 * No circle is in it: offsets count from the end of the file that tells them, so that they do not depend on how long it
 * is, and the manifest, which stands before the index, holds the digest of one that is finished. */
#ifndef PACK_INDEX_H
#define PACK_INDEX_H

#include "pack/pages.h"

struct index {
	struct packed packed; /* index.json */
	struct list lists[LISTS];
	struct pages pages[LISTS]; /* of the lists whose rows do not stand in index.json */
};

enum index_status {
	INDEX_OK,
	INDEX_LIMIT, /* why says which limit of the format it breaks */
	INDEX_NO_MEMORY,
};

/* The edition must outlive the index. Release it whatever comes back. */
enum index_status index_make(struct index *index, const struct edition *edition, unsigned jobs,
			     struct buf *why) MUST_CHECK;
void index_release(struct index *index);

#endif
