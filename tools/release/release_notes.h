/* The notes of a release: its changes in words; which progress is void, for front-ends; and the lock, by which the next
 * release is judged. */
#ifndef RELEASE_RELEASE_NOTES_H
#define RELEASE_RELEASE_NOTES_H

#include "release/release.h"

/* Writes CHANGELOG.md, progress.json and ID.lock into the folder. The lock of the last release is beside the
 * definition, unless this is the first. base is a pack of that release, of any edition that this one also has, for the
 * words that changed; if it is NULL, the changelog lists changes without words. If the lock belongs to this same
 * release, which is being repeated, the changelog is taken from the destination, or omitted. */
enum result release_notes_write(struct release_folder *folder, const struct release_latest *latest,
				const struct release_request *request, struct buf *why) MUST_CHECK;

#endif
