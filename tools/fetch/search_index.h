/* Regenerates the search index from the lessons, so that it need not be fetched. packs/FORMAT.md specifies its content
 * completely; only its compression may differ from the publisher's. */
#ifndef FETCH_SEARCH_INDEX_H
#define FETCH_SEARCH_INDEX_H

#include "fetch/update.h"

bool derived_is_search(const struct satchel_entry *entry);
/* If entry is the search index, generates it from the lessons, which must all be present. *made: it has the digest in
 * the index; if false, fetch it. */
enum fetch_status derived_make_search(const struct update *update, const struct satchel_entry *entry, bool *made,
				      struct buf *why) MUST_CHECK;
/* Deflates raw bytes at the level and writes them to the partial file as the given entry. *made: both digests matched
 * and it was written. */
enum fetch_status derived_put(const struct update *update, const struct satchel_entry *entry, struct str raw, int level,
			      bool *made, struct buf *why) MUST_CHECK;

#endif
