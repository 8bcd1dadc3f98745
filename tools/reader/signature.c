/* Public keys and signatures in the format of minisign:
 *
 *         untrusted comment: …
 *         base64 of "Ed", the key's id (8 bytes), the public key (32)
 *
 *         untrusted comment: …
 *         base64 of "Ed", the key's id (8), the signature (64)
 *         trusted comment: …
 *         base64 of a signature (64) over that signature and the trusted comment
 *
 * With "ED" in place of "Ed", the BLAKE2b-512 of the message is signed instead, which is minisign's default. */
#include "reader/internal.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { ALGORITHM = 2, HEAD = ALGORITHM + SATCHEL_KEY_ID_SIZE, SIGNATURE = crypto_sign_BYTES };

static const char untrusted_head[] = "untrusted comment: ", trusted_head[] = "trusted comment: ";

struct line {
	const char *at;
	size_t size;
};

/* Removes the next line from the text, and returns it without its end. */
static struct line take_line(struct line *text)
{
	const char *end = text->size ? memchr(text->at, '\n', text->size) : NULL;
	size_t size = end ? (size_t)(end - text->at) : text->size;
	struct line line = { text->at, size };
	size_t taken = size + (end != NULL);
	text->at += taken;
	text->size -= taken;
	if (line.size > 0 && line.at[line.size - 1] == '\r')
		line.size--;
	return line;
}

static bool begins(struct line line, const char *head)
{
	size_t size = strlen(head);
	return line.size >= size && memcmp(line.at, head, size) == 0;
}

/* Decodes canonical base64 of size bytes, at most HEAD + SIGNATURE. Needed because libsodium accepts non-ASCII
 * bytes. */
static bool decode(struct line line, unsigned char *bytes, size_t size)
{
	enum { BASE64 = sodium_base64_VARIANT_ORIGINAL };
	char text[sodium_base64_ENCODED_LEN(HEAD + SIGNATURE, BASE64)];
	size_t got = 0;
	if (sodium_base642bin(bytes, size, line.at, line.size, NULL, &got, NULL, BASE64) != 0 || got != size)
		return false;
	sodium_bin2base64(text, sizeof(text), bytes, size, BASE64);
	return line.size == strlen(text) && memcmp(line.at, text, line.size) == 0;
}

static bool is_empty(struct line rest)
{
	while (rest.size > 0)
		if (take_line(&rest).size > 0)
			return false;
	return true;
}

/* Names what was given instead of a public key, because the files are easily confused, and a published secret key must
 * be replaced. line is the one after the comment. */
static const char *other_kind(struct line line)
{
	enum { SECRET = 158 };
	unsigned char bytes[HEAD + SIGNATURE];
	if (line.size == (SECRET + 2) / 3 * 4)
		return "this is a secret key, which must stay private; the public key is needed";
	if (decode(line, bytes, sizeof(bytes)))
		return "this is a signature, and not the public key";
	return "not a public key in minisign's format";
}

enum satchel_status satchel_key_read(const char *text, size_t size, struct satchel_key *key,
				     struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	struct line rest = { text, size }, line = take_line(&rest);
	unsigned char bytes[HEAD + SATCHEL_KEY_SIZE];
	if (begins(line, untrusted_head))
		line = take_line(&rest);
	if (!decode(line, bytes, sizeof(bytes)) || memcmp(bytes, "Ed", ALGORITHM) != 0 || !is_empty(rest)) {
		add_problem(&problems, SATCHEL_DAMAGED, "", "%s", other_kind(line));
	} else {
		memcpy(key->id, bytes + ALGORITHM, sizeof(key->id));
		memcpy(key->bytes, bytes + HEAD, sizeof(key->bytes));
	}
	return problems_first(&problems, error);
}

struct signature {
	bool of_digest; /* "ED" */
	uint8_t key[SATCHEL_KEY_ID_SIZE];
	/* The signature followed by the trusted comment, which are signed together. */
	unsigned char signed_bytes[SIGNATURE + SATCHEL_COMMENT_MAX];
	size_t comment_size;
	unsigned char global[SIGNATURE];
};

static bool parse(struct line text, struct signature *signature, struct problems *problems)
{
	unsigned char bytes[HEAD + SIGNATURE];
	struct line untrusted = take_line(&text), first = take_line(&text), trusted = take_line(&text),
		    second = take_line(&text);
	size_t head = strlen(trusted_head);
	if (!begins(untrusted, untrusted_head) || !decode(first, bytes, sizeof(bytes)) ||
	    !begins(trusted, trusted_head) || !decode(second, signature->global, SIGNATURE) || !is_empty(text) ||
	    bytes[0] != 'E' || (bytes[1] != 'd' && bytes[1] != 'D'))
		return add_problem(problems, SATCHEL_UNTRUSTED, "", "the signature is not in the format of minisign");
	if (trusted.size - head > SATCHEL_COMMENT_MAX)
		return add_problem(problems, SATCHEL_UNTRUSTED, "", "the signature's comment is longer than %d bytes",
			       SATCHEL_COMMENT_MAX);
	if (memchr(trusted.at, '\0', trusted.size))
		return add_problem(problems, SATCHEL_UNTRUSTED, "", "the signature's comment is not one line of text");
	signature->of_digest = bytes[1] == 'D';
	memcpy(signature->key, bytes + ALGORITHM, sizeof(signature->key));
	memcpy(signature->signed_bytes, bytes + HEAD, SIGNATURE);
	signature->comment_size = trusted.size - head;
	memcpy(signature->signed_bytes + SIGNATURE, trusted.at + head, signature->comment_size);
	return true;
}

/* Key ids may collide; only the signature itself identifies the key. */
static bool made_by(const struct satchel_key *key, const struct signature *signature, const unsigned char *message,
		    size_t size)
{
	return memcmp(key->id, signature->key, sizeof(key->id)) == 0 &&
	       crypto_sign_verify_detached(signature->signed_bytes, message, size, key->bytes) == 0 &&
	       crypto_sign_verify_detached(signature->global, signature->signed_bytes,
					   SIGNATURE + signature->comment_size, key->bytes) == 0;
}

static bool check(const unsigned char *message, size_t size, const struct signature *signature,
		  const struct satchel_key *keys, size_t count, struct problems *problems)
{
	unsigned char digest[crypto_generichash_BYTES_MAX];
	bool known = false;
	if (signature->of_digest) {
		crypto_generichash(digest, sizeof(digest), message, size, NULL, 0);
		message = digest;
		size = sizeof(digest);
	}
	for (size_t i = 0; i < count; i++) {
		if (made_by(&keys[i], signature, message, size))
			return true;
		known = known || memcmp(keys[i].id, signature->key, sizeof(signature->key)) == 0;
	}
	/* minisign displays the id as a little-endian number. */
	char id[2 * SATCHEL_KEY_ID_SIZE + 1];
	uint8_t turned[SATCHEL_KEY_ID_SIZE];
	for (size_t i = 0; i < sizeof(turned); i++)
		turned[i] = signature->key[sizeof(turned) - 1 - i];
	sodium_bin2hex(id, sizeof(id), turned, sizeof(turned));
	for (char *c = id; *c; c++)
		*c = (char)(*c >= 'a' ? *c - 'a' + 'A' : *c);
	if (known)
		return add_problem(problems, SATCHEL_UNTRUSTED, "", "the signature is wrong: key %s did not sign this",
				   id);
	return add_problem(problems, SATCHEL_UNTRUSTED, "", "it is signed with key %s, which is not trusted here", id);
}

enum satchel_status satchel_check_message(const void *message, size_t size, const char *text, size_t text_size,
					  const struct satchel_key *keys, size_t count,
					  char comment[SATCHEL_COMMENT_MAX + 1], struct satchel_error *error)
{
	struct problems problems = { .count = 0 };
	struct signature signature;
	if (comment)
		*comment = '\0';
	if (sodium_init() < 0) {
		add_problem(&problems, SATCHEL_UNREADABLE, "", "the cryptographic library cannot be initialised");
	} else if (parse((struct line){ text, text_size }, &signature, &problems) &&
		   check(message, size, &signature, keys, count, &problems) && comment) {
		memcpy(comment, signature.signed_bytes + SIGNATURE, signature.comment_size);
		comment[signature.comment_size] = '\0';
	}
	return problems_first(&problems, error);
}

enum satchel_status satchel_check_signature(const struct satchel *pack, const struct satchel_key *keys, size_t count,
					    char comment[SATCHEL_COMMENT_MAX + 1], struct satchel_error *error)
{
	const struct satchel_bytes *manifest = satchel_manifest_bytes(pack), *signature = satchel_signature_bytes(pack);
	const struct satchel_manifest *m = satchel_manifest(pack);
	struct problems problems = { .count = 0 };
	char stated[SATCHEL_COMMENT_MAX + 1], meant[SATCHEL_COMMENT_MAX + 1];
	if (comment)
		*comment = '\0';
	if (!signature) {
		add_problem(&problems, SATCHEL_UNTRUSTED, "", "the pack is not signed");
		return problems_first(&problems, error);
	}
	enum satchel_status status = satchel_check_message(manifest->at, manifest->size, signature->at, signature->size,
							   keys, count, stated, error);
	if (status != SATCHEL_OK)
		return status;
	/* The keys sign other things too; the comment says what this signature is for. */
	snprintf(meant, sizeof(meant), "pack %s %s release %" PRIu64 " edition %s", m->id, m->version, m->release,
		 m->edition);
	if (strcmp(stated, meant) != 0)
		add_problem(&problems, SATCHEL_UNTRUSTED, "",
			    "the signature is not of this pack: its comment is not '%s'", meant);
	else if (comment)
		strcpy(comment, stated);
	return problems_first(&problems, error);
}
