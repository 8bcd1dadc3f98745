/* Gives latest.json of an existing release a later expiry date. Everything else in the folder is unchanged. */
#ifndef RELEASE_RENEW_H
#define RELEASE_RENEW_H

#include "release/folder.h"
#include "sign/secret_key.h"

/* folder was opened at the release, which must be complete and signed with this key. Fills latest for the caller,
 * except its title. RESULT_REFUSED if something in it was changed after signing, or today is before the date of the
 * release. If the result is RESULT_OK and why is not empty, that is a warning. */
enum result release_renew(struct release_folder *folder, const struct secret_key *key, const char *today,
			  const char *expires, struct release_latest *latest, struct buf *why) MUST_CHECK;

#endif
