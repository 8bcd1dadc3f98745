/* The index of an edition: index.json and its pages.
 *
 * There are no circular dependencies: offsets count from the end of the file that contains them, so they do not depend
 * on its length, and the manifest, which precedes the index, contains the digest of the complete index.json. */
#ifndef PACK_INDEX_H
#define PACK_INDEX_H

#include "base/result.h"
#include "pack/pages.h"

struct pack_index {
	struct packed packed; /* index.json */
	struct index_list lists[LISTS];
	struct pages pages[LISTS]; /* of the lists that are not part of index.json */
};

/* The edition must outlive the index. Release it whatever the result. */
enum result index_make(struct pack_index *index, const struct edition *edition, unsigned jobs,
		       struct buf *why) MUST_CHECK;
void index_release(struct pack_index *index);

#endif
