/* Adds a signature to a pack. All other entries are unchanged; only offsets in the central directory change. */
#ifndef SIGN_SIGN_PACK_H
#define SIGN_SIGN_PACK_H

#include "sign/secret_key.h"

enum sign_status {
	SIGN_OK,
	SIGN_REFUSED, /* not a pack, or damaged: see why */
	SIGN_FAILED,  /* reading or writing failed: see why */
	SIGN_NO_MEMORY,
};

/* Verifies the pack at path completely, signs its manifest, and replaces the file atomically. An existing signature is
 * replaced. Appends the reason for a failure to why. */
enum sign_status sign_pack(const char *path, const struct secret_key *key, struct buf *why) MUST_CHECK;

#endif
