#include "release/checksums.h"

#include <sodium.h>
#include <stdlib.h>

void digest_hex(char hex[DIGEST_HEX_SIZE], const uint8_t digest[DIGEST_SIZE])
{
	sodium_bin2hex(hex, DIGEST_HEX_SIZE, digest, DIGEST_SIZE);
}

bool checksums_add(struct checksums *checksums, const char *name, const char digest[DIGEST_HEX_SIZE])
{
	if (checksums->count == CHECKSUMS_MAX || strlen(name) > CHECKSUM_NAME_MAX)
		return false;
	struct checksum *one = &checksums->all[checksums->count++];
	memcpy(one->name, name, strlen(name) + 1);
	memcpy(one->digest, digest, DIGEST_HEX_SIZE);
	return true;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct checksum *)a)->name, ((const struct checksum *)b)->name);
}

void checksums_write(struct checksums *checksums, struct buf *out)
{
	qsort(checksums->all, checksums->count, sizeof(checksums->all[0]), by_name);
	/* Names consist of ids, versions and digests, which contain nothing that sha256sum would escape. */
	for (size_t i = 0; i < checksums->count; i++)
		buf_format(out, "%s  %s\n", checksums->all[i].digest, checksums->all[i].name);
}
