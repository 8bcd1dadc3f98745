/* The state that the steps of an update share while the new file is built. */
#ifndef FETCH_UPDATE_H
#define FETCH_UPDATE_H

#include "fetch/latest.h"
#include "fetch/local_entries.h"
#include "fetch/transfer.h"
#include "reader/entry_list.h"

struct update {
	const struct latest *latest;
	const struct latest_edition *edition;
	const struct satchel_key *keys; /* trusted keys; if there are none, signatures are not required */
	size_t key_count;
	struct partial_file partial;
	struct unfinished file; /* the partial file, for the reader */
	struct satchel *pack;	/* the new pack, as far as it is complete; NULL until its head is */
	struct local_entries local;
	const struct local_pack
		*same_release; /* local pack of the same release and edition, whose manifest must be the same;
	                                * or NULL */
	struct transfer transfer;
	struct entry_list entries;
	uint64_t directory; /* offset of the central directory */
	bool resumed;	    /* an earlier run began the partial file */
	bool cost_known;	    /* the cost is known */
	bool dry_run;	    /* compute the cost only: fetch nothing but the head */
};

/* head.c: opens the pack in the partial file, and checks that it matches latest.json and is signed. */
enum fetch_status head_open(struct update *update, struct buf *why) MUST_CHECK;
/* Lists its entries once the head is complete, and checks that they are laid out as packs/FORMAT.md specifies. */
enum fetch_status head_list(struct update *update, struct buf *why) MUST_CHECK;
/* head_pages.c: gets the pages of the index of an open pack. */
enum fetch_status head_get_pages(struct update *update, struct buf *why) MUST_CHECK;
/* Gets the head; of the index, fetches only the pages that the local entries lack. Then opens the pack and lists it. */
enum fetch_status head_get(struct update *update, struct buf *why) MUST_CHECK;

/* body.c: gets the rest: copies what the local entries have, and fetches the other entries. */
enum fetch_status body_get(struct update *update, struct buf *why) MUST_CHECK;
/* Sets the transfer's expected total to its size once the assembler is done. */
enum fetch_status body_expect(struct update *update, const struct range_assembler *assembler) MUST_CHECK;
/* Fetches the whole file in one request if there are no local entries. */
enum fetch_status body_get_whole(struct update *update, struct buf *why) MUST_CHECK;
/* Makes that request, stops it after the first byte, and computes the expected size of the transfer. */
enum fetch_status body_expect_whole(struct update *update, struct buf *why) MUST_CHECK;
/* Writes the central directory and the end record, and verifies the whole file. */
enum fetch_status body_finish(struct update *update, struct buf *why) MUST_CHECK;

/* update.c: closes and frees everything; a partial file that has a name remains. */
void update_release(struct update *update);
/* Copies an entry from the local entries to its offset in the partial file. False if they lack it or have it damaged.
 * *status is FETCH_OK unless writing failed. */
bool update_copy_entry(struct update *update, const struct satchel_entry *entry, enum fetch_status *status,
		       struct buf *why);
/* Whether the entry is present and correct in every byte. */
bool update_has(const struct update *update, const struct satchel_entry *entry);
/* The same with the reason, as the check of an assembler. */
enum fetch_status update_check(const struct update *update, const struct satchel_entry *entry, struct buf *why);

#endif
