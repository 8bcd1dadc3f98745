/* Secret keys for Ed25519 signatures, in the file format of minisign (https://jedisct1.github.io/minisign/).
 *
 * A key file is encrypted with a key stream that scrypt derives from a passphrase; a BLAKE2b checksum detects a wrong
 * passphrase. Secrets are kept in locked memory that is wiped when freed (libsodium's sodium_malloc). */
#ifndef SIGN_SECRET_KEY_H
#define SIGN_SECRET_KEY_H

#include "base/buf.h"

#include <stdint.h>

enum { KEY_ID_SIZE = 8, KEY_SECRET_SIZE = 64, KEY_FILE_MAX = 4096, PASSPHRASE_MAX = 1024 };

struct secret_key {
	uint8_t id[KEY_ID_SIZE];
	uint8_t bytes[KEY_SECRET_SIZE]; /* the seed, followed by the public key */
};

enum key_status {
	KEY_OK,
	KEY_BAD_FORM,  /* not a secret key in minisign's format */
	KEY_ENCRYPTED, /* a passphrase is needed, but none was given */
	KEY_WRONG_PASSPHRASE,
	KEY_TOO_COSTLY, /* opening it would take more memory than minisign's own keys */
	KEY_NO_MEMORY,
};

/* The cost of guessing a passphrase: that of minisign, which takes a second or more and 1 GiB of memory; or the
 * minimum, for tests. */
enum key_cost { KEY_COST_FULL, KEY_COST_LEAST };

/* Generates a key with the system's random numbers; NULL if memory ran out. */
struct secret_key *secret_key_generate(void) MUST_CHECK;
/* Wipes and frees the key. */
void secret_key_free(struct secret_key *key);

/* Appends the key file. If passphrase.at is NULL it is not encrypted. The caller must wipe out. */
enum key_status secret_key_write(const struct secret_key *key, struct str passphrase, enum key_cost cost,
				 struct buf *out) MUST_CHECK;
/* Parses a key file into *key, which the caller frees. passphrase.at is NULL if there is none. */
enum key_status secret_key_read(struct secret_key **key, struct str file, struct str passphrase) MUST_CHECK;
/* Appends the public key file. */
void secret_key_public(const struct secret_key *key, struct buf *out);
/* Appends the key's id as minisign displays it: up to 16 hexadecimal digits. */
void secret_key_name(const struct secret_key *key, struct buf *out);

/* Zeroes and releases a buffer. Its room must have been reserved in advance, or copies may remain in memory. */
void secret_wipe(struct buf *buf);

#endif
