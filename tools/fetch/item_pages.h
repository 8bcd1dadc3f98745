/* Makes the pages of items from the lessons, so that they need not be fetched: one lesson more may change most of them,
 * because ids have no order. The items of unchanged lessons are those of the old copy. Each page is compared with its
 * digest in the page above: a wrong one costs only time, and is fetched. */
#ifndef FETCH_ITEM_PAGES_H
#define FETCH_ITEM_PAGES_H

#include "fetch/pages.h"
#include "fetch/update.h"

struct item_pages {
	size_t old;                 /* number of the local pack that has the items of unchanged lessons */
	struct entry_list entries;  /* of the new pack, in file order: lessons, then files */
	size_t lessons;             /* how many of them are lessons */
	bool *changed;              /* for each of them: it is not that of the old copy */
	struct satchel_item *items; /* sorted by id */
	size_t count, room;
	bool failed; /* memory ran out */
};

/* Lists the lessons and files of the new pack, whose pages must be present. Release *made whatever the result. */
enum fetch_status item_pages_init(struct item_pages *made, struct update *update, struct buf *why) MUST_CHECK;
void item_pages_release(struct item_pages *made);
/* Adds those to fetch to the assembler, whose pieces are numbered as made->entries; copies the others that are not in
 * the old copy, unless update->dry_run is set. The files are not needed, but then cost no request of their own. */
enum fetch_status item_pages_want(struct item_pages *made, struct update *update, struct range_assembler *assembler,
				  struct buf *why) MUST_CHECK;
/* Fetches them, and collects the items. */
enum fetch_status item_pages_collect(struct item_pages *made, struct update *update, struct buf *why) MUST_CHECK;
/* Makes those of the pages that are missing and can be made. */
enum fetch_status item_pages_make(const struct item_pages *made, struct update *update, const struct page_list *pages,
				  struct buf *why) MUST_CHECK;

#endif
