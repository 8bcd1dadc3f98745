/* Keys and signatures: those written can be read, those of minisign are accepted, and all others are refused. */
#include "reader/satchel.h"
#include "sign/signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sodium.h>

/* Made by minisign 0.11 for this test: minisign -G -W, then minisign -S over "hi\n", with -l and without. */
static const char made_key[] = "untrusted comment: minisign encrypted secret key\n"
			       "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0QJos3pJ8ItGVMB"
			       "IEoctyySttdPIpZk/1Vy9HGIC7VyRo7zRkMCHLQJF/"
			       "wIAaN9+gs6laT25O9M0wcKtsmeOTIjQC6AYtT2vAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
static const char made_public[] = "untrusted comment: minisign public key 8BF0497AB36802D1\n"
				  "RWTRAmizeknwiwJF/wIAaN9+gs6laT25O9M0wcKtsmeOTIjQC6AYtT2v\n";
static const char made_legacy[] =
	"untrusted comment: signature from minisign secret key\n"
	"RWTRAmizeknwiw2jZsKz4/96+hKWoHB7q1TzXbp4Fyjg4UuDfeRWudYlULIIwVMHTZZSmeM/gWYSY5Kab1qH0OWHGPJ8VWqQwAI=\n"
	"trusted comment: trusted words\n"
	"E906UFeV/EZr0FbF7suDSeyFjCbM2PEhNorijkOfsXx9aMeDEkT2+vn/wjVyDbb2piL0QgFbwdydksnchz4vBg==\n";
static const char made_hashed[] =
	"untrusted comment: signature from minisign secret key\n"
	"RUTRAmizeknwi+WOYDePv5o9abknqphB53r/9Msy0Zke/GFCw7rHLQQQ3fQFvwUSl09j/Cgz4KztxX8CxOx6yOjd4rotigG6owU=\n"
	"trusted comment: trusted words\n"
	"rkZIRd1yrjSBZ2S/ttjo4ZqLmy20ySFD/FEUD3oqmwK4O8Bq4y9O22k8Mywu+Fqe2+w0Oj7ALWz/K9wCAAM7Dg==\n";

static int start(void **state)
{
	(void)state;
	return sodium_init() < 0 ? -1 : 0;
}

static struct satchel_key public_of(const struct secret_key *key)
{
	struct satchel_key public;
	struct buf text;
	buf_init(&text, BUF_CAP);
	secret_key_public(key, &text);
	assert_int_equal(satchel_key_read(text.at, text.len, &public, NULL), SATCHEL_OK);
	buf_release(&text);
	return public;
}

static void a_key_is_read_as_it_was_written(void **state)
{
	struct secret_key *key = secret_key_generate(), *again;
	struct buf text;
	(void)state;
	assert_non_null(key);
	for (int encrypted = 0; encrypted < 2; encrypted++) {
		struct str passphrase = encrypted ? STR("correct horse") : STR_NONE;
		buf_init(&text, BUF_CAP);
		assert_int_equal(secret_key_write(key, passphrase, KEY_COST_LEAST, &text), KEY_OK);
		assert_int_equal(secret_key_read(&again, buf_view(&text), passphrase), KEY_OK);
		assert_memory_equal(again, key, sizeof(*key));
		secret_key_free(again);
		if (encrypted) {
			assert_int_equal(secret_key_read(&again, buf_view(&text), STR("wrong horse")),
					 KEY_WRONG_PASSPHRASE);
			assert_null(again);
			assert_int_equal(secret_key_read(&again, buf_view(&text), STR_NONE), KEY_ENCRYPTED);
		}
		/* The file contains the plain secret only if it is not encrypted. */
		size_t room = sodium_base64_ENCODED_LEN(200, sodium_base64_VARIANT_ORIGINAL), got;
		unsigned char bytes[200];
		assert_true(room > 0);
		assert_int_equal(sodium_base642bin(bytes, sizeof(bytes), strchr(text.at, '\n') + 1,
						   strlen(strchr(text.at, '\n') + 1) - 1, NULL, &got, NULL,
						   sodium_base64_VARIANT_ORIGINAL),
				 0);
		assert_int_equal(got, 158);
		assert_int_equal(memcmp(bytes + 62, key->bytes, sizeof(key->bytes)) == 0, !encrypted);
		secret_wipe(&text);
	}
	secret_key_free(key);
}

/* The 158 bytes in the second line of a key file. */
static void put_key_bytes(struct buf *text, unsigned char bytes[158])
{
	char *line = strchr(text->at, '\n') + 1;
	sodium_bin2base64(line, 220, bytes, 158, sodium_base64_VARIANT_ORIGINAL);
}

static void get_key_bytes(const struct buf *text, unsigned char bytes[158])
{
	const char *line = strchr(text->at, '\n') + 1;
	assert_int_equal(sodium_base642bin(bytes, 158, line, strlen(line) - 1, NULL, NULL, NULL,
					   sodium_base64_VARIANT_ORIGINAL),
			 0);
}

/* Every byte of the seed and of the public key matters, even without a passphrase. */
static void halves_that_are_no_pair_are_no_key(void **state)
{
	struct secret_key *made = secret_key_generate(), *key;
	struct buf text;
	unsigned char bytes[158];
	(void)state;
	assert_non_null(made);
	buf_init(&text, BUF_CAP);
	assert_int_equal(secret_key_write(made, STR_NONE, KEY_COST_LEAST, &text), KEY_OK);
	get_key_bytes(&text, bytes);
	for (size_t i = 0; i < KEY_SECRET_SIZE; i++) {
		bytes[62 + i] ^= 4;
		put_key_bytes(&text, bytes);
		assert_int_equal(secret_key_read(&key, str_from(text.at), STR_NONE), KEY_BAD_FORM);
		assert_null(key);
		bytes[62 + i] ^= 4;
	}
	put_key_bytes(&text, bytes);
	assert_int_equal(secret_key_read(&key, str_from(text.at), STR_NONE), KEY_OK);
	secret_key_free(key);
	secret_key_free(made);
	secret_wipe(&text);
}

static void files_that_are_no_keys_are_refused(void **state)
{
	static const char *const cases[] = { "",
					     "\n",
					     "untrusted comment: x",
					     "untrusted comment: x\n",
					     "RWQA\n",
					     "untrusted comment: x\nRWQA\n",
					     "untrusted comment: x\n!!!!\n" };
	struct secret_key *key;
	struct satchel_key public;
	struct buf text;
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(secret_key_read(&key, str_from(cases[i]), STR("x")), KEY_BAD_FORM);
		assert_int_equal(satchel_key_read(cases[i], strlen(cases[i]), &public, NULL), SATCHEL_DAMAGED);
	}
	/* Parameters that would need a terabyte of memory. */
	struct secret_key *made = secret_key_generate();
	buf_init(&text, BUF_CAP);
	assert_int_equal(secret_key_write(made, STR("x"), KEY_COST_LEAST, &text), KEY_OK);
	unsigned char bytes[158];
	get_key_bytes(&text, bytes);
	bytes[46 + 5] = 1;
	put_key_bytes(&text, bytes);
	assert_int_equal(secret_key_read(&key, str_from(text.at), STR("x")), KEY_TOO_COSTLY);
	secret_wipe(&text);
	secret_key_free(made);
}

static enum satchel_status check(const char *message, const struct buf *signature, const struct satchel_key *keys,
				 size_t count, char *comment)
{
	return satchel_check_message(message, strlen(message), signature->at, signature->len, keys, count, comment,
				     NULL);
}

static void a_signature_is_valid_only_for_its_message_and_key(void **state)
{
	struct secret_key *key = secret_key_generate(), *other = secret_key_generate();
	struct satchel_key keys[2] = { public_of(other), public_of(key) };
	char comment[SATCHEL_COMMENT_MAX + 1];
	struct buf signature;
	(void)state;
	buf_init(&signature, BUF_CAP);
	signature_make(key, STR("message"), STR("pack x 1.0.0"), &signature);
	assert_int_equal(check("message", &signature, keys, 2, comment), SATCHEL_OK);
	assert_string_equal(comment, "pack x 1.0.0");
	assert_int_equal(check("message", &signature, keys, 1, comment), SATCHEL_UNTRUSTED);
	assert_string_equal(comment, "");
	assert_int_equal(check("messagf", &signature, keys, 2, NULL), SATCHEL_UNTRUSTED);
	assert_int_equal(check("message", &signature, keys, 0, NULL), SATCHEL_UNTRUSTED);
	/* Another key with the same id. */
	memcpy(keys[0].id, keys[1].id, sizeof(keys[0].id));
	assert_int_equal(check("message", &signature, keys, 1, NULL), SATCHEL_UNTRUSTED);
	/* Every character matters, except in the comment that is not signed. */
	size_t start = (size_t)(strchr(signature.at, '\n') - signature.at);
	for (size_t i = 0; i < signature.len - 1; i++) {
		char was = signature.at[i];
		signature.at[i] = was == 'A' ? 'B' : 'A';
		bool free_to_change = i < start && i >= strlen("untrusted comment: ");
		if ((check("message", &signature, keys, 2, NULL) == SATCHEL_OK) != free_to_change)
			fail_msg("character %zu", i);
		signature.at[i] = was;
	}
	for (size_t len = 0; len + 1 < signature.len; len++)
		assert_int_equal(satchel_check_message("message", 7, signature.at, len, keys, 2, NULL, NULL),
				 SATCHEL_UNTRUSTED);
	buf_release(&signature);
	secret_key_free(key);
	secret_key_free(other);
}

/* Base64 has no non-ASCII characters, in signatures or keys. */
static void no_byte_beyond_ascii_is_base64(void **state)
{
	struct satchel_key key;
	char public[sizeof(made_public)], signature[sizeof(made_legacy)];
	(void)state;
	memcpy(public, made_public, sizeof(public));
	for (char *at = strchr(public, '\n') + 1; *at != '\n'; at++) {
		char was = *at;
		for (int byte = 0x80; byte < 0x100; byte++) {
			*at = (char)byte;
			assert_int_equal(satchel_key_read(public, strlen(public), &key, NULL), SATCHEL_DAMAGED);
		}
		*at = was;
	}
	assert_int_equal(satchel_key_read(public, strlen(public), &key, NULL), SATCHEL_OK);
	memcpy(signature, made_legacy, sizeof(signature));
	for (char *at = strchr(signature, '\n') + 1; *at; at++) {
		bool comment = at >= strstr(signature, "words") && at < strstr(signature, "words") + strlen("words");
		for (int byte = 0x80; !comment && byte < 0x100; byte++) {
			char was = *at;
			*at = (char)byte;
			if (satchel_check_message("hi\n", 3, signature, strlen(signature), &key, 1, NULL, NULL) ==
			    SATCHEL_OK)
				fail_msg("byte %d at %td", byte, at - signature);
			*at = was;
		}
	}
}

static void what_minisign_made_is_understood(void **state)
{
	struct secret_key *key;
	struct satchel_key public;
	char comment[SATCHEL_COMMENT_MAX + 1];
	(void)state;
	assert_int_equal(secret_key_read(&key, str_from(made_key), STR_NONE), KEY_OK);
	assert_int_equal(satchel_key_read(made_public, strlen(made_public), &public, NULL), SATCHEL_OK);
	struct satchel_key own = public_of(key);
	assert_memory_equal(&own, &public, sizeof(own));
	/* Only its last line. */
	const char *line = strchr(made_public, '\n') + 1;
	assert_int_equal(satchel_key_read(line, strlen(line) - 1, &own, NULL), SATCHEL_OK);
	assert_memory_equal(&own, &public, sizeof(own));
	assert_int_equal(satchel_check_message("hi\n", 3, made_legacy, strlen(made_legacy), &public, 1, comment, NULL),
			 SATCHEL_OK);
	assert_string_equal(comment, "trusted words");
	assert_int_equal(satchel_check_message("hi\n", 3, made_hashed, strlen(made_hashed), &public, 1, comment, NULL),
			 SATCHEL_OK);
	assert_string_equal(comment, "trusted words");
	assert_int_equal(satchel_check_message("ho\n", 3, made_hashed, strlen(made_hashed), &public, 1, comment, NULL),
			 SATCHEL_UNTRUSTED);
	secret_key_free(key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_is_read_as_it_was_written),
		cmocka_unit_test(halves_that_are_no_pair_are_no_key),
		cmocka_unit_test(files_that_are_no_keys_are_refused),
		cmocka_unit_test(a_signature_is_valid_only_for_its_message_and_key),
		cmocka_unit_test(no_byte_beyond_ascii_is_base64),
		cmocka_unit_test(what_minisign_made_is_understood),
	};
	return cmocka_run_group_tests_name("sign", tests, start, NULL);
}
