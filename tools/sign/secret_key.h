/* Secret keys for Ed25519 signatures, in files as minisign writes them (https://jedisct1.github.io/minisign/).
 *
 * A key's file is encrypted with a passphrase: scrypt makes a key stream of it, and a BLAKE2b checksum tells whether the
 * passphrase was right. Secrets live in memory that is locked and wiped (libsodium's sodium_malloc). */
#ifndef SIGN_SECRET_KEY_H
#define SIGN_SECRET_KEY_H

#include "base/buf.h"

#include <stdint.h>

enum { KEY_ID_SIZE = 8, KEY_SECRET_SIZE = 64, KEY_FILE_MAX = 4096, PASSPHRASE_MAX = 1024 };

struct secret_key {
	uint8_t id[KEY_ID_SIZE];
	uint8_t bytes[KEY_SECRET_SIZE]; /* the seed, and behind it the public key */
};

enum key_status {
	KEY_OK,
	KEY_BAD_FORM,  /* no secret key as minisign writes it */
	KEY_ENCRYPTED, /* a passphrase is needed, and none is given */
	KEY_WRONG_PASSPHRASE,
	KEY_TOO_COSTLY, /* opening it would take more memory than minisign's own keys do */
	KEY_NO_MEMORY,
};

/* How hard a passphrase is to guess: what minisign takes, which is a second or more and 1 GiB of memory; or as little as
 * can be, for tests. */
enum key_cost { KEY_COST_FULL, KEY_COST_LEAST };

/* A new key by the system's random numbers; NULL where memory ran out. */
struct secret_key *secret_key_generate(void) MUST_CHECK;
/* Wipes and frees it. */
void secret_key_free(struct secret_key *key);

/* Appends the key's file. passphrase.at is NULL where it is not to be encrypted. out is the caller's to wipe. */
enum key_status secret_key_write(const struct secret_key *key, struct str passphrase, enum key_cost cost,
				 struct buf *out) MUST_CHECK;
/* Reads a file into *key, which is the caller's. passphrase.at is NULL where there is none. */
enum key_status secret_key_read(struct secret_key **key, struct str file, struct str passphrase) MUST_CHECK;
/* Appends the file of the public key. */
void secret_key_public(const struct secret_key *key, struct buf *out);
/* Appends the key's id as minisign shows it: a number of up to 16 hexadecimal digits. */
void secret_key_name(const struct secret_key *key, struct buf *out);

/* Zeroes a buffer's bytes and releases it. Its room must have been reserved before, or copies may be left behind. */
void secret_wipe(struct buf *buf);

#endif
