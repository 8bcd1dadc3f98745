#include "reader/digest.h"

#include <nettle/sha2.h>
#include <nettle/version.h>

void sha256(uint8_t digest[SHA256_SIZE], const void *bytes, size_t size)
{
	struct sha256_ctx context;
	sha256_init(&context);
	sha256_update(&context, size, bytes);
#if NETTLE_VERSION_MAJOR >= 4
	sha256_digest(&context, digest);
#else
	sha256_digest(&context, SHA256_SIZE, digest);
#endif
}
