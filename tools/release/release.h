/* Makes a release of packs that were built: signs them, describes them, and puts all of it in its place in one step.
 *
 *	release_folder_open	a temporary folder, into which the packs are built
 *	release_make		the rest, to the last step
 *	release_folder_drop
 *
 * The same packs, key, days and base give the same bytes, over the same lock of the release before; made again, it
 * keeps the changelog that is in its place. */
#ifndef RELEASE_RELEASE_H
#define RELEASE_RELEASE_H

#include "pack/build.h"
#include "release/folder.h"
#include "sign/secret_key.h"

struct release_request {
	const struct build *build; /* whose outputs are in the folder */
	const struct secret_key *key;
	const char *date, *expires; /* YYYY-MM-DD */
	bool day_was_given;	    /* by a person, and not by the clock */
	const char *base;	    /* the older pack that the changelog compares with; or NULL */
	unsigned jobs;
	bool oci; /* an OCI image layout too */
};

/* Where why says something and the status is RELEASE_OK, it is a warning. latest is filled in for the caller. */
enum release_status release_make(struct release_folder *folder, const struct release_request *request,
				 struct release_latest *latest, struct buf *why) MUST_CHECK;

#endif
