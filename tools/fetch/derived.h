/* What of a pack follows from its lessons, and so need not be fetched: the search index. packs/FORMAT.md tells what is
 * in it to the last number, so that only how it was deflated may be another's. */
#ifndef FETCH_DERIVED_H
#define FETCH_DERIVED_H

#include "fetch/making.h"

bool derived_is_search(const struct satchel_entry *entry);
/* Makes the entry, where it is the search index, from the lessons, which are all there. *made says whether it became
 * what the index tells; if not, it must be fetched. */
enum fetch_status derived_make_search(const struct making *making, const struct satchel_entry *entry, bool *made,
				      struct buf *why) MUST_CHECK;
/* Puts an entry into the partial file that was made of these raw bytes, where their digests and those of what they deflate to
 * are the wanted ones, as *made says. */
enum fetch_status derived_put(const struct making *making, const struct satchel_entry *entry, struct str raw, bool *made,
			      struct buf *why) MUST_CHECK;

#endif
