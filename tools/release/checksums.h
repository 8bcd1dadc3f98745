/* SHA256SUMS: the digests of a release's files, in the format of sha256sum -c. */
#ifndef RELEASE_CHECKSUMS_H
#define RELEASE_CHECKSUMS_H

#include "base/buf.h"

#include <stdint.h>

enum {
	CHECKSUMS_MAX = 256, /* more than any release has, with the player */
	CHECKSUM_NAME_MAX = 255,
	DIGEST_SIZE = 32,
	DIGEST_HEX_SIZE = 2 * DIGEST_SIZE + 1, /* as text, with a terminating zero */
};

struct checksum {
	char name[CHECKSUM_NAME_MAX + 1]; /* relative to the folder of the release */
	char digest[DIGEST_HEX_SIZE];
};

struct checksums {
	struct checksum all[CHECKSUMS_MAX];
	size_t count;
};

/* Writes the digest as 64 lower-case hexadecimal digits. */
void digest_hex(char hex[DIGEST_HEX_SIZE], const uint8_t digest[DIGEST_SIZE]);
/* Adds a file. False if there are too many, or its name is too long. */
bool checksums_add(struct checksums *checksums, const char *name, const char digest[DIGEST_HEX_SIZE]) MUST_CHECK;
/* Appends a line for each, sorted by name. */
void checksums_write(struct checksums *checksums, struct buf *out);

#endif
