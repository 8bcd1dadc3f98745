/* Predicts the pages of the index, so that they need not be fetched.
 *
 * Each row of the index contains its entry's offset, so one lesson that became longer changes all later rows; in a
 * large pack, these pages are larger than the change itself. But most of their content is known: names and digests from
 * the old copy, and offsets from the central directory, of which a sample suffices. If the distance between two sampled
 * records is unchanged, presumably nothing between them changed; otherwise the records between them are fetched too.
 * The pages are then generated exactly as the writer does it, and each is verified against its digest in the page
 * above: a wrong prediction costs only time.
 *
 * The list and order of lessons are taken from the outline pages of the new pack, which must be present. The names of
 * pictures are assumed to be unchanged. */
#ifndef FETCH_PREDICTED_INDEX_H
#define FETCH_PREDICTED_INDEX_H

#include "fetch/update.h"
#include "fetch/pages.h"

/* What is known of an entry after the head. */
struct predicted_entry {
	struct satchel_entry old;
	uint32_t old_crc;
	uint64_t record; /* offset of its record in the central directory */
	bool known;	 /* its record has been read; otherwise its offset is interpolated */
	bool fresh;	 /* not in the old copy; then only the name in old is set */
	bool changed;
	struct satchel_entry now; /* predicted */
	uint32_t crc;
};

struct predicted_index {
	const struct satchel *old; /* pack of the local entries; NULL if none has this edition */
	struct predicted_entry *at;	   /* in file order */
	size_t count;
	bool tried; /* predicted_index_locate has run, with any result */
	bool good;   /* the offset of every entry is known, and which ones changed */
	bool ready;  /* the changed entries are present; at is sorted as the rows of the lists are */
};

/* Whether the entry changed and must be fetched for the prediction. Derived entries need not be. */
bool predicted_wants(const struct predicted_entry *one);
/* Determines offsets and changes in two requests. good remains false if the old copy differs too much, or the server
 * does not support multiple ranges. */
enum fetch_status predicted_index_locate(struct update *update, struct predicted_index *predicted,
					 struct buf *why) MUST_CHECK;
/* Fetches the changed entries, and sets ready. */
enum fetch_status predicted_index_get_changed(struct update *update, struct predicted_index *predicted,
					      struct buf *why) MUST_CHECK;
/* Whether pages of that list can be generated. */
bool predicted_is_made(unsigned list);
/* Generates those of the pages that are missing and can be generated. */
enum fetch_status predicted_index_make(struct update *update, const struct predicted_index *predicted,
				       const struct page_list *pages, struct buf *why) MUST_CHECK;
void predicted_index_release(struct predicted_index *predicted);

/* The sort key of a row in a list; for a lesson, its id. */
struct str predicted_key(const struct satchel_entry *entry);
bool predicted_is_lesson(const struct satchel_entry *entry);
/* Requires that the prediction is ready. NULL if there is no such lesson. */
const struct predicted_entry *predicted_find_lesson(const struct predicted_index *predicted, const char *id);

/* predicted_items.c: the items, from the changed lessons, and for the other lessons from the old copy. */
struct predicted_items {
	struct satchel_item *at; /* sorted by id */
	size_t count, room;
	bool failed; /* memory ran out */
};

/* False if they cannot be determined. Release *items whatever the result. */
bool predicted_index_items(const struct update *update, const struct predicted_index *predicted,
			   struct predicted_items *items) MUST_CHECK;
/* Returns the item with the id first if at least rows items follow from there, else NULL. */
const struct satchel_item *predicted_items_from(const struct predicted_items *items, const char *first, uint64_t rows);
void predicted_items_release(struct predicted_items *items);

#endif
