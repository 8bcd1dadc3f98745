#include "reader/digest.h"

#include <nettle/version.h>

void sha256_begin(struct sha256_state *state)
{
	sha256_init(&state->context);
}

void sha256_add(struct sha256_state *state, const void *bytes, size_t size)
{
	sha256_update(&state->context, size, bytes);
}

void sha256_end(struct sha256_state *state, uint8_t digest[SHA256_SIZE])
{
#if NETTLE_VERSION_MAJOR >= 4
	sha256_digest(&state->context, digest);
#else
	sha256_digest(&state->context, SHA256_SIZE, digest);
#endif
}

void sha256(uint8_t digest[SHA256_SIZE], const void *bytes, size_t size)
{
	struct sha256_state state;
	sha256_begin(&state);
	sha256_add(&state, bytes, size);
	sha256_end(&state, digest);
}
