/* SHA-256 by nettle, which uses the processor's instructions for it. Only this file knows which library is used. */
#ifndef READER_DIGEST_H
#define READER_DIGEST_H

#include <nettle/sha2.h>
#include <stddef.h>
#include <stdint.h>

enum { SHA256_SIZE = 32 };

void sha256(uint8_t digest[SHA256_SIZE], const void *bytes, size_t size);

/* The same for bytes that arrive in parts. */
struct sha256_state {
	struct sha256_ctx context;
};
void sha256_begin(struct sha256_state *state);
void sha256_add(struct sha256_state *state, const void *bytes, size_t size);
void sha256_end(struct sha256_state *state, uint8_t digest[SHA256_SIZE]);

#endif
