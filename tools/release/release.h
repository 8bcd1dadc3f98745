/* Makes a release of packs that have been built: signs and describes them, and installs everything atomically.
 *
 *         release_folder_open     creates a temporary folder, into which the packs are built
 *         release_make            does the rest
 *         release_folder_drop
 *
 * The same packs, key, dates, base and previous lock give the same bytes; repeated for an existing release, it keeps
 * the changelog. */
#ifndef RELEASE_RELEASE_H
#define RELEASE_RELEASE_H

#include "pack/build.h"
#include "release/folder.h"
#include "sign/secret_key.h"

struct release_request {
	const struct build *build; /* its outputs are in the folder */
	const struct secret_key *key;
	const char *date, *expires; /* YYYY-MM-DD */
	bool day_was_given;	    /* by the user, rather than from the clock */
	const char *base;	    /* the older pack to compare with for the changelog; or NULL */
	unsigned jobs;
	bool oci;    /* also write an OCI image layout */
	bool player; /* also write the player, so that the folder is a web site */
};

/* If the result is RESULT_OK and why is not empty, that is a warning. Fills latest for the caller. */
enum result release_make(struct release_folder *folder, const struct release_request *request,
			 struct release_latest *latest, struct buf *why) MUST_CHECK;

#endif
