/* What a release says of itself in words: what is new in it. */
#ifndef RELEASE_RECORD_H
#define RELEASE_RECORD_H

#include "release/folder.h"

/* Writes CHANGELOG.md into the folder: what changed since the older pack base, in the edition of it that is there too,
 * else in the whole. Without a base there is nothing to tell, and no such file. jobs threads read lessons. */
enum release_status record_write(struct release_folder *folder, const struct release_latest *latest, const char *base,
				 unsigned jobs, struct buf *why) MUST_CHECK;

#endif
