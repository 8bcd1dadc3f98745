/* Adds a signature to a pack. All other entries are unchanged; only offsets in the central directory change. */
#ifndef SIGN_SIGN_PACK_H
#define SIGN_SIGN_PACK_H

#include "base/result.h"
#include "sign/secret_key.h"

/* Verifies the pack at path completely, signs its manifest, and replaces the file atomically. An existing signature is
 * replaced. Appends the reason for a failure to why. */
enum result sign_pack(const char *path, const struct secret_key *key, struct buf *why) MUST_CHECK;

#endif
