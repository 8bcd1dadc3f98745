/* satchel-pack keygen and sign. */
#include "base/file.h"
#include "cmd/pack_key.h"
#include "cmd/passphrase.h"
#include "sign/sign_pack.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail(FILE *err, int code, const char *what)
{
	fprintf(err, PACK_PROGRAM ": %s\n", what);
	return code;
}

/* Gets the passphrase for a new key: not empty, and confirmed if it is typed. */
static int new_passphrase(const struct pack_arguments *arguments, struct str *passphrase, FILE *err)
{
	struct str again = STR_NONE;
	bool typed;
	*passphrase = STR_NONE;
	if (arguments->no_passphrase)
		return EXIT_CLEAN;
	int code = pack_passphrase(arguments, "passphrase for the new key: ", passphrase, &typed, err);
	if (code != EXIT_CLEAN)
		return code;
	if (passphrase->len == 0)
		return fail(err, EXIT_USAGE,
			    "an empty passphrase protects nothing; use --no-passphrase to have none");
	if (!typed)
		return EXIT_CLEAN;
	code = pack_passphrase(arguments, "repeat it: ", &again, &typed, err);
	if (code == EXIT_CLEAN && !str_equal(*passphrase, again))
		code = fail(err, EXIT_USAGE, "the passphrases differ; no key was created");
	passphrase_free(again);
	return code;
}

static int is_there(const char *path, FILE *err)
{
	fprintf(err, PACK_PROGRAM ": cannot write '%s': it exists already, and keys are never overwritten\n", path);
	return EXIT_USAGE;
}

/* Writes a file that must not exist. Leaves nothing on failure. */
static int write_new(const char *path, bool secret, const struct buf *text, FILE *err)
{
	struct file_writer writer;
	enum file_status status = file_writer_open(&writer, path);
	if (status == FILE_OK) {
		/* Without a buffer, in which a copy of the secret would be left. */
		bool good = setvbuf(writer.stream, NULL, _IONBF, 0) == 0 &&
			    (!secret || fchmod(fileno(writer.stream), 0600) == 0) &&
			    fwrite(text->at, 1, text->len, writer.stream) == text->len;
		status = good ? file_writer_commit_new(&writer) : FILE_FAILED;
		file_writer_drop(&writer);
	}
	if (status == FILE_OK)
		return EXIT_CLEAN;
	if (status == FILE_FAILED && errno == EEXIST)
		return is_there(path, err);
	fprintf(err, PACK_PROGRAM ": cannot write '%s': %s\n", path, file_status_text(status));
	return EXIT_FAILED;
}

/* Checks what is possible before asking for a passphrase. */
static int check_name(const char *name, FILE *err)
{
	static const char *const ends[] = { ".key", ".pub" };
	struct stat info;
	int code = EXIT_CLEAN;
	if (!*name || name[strlen(name) - 1] == '/') {
		fprintf(err, PACK_PROGRAM ": '%s' is not a valid name for a key; use one such as %sours\n", name, name);
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]) && code == EXIT_CLEAN; i++) {
		struct buf path;
		buf_init(&path, 64 * 1024);
		buf_format(&path, "%s%s", name, ends[i]);
		if (buf_failed(&path))
			code = fail(err, EXIT_FAILED, "out of memory");
		else if (lstat(path.at, &info) == 0)
			code = is_there(path.at, err);
		buf_release(&path);
	}
	return code;
}

static int write_keys(const char *name, const struct buf *secret, const struct buf *public, const struct buf *id,
		      FILE *out, FILE *err)
{
	struct buf secret_path, public_path, text;
	buf_init(&secret_path, 64 * 1024);
	buf_init(&public_path, 64 * 1024);
	buf_init(&text, BUF_CAP);
	buf_format(&secret_path, "%s.key", name);
	buf_format(&public_path, "%s.pub", name);
	int code = EXIT_FAILED;
	if (buf_failed(&secret_path) || buf_failed(&public_path)) {
		fail(err, EXIT_FAILED, "out of memory");
		goto out;
	}
	code = write_new(buf_cstr(&secret_path), true, secret, err);
	if (code != EXIT_CLEAN)
		goto out;
	code = write_new(buf_cstr(&public_path), false, public, err);
	if (code != EXIT_CLEAN) {
		unlink(buf_cstr(&secret_path));
		goto out;
	}
	buf_format(&text,
		   "%s: the secret key %s; keep it safe, and never commit it\n%s: the public key, for everyone\n",
		   secret_path.at, buf_cstr(id), public_path.at);
	code = pack_print(&text, out, err);
out:
	buf_release(&secret_path);
	buf_release(&public_path);
	buf_release(&text);
	return code;
}

int pack_keygen(const struct pack_arguments *arguments, FILE *out, FILE *err)
{
	const char *name = arguments->operand_count ? arguments->operands[0] : "satchel";
	struct buf secret, public, id;
	struct str passphrase = STR_NONE;
	struct secret_key *key = NULL;
	buf_init(&secret, BUF_CAP);
	buf_init(&public, BUF_CAP);
	buf_init(&id, 64);
	int code = EXIT_CLEAN;
	if (arguments->no_passphrase && arguments->passphrase_fd >= 0)
		code = fail(err, EXIT_USAGE,
			    "--no-passphrase and --passphrase-fd cannot be combined");
	if (code == EXIT_CLEAN)
		code = check_name(name, err);
	if (code == EXIT_CLEAN)
		code = pack_start_cryptography(err);
	if (code == EXIT_CLEAN)
		code = new_passphrase(arguments, &passphrase, err);
	if (code != EXIT_CLEAN)
		goto out;
	code = EXIT_FAILED;
	key = secret_key_generate();
	if (!key || secret_key_write(key, passphrase, KEY_COST_FULL, &secret) != KEY_OK) {
		fail(err, EXIT_FAILED, "out of memory; a passphrase temporarily needs 1 GiB");
		goto out;
	}
	secret_key_public(key, &public);
	secret_key_name(key, &id);
	code = buf_failed(&public) || buf_failed(&id) ? fail(err, EXIT_FAILED, "out of memory")
						      : write_keys(name, &secret, &public, &id, out, err);
out:
	passphrase_free(passphrase);
	secret_key_free(key);
	secret_wipe(&secret);
	buf_release(&public);
	buf_release(&id);
	return code;
}

static int sign_one(const char *path, const struct secret_key *key, bool quiet, FILE *out, FILE *err)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	enum result status = sign_pack(path, key, &text);
	int code = EXIT_CLEAN;
	if (status == RESULT_NO_MEMORY || buf_failed(&text)) {
		code = fail(err, EXIT_FAILED, "out of memory");
	} else if (status != RESULT_OK) {
		fprintf(err, PACK_PROGRAM ": %s; it is not signed\n", buf_cstr(&text));
		code = status == RESULT_REFUSED ? EXIT_FINDINGS : EXIT_FAILED;
	} else if (!quiet) {
		buf_clear(&text);
		buf_format(&text, "%s: signed with key ", path);
		secret_key_name(key, &text);
		buf_char(&text, '\n');
		code = pack_print(&text, out, err);
	}
	buf_release(&text);
	return code;
}

int pack_sign(const struct pack_arguments *arguments, FILE *out, FILE *err)
{
	struct secret_key *key = NULL;
	int code = pack_open_key(arguments, &key, err);
	for (size_t i = 0; key && i < arguments->operand_count; i++) {
		int one = sign_one(arguments->operands[i], key, arguments->quiet, out, err);
		code = one > code ? one : code;
	}
	secret_key_free(key);
	return code;
}
