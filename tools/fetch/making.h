/* A new file while it is made: what the steps of an update share. */
#ifndef FETCH_MAKING_H
#define FETCH_MAKING_H

#include "fetch/latest.h"
#include "fetch/local_entries.h"
#include "fetch/transfer.h"

struct entry_list {
	struct satchel_entry *at; /* in the order of the file */
	size_t count, room;
};

struct making {
	const struct latest *latest;
	const struct latest_edition *edition;
	const struct satchel_key *keys; /* that are trusted; none: signatures are not asked for */
	size_t key_count;
	struct partial_file partial;
	struct unfinished file; /* the partial file, for the reader */
	struct satchel *pack;	/* the new one, as far as it is there; NULL until its head is */
	struct local_entries local;
	const struct local_pack *twin; /* of the same release and edition, so that its manifest must be the same; or NULL */
	struct transfer transfer;
	struct entry_list entries;
	uint64_t directory; /* where the central directory begins */
	bool resumed;	    /* the partial file was begun by another run */
	bool looked;	    /* what it comes to is known already */
	bool only_look;	    /* for what it would cost: nothing but the head is fetched */
};

/* head.c. Opens the pack that the partial file is to become, and checks that it is what latest.json names, and its
 * signature. */
enum fetch_status head_open(struct making *making, struct buf *why) MUST_CHECK;
/* Lists its entries, when the head is there, and checks that they lie as packs/FORMAT.md has it. */
enum fetch_status head_list(struct making *making, struct buf *why) MUST_CHECK;
/* head_pages.c. Gets the pages of the index of a pack that is open. */
enum fetch_status head_get_pages(struct making *making, struct buf *why) MUST_CHECK;
/* Gets the head: of the index only the pages that the local entries does not have. Then opens and lists. */
enum fetch_status head_get(struct making *making, struct buf *why) MUST_CHECK;

/* body.c. Gets the rest: copies what the local entries has, and fetches what it has not. */
enum fetch_status body_get(struct making *making, struct buf *why) MUST_CHECK;
/* Tells the transfer what it will have come to when the assembler is done. */
enum fetch_status body_expect(struct making *making, const struct range_assembler *assembler) MUST_CHECK;
/* Gets everything in one request, where there is no local entry. */
enum fetch_status body_get_whole(struct making *making, struct buf *why) MUST_CHECK;
/* Makes that request, stops it after the first byte, and computes what the transfer would come to. */
enum fetch_status body_expect_whole(struct making *making, struct buf *why) MUST_CHECK;
/* Writes the central directory and the end record, and checks the whole. */
enum fetch_status body_finish(struct making *making, struct buf *why) MUST_CHECK;

/* making.c. Closes and frees all of it; the partial file stays, where it has a name. */
void making_release(struct making *making);
/* Copies an entry from the local entries to its place in the partial file. False where the local entries does not have it, or not as it should
 * be; FETCH_OK otherwise in *status. */
bool making_copy(struct making *making, const struct satchel_entry *entry, enum fetch_status *status, struct buf *why);
/* Whether the entry is there, right to the last byte. */
bool making_has(const struct making *making, const struct satchel_entry *entry);
/* The same as the check of an assembler, with the reason. */
enum fetch_status making_check(const struct making *making, const struct satchel_entry *entry, struct buf *why);

#endif
