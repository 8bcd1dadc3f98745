/* SHA-256, in what the processor has for it: nettle chooses when it is loaded. */
#ifndef READER_DIGEST_H
#define READER_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_SIZE = 32 };

void sha256(uint8_t digest[SHA256_SIZE], const void *bytes, size_t size);

#endif
