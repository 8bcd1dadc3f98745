/* The index without fetching it. Each row of it tells where its entry lies; so one lesson that became longer changes
 * the pages of all lessons, and in a large pack they are more than what was changed. But most of what they tell is
 * known: the names and digests from the old copy, and where each entry lies from the central directory, of which a few
 * records here and there are enough. Where two of them lie as far from one another as they did, nothing between them
 * changed, or so it seems; where they don't, the records between them tell what did. From that the pages are made as
 * the writer makes them, and each is held against the digest that the page above it tells: a prediction that is wrong is
 * only in vain.
 *
 * Which lessons there are, and in which order, the outline of the new pack tells; its pages must be there. It takes
 * that the names of pictures are the old ones. */
#ifndef FETCH_PREDICTED_INDEX_H
#define FETCH_PREDICTED_INDEX_H

#include "fetch/making.h"
#include "fetch/pages.h"

/* What is known of an entry behind the head. */
struct predicted_entry {
	struct satchel_entry old;
	uint32_t old_crc;
	uint64_t record; /* where its record of the central directory is */
	bool told;	 /* its record is there; else its place is taken from those around it */
	bool fresh;	 /* the old copy has none of that name; of old, only the name is told */
	bool changed;
	struct satchel_entry now; /* as it is thought to be */
	uint32_t crc;
};

struct predicted_index {
	const struct satchel *old; /* of the local entries; NULL where it has none of this edition */
	struct predicted_entry *at;	   /* in the order of the file */
	size_t count;
	bool looked; /* whatever came of it */
	bool good;   /* of every entry it is known where it is, and which have changed */
	bool ready;  /* and what they have become: they are sorted as the rows of the lists are */
};

/* Whether it changed and must be fetched for that; what is made of lessons is not. */
bool predicted_wants(const struct predicted_entry *one);
/* Looks, in two requests. The prediction is not good where the old copy does not fit, or the server has no way to answer
 * many ranges at once. */
enum fetch_status predicted_index_look(struct making *making, struct predicted_index *predicted, struct buf *why) MUST_CHECK;
/* Fetches what changed, so that it is ready. */
enum fetch_status predicted_index_get_changed(struct making *making, struct predicted_index *predicted, struct buf *why) MUST_CHECK;
/* Whether pages of that list may be made. */
bool predicted_is_made(unsigned list);
/* Makes those of the pages that are not there and can be made. */
enum fetch_status predicted_index_make(struct making *making, const struct predicted_index *predicted, const struct page_list *pages,
			     struct buf *why) MUST_CHECK;
void predicted_index_release(struct predicted_index *predicted);

/* What a row of a list is found by: of a lesson its id. */
struct str predicted_key(const struct satchel_entry *entry);
bool predicted_is_lesson(const struct satchel_entry *entry);
/* Where the prediction is ready; NULL where there is no such lesson. */
const struct predicted_entry *predicted_find_lesson(const struct predicted_index *predicted, const char *id);

/* predicted_index_items.c: which items there are, as the lessons that changed tell, and of the others the old copy. */
struct predicted_items {
	struct satchel_item *at; /* in the order of their ids */
	size_t count, room;
	bool failed; /* memory ran out */
};

/* False where they can't be told. Release them whatever comes back. */
bool predicted_index_items(const struct making *making, const struct predicted_index *predicted, struct predicted_items *items) MUST_CHECK;
/* So many of them, from the one of that id on; NULL where there are not. */
const struct satchel_item *predicted_items_from(const struct predicted_items *items, const char *first, uint64_t rows);
void predicted_items_release(struct predicted_items *items);

#endif
