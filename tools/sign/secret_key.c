#include "sign/secret_key.h"

#include "base/base64.h"

#include <inttypes.h>
#include <sodium.h>

/* The second line of a key file, decoded from base64. Numbers are little-endian. */
struct key_file {
	uint8_t algorithm[2];	       /* "Ed" */
	uint8_t kdf[2];		       /* "Sc": scrypt; two zeros: not encrypted */
	uint8_t checksum_algorithm[2]; /* "B2" */
	uint8_t salt[crypto_pwhash_scryptsalsa208sha256_SALTBYTES];
	uint8_t operations[8], memory[8]; /* limits for scrypt */
	/* Encrypted from here: */
	uint8_t id[KEY_ID_SIZE];
	uint8_t bytes[KEY_SECRET_SIZE];
	uint8_t checksum[crypto_generichash_BYTES]; /* of algorithm, id and bytes */
};

enum { ENCRYPTED_SIZE = KEY_ID_SIZE + KEY_SECRET_SIZE + crypto_generichash_BYTES };
_Static_assert(sizeof(struct key_file) == 54 + ENCRYPTED_SIZE, "there are no gaps in it");

static const char head[] = "untrusted comment: ";

struct secret_key *secret_key_generate(void)
{
	struct secret_key *key = sodium_malloc(sizeof(*key));
	uint8_t public[crypto_sign_PUBLICKEYBYTES];
	if (!key)
		return NULL;
	crypto_sign_keypair(public, key->bytes);
	randombytes_buf(key->id, sizeof(key->id));
	return key;
}

void secret_key_free(struct secret_key *key)
{
	sodium_free(key);
}

static void put64(uint8_t bytes[8], uint64_t number)
{
	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(number >> 8 * i);
}

static uint64_t get64(const uint8_t bytes[8])
{
	uint64_t number = 0;
	for (int i = 0; i < 8; i++)
		number |= (uint64_t)bytes[i] << 8 * i;
	return number;
}

static void checksum(const struct key_file *file, uint8_t sum[crypto_generichash_BYTES])
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, crypto_generichash_BYTES);
	crypto_generichash_update(&state, file->algorithm, sizeof(file->algorithm));
	crypto_generichash_update(&state, file->id, sizeof(file->id));
	crypto_generichash_update(&state, file->bytes, sizeof(file->bytes));
	crypto_generichash_final(&state, sum, crypto_generichash_BYTES);
	sodium_memzero(&state, sizeof(state));
}

/* Encrypts or decrypts in place. False if memory ran out. */
static bool apply_passphrase(struct key_file *file, struct str passphrase)
{
	uint8_t *stream = sodium_malloc(ENCRYPTED_SIZE), *secret = file->id;
	bool good = stream && crypto_pwhash_scryptsalsa208sha256(stream, ENCRYPTED_SIZE, passphrase.at, passphrase.len,
								 file->salt, get64(file->operations),
								 (size_t)get64(file->memory)) == 0;
	for (size_t i = 0; good && i < ENCRYPTED_SIZE; i++)
		secret[i] ^= stream[i];
	sodium_free(stream);
	return good;
}

enum key_status secret_key_write(const struct secret_key *key, struct str passphrase, enum key_cost cost,
				 struct buf *out)
{
	struct key_file *file = sodium_malloc(sizeof(*file));
	enum key_status status = KEY_NO_MEMORY;
	/* Reserve the room in advance, so that the text is never moved and leaves no copy. */
	if (!file || !buf_reserve(out, KEY_FILE_MAX))
		goto out;
	memset(file, 0, sizeof(*file));
	memcpy(file->algorithm, "Ed", 2);
	memcpy(file->checksum_algorithm, "B2", 2);
	memcpy(file->id, key->id, sizeof(file->id));
	memcpy(file->bytes, key->bytes, sizeof(file->bytes));
	if (passphrase.at) {
		bool full = cost == KEY_COST_FULL;
		memcpy(file->kdf, "Sc", 2);
		checksum(file, file->checksum);
		randombytes_buf(file->salt, sizeof(file->salt));
		put64(file->operations, full ? crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE
					     : crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_MIN);
		put64(file->memory, full ? crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE
					 : crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_MIN);
		if (!apply_passphrase(file, passphrase))
			goto out;
	}
	buf_format(out, "%sminisign %s secret key\n", head, passphrase.at ? "encrypted" : "unencrypted");
	base64_add(out, file, sizeof(*file));
	buf_char(out, '\n');
	status = buf_failed(out) ? KEY_NO_MEMORY : KEY_OK;
out:
	sodium_free(file);
	return status;
}

/* Decodes the second line; the first is a comment, and nothing follows. */
static bool decode(struct str text, struct key_file *file)
{
	const char *end = memchr(text.at, '\n', text.len);
	size_t got = 0;
	if (!str_starts(text, head) || !end)
		return false;
	const char *line = end + 1;
	size_t len = text.len - (size_t)(line - text.at);
	while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
		len--;
	return sodium_base642bin((unsigned char *)file, sizeof(*file), line, len, NULL, &got, NULL,
				 sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       got == sizeof(*file) && memcmp(file->algorithm, "Ed", 2) == 0 &&
	       memcmp(file->checksum_algorithm, "B2", 2) == 0;
}

static enum key_status decrypt(struct key_file *file, struct str passphrase)
{
	uint8_t sum[crypto_generichash_BYTES];
	if (memcmp(file->kdf, "Sc", 2) != 0)
		return memcmp(file->kdf, "\0\0", 2) == 0 ? KEY_OK : KEY_BAD_FORM;
	if (!passphrase.at)
		return KEY_ENCRYPTED;
	if (get64(file->operations) > crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE ||
	    get64(file->memory) > crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE)
		return KEY_TOO_COSTLY;
	if (!apply_passphrase(file, passphrase))
		return KEY_NO_MEMORY;
	checksum(file, sum);
	bool right = sodium_memcmp(sum, file->checksum, sizeof(sum)) == 0;
	sodium_memzero(sum, sizeof(sum));
	return right ? KEY_OK : KEY_WRONG_PASSPHRASE;
}

/* Whether the public half matches the secret one; the only check for a key without a passphrase. */
static bool is_pair(const struct key_file *file)
{
	uint8_t public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	bool good = crypto_sign_seed_keypair(public, secret, file->bytes) == 0 &&
		    sodium_memcmp(secret, file->bytes, sizeof(secret)) == 0;
	sodium_memzero(secret, sizeof(secret));
	return good;
}

enum key_status secret_key_read(struct secret_key **key, struct str text, struct str passphrase)
{
	struct key_file *file = sodium_malloc(sizeof(*file));
	enum key_status status = KEY_NO_MEMORY;
	*key = NULL;
	if (!file)
		return KEY_NO_MEMORY;
	status = decode(text, file) ? decrypt(file, passphrase) : KEY_BAD_FORM;
	if (status == KEY_OK && !is_pair(file))
		status = KEY_BAD_FORM;
	if (status == KEY_OK && !(*key = sodium_malloc(sizeof(**key))))
		status = KEY_NO_MEMORY;
	if (status == KEY_OK) {
		memcpy((*key)->id, file->id, sizeof((*key)->id));
		memcpy((*key)->bytes, file->bytes, sizeof((*key)->bytes));
	}
	sodium_free(file);
	return status;
}

void secret_key_name(const struct secret_key *key, struct buf *out)
{
	/* As a number, like minisign. */
	buf_format(out, "%" PRIX64, get64(key->id));
}

void secret_key_public(const struct secret_key *key, struct buf *out)
{
	uint8_t bytes[2 + KEY_ID_SIZE + crypto_sign_PUBLICKEYBYTES] = { 'E', 'd' };
	memcpy(bytes + 2, key->id, sizeof(key->id));
	memcpy(bytes + 2 + KEY_ID_SIZE, key->bytes + crypto_sign_SEEDBYTES, crypto_sign_PUBLICKEYBYTES);
	buf_format(out, "%sminisign public key ", head);
	secret_key_name(key, out);
	buf_char(out, '\n');
	base64_add(out, bytes, sizeof(bytes));
	buf_char(out, '\n');
}

void secret_wipe(struct buf *buf)
{
	if (buf->at)
		sodium_memzero(buf->at, buf->room);
	buf_release(buf);
}
