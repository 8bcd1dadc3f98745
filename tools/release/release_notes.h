/* What a release says of itself: what is new in it, in words; which progress is void, for front-ends; and the lock,
 * which the next one is judged by. */
#ifndef RELEASE_RELEASE_NOTES_H
#define RELEASE_RELEASE_NOTES_H

#include "release/release.h"

/* Writes CHANGELOG.md, progress.json and ID.lock into the folder. Beside the definition lies the lock of the last release;
 * there is none before the first. The base is a pack of that release, of any edition that this one has too, for the words
 * that changed; or NULL: then the changelog tells what changed, but not in which words; and where the lock is of this
 * very release, which is made again, it is the one that is in the folder's place, or none. */
enum release_status release_notes_write(struct release_folder *folder, const struct release_latest *latest,
				  const struct release_request *request, struct buf *why) MUST_CHECK;

#endif
