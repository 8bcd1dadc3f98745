/* The signed files of a release: latest.json and SHA256SUMS. */
#ifndef RELEASE_SIGNED_H
#define RELEASE_SIGNED_H

#include "release/folder.h"
#include "sign/secret_key.h"

enum { SIGNED_SIZE_MAX = 1024 * 1024 };

struct satchel_key signed_public_key(const struct secret_key *key);

/* Writes latest.json and its signature. */
enum result signed_write_latest(struct release_folder *folder, const struct secret_key *key,
				const struct release_latest *latest, struct buf *why) MUST_CHECK;
/* Writes SHA256SUMS, with all recorded checksums, and its signature. */
enum result signed_write_checksums(struct release_folder *folder, const struct secret_key *key,
				   const struct release_latest *latest, struct buf *why) MUST_CHECK;
/* Reads a file in the folder, which this key must have signed with a trusted comment that begins with what; the comment
 * is stored in comment. */
enum result signed_read(const char *folder, const struct secret_key *key, const char *what, const char *name,
			struct buf *text, char comment[SATCHEL_COMMENT_MAX + 1], struct buf *why) MUST_CHECK;

#endif
