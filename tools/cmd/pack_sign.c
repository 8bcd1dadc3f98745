/* satchel-pack keygen and sign, and the public keys that verify is given. */
#include "base/file.h"
#include "cmd/pack.h"
#include "cmd/passphrase.h"
#include "sign/sign_pack.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_VARIABLE "SATCHEL_SECRET_KEY"

static int fail(FILE *err, int code, const char *what)
{
	fprintf(err, PACK_PROGRAM ": %s\n", what);
	return code;
}

static int start(FILE *err)
{
	return sodium_init() < 0 ? fail(err, EXIT_FAILED, "the cryptographic library can't be started") : EXIT_CLEAN;
}

static int get_passphrase(const struct pack_arguments *arguments, const char *prompt, struct str *passphrase,
			  bool *typed, FILE *err)
{
	enum passphrase_status status = passphrase_get(arguments->passphrase_fd, prompt, passphrase, typed);
	if (status == PASSPHRASE_OK)
		return EXIT_CLEAN;
	if (status == PASSPHRASE_UNREADABLE)
		fprintf(err, PACK_PROGRAM ": %s: %s\n", passphrase_text(status), strerror(errno));
	else
		fail(err, EXIT_USAGE, passphrase_text(status));
	return status == PASSPHRASE_UNREADABLE || status == PASSPHRASE_NO_MEMORY ? EXIT_FAILED : EXIT_USAGE;
}

/* The passphrase for a new key: not empty, and typed twice where it is typed. */
static int new_passphrase(const struct pack_arguments *arguments, struct str *passphrase, FILE *err)
{
	struct str again = STR_NONE;
	bool typed;
	*passphrase = STR_NONE;
	if (arguments->no_passphrase)
		return EXIT_CLEAN;
	int code = get_passphrase(arguments, "passphrase for the new key: ", passphrase, &typed, err);
	if (code != EXIT_CLEAN)
		return code;
	if (passphrase->len == 0)
		return fail(err, EXIT_USAGE,
			    "an empty passphrase protects nothing; give --no-passphrase if that is meant");
	if (!typed)
		return EXIT_CLEAN;
	code = get_passphrase(arguments, "the same again: ", &again, &typed, err);
	if (code == EXIT_CLEAN && !str_equal(*passphrase, again))
		code = fail(err, EXIT_USAGE, "the two passphrases differ; no key is made");
	passphrase_free(again);
	return code;
}

/* A file that must not be there yet. On failure nothing is left. */
static int write_new(const char *path, mode_t mode, const struct buf *text, FILE *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	bool opened = fd >= 0, good = opened;
	size_t done = 0;
	while (good && done < text->len) {
		ssize_t wrote = write(fd, text->at + done, text->len - done);
		good = wrote > 0 || (wrote < 0 && errno == EINTR);
		done += wrote > 0 ? (size_t)wrote : 0;
	}
	good = good && fsync(fd) == 0;
	int why = errno;
	good = (!opened || close(fd) == 0) && good;
	if (good)
		return EXIT_CLEAN;
	if (opened)
		unlink(path);
	errno = why;
	fprintf(err, PACK_PROGRAM ": cannot write '%s': %s\n", path,
		why == EEXIST ? "it is there already, and a key is never written over" : file_status_text(FILE_FAILED));
	return why == EEXIST ? EXIT_USAGE : EXIT_FAILED;
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
	code = write_new(buf_cstr(&secret_path), 0600, secret, err);
	if (code != EXIT_CLEAN)
		goto out;
	code = write_new(buf_cstr(&public_path), 0644, public, err);
	if (code != EXIT_CLEAN) {
		unlink(buf_cstr(&secret_path));
		goto out;
	}
	buf_format(&text,
		   "%s: the secret key %s; keep it safe, and never commit it\n%s: the public key, for everybody\n",
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
	int code = start(err);
	if (code == EXIT_CLEAN)
		code = new_passphrase(arguments, &passphrase, err);
	if (code != EXIT_CLEAN)
		goto out;
	code = EXIT_FAILED;
	key = secret_key_generate();
	if (!key || secret_key_write(key, passphrase, KEY_COST_FULL, &secret) != KEY_OK) {
		fail(err, EXIT_FAILED, "out of memory; a passphrase takes 1 GiB for a moment");
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

/* The text of the secret key's file: from the file, or from the environment. */
static int get_key_text(const struct pack_arguments *arguments, struct buf *text, FILE *err)
{
	const char *variable = getenv(KEY_VARIABLE);
	if (!buf_reserve(text, KEY_FILE_MAX + 1))
		return fail(err, EXIT_FAILED, "out of memory");
	if (!arguments->secret_key && variable) {
		buf_text(text, variable);
		if (text->len <= KEY_FILE_MAX)
			return EXIT_CLEAN;
		return fail(err, EXIT_USAGE, KEY_VARIABLE " holds no secret key");
	}
	if (!arguments->secret_key)
		return fail(err, EXIT_USAGE, "sign needs a key: --secret-key FILE, or its text in " KEY_VARIABLE);
	FILE *file = fopen(arguments->secret_key, "rbe");
	enum file_status status = file ? file_read_stream(file, KEY_FILE_MAX, text) : FILE_FAILED;
	int why = errno;
	if (file)
		fclose(file);
	errno = why;
	if (status == FILE_OK)
		return EXIT_CLEAN;
	fprintf(err, PACK_PROGRAM ": cannot read '%s': %s\n", arguments->secret_key, file_status_text(status));
	return EXIT_FAILED;
}

static int complain_of_key(const char *name, enum key_status status, FILE *err)
{
	switch (status) {
	case KEY_OK: return EXIT_CLEAN;
	case KEY_BAD_FORM:
		fprintf(err, PACK_PROGRAM ": %s: this is no secret key as minisign writes it\n", name);
		break;
	case KEY_TOO_COSTLY:
		fprintf(err, PACK_PROGRAM ": %s: opening this key would take more than minisign's own do\n", name);
		break;
	case KEY_ENCRYPTED:
	case KEY_WRONG_PASSPHRASE: fprintf(err, PACK_PROGRAM ": %s: the passphrase is wrong\n", name); break;
	case KEY_NO_MEMORY: return fail(err, EXIT_FAILED, "out of memory; opening a key takes 1 GiB for a moment");
	}
	return EXIT_USAGE;
}

static int open_key(const struct pack_arguments *arguments, struct secret_key **key, FILE *err)
{
	const char *name = arguments->secret_key ? arguments->secret_key : KEY_VARIABLE;
	struct str passphrase = STR_NONE;
	struct buf text;
	bool typed;
	buf_init(&text, KEY_FILE_MAX + 64);
	*key = NULL;
	int code = get_key_text(arguments, &text, err);
	if (code != EXIT_CLEAN)
		goto out;
	enum key_status status = secret_key_read(key, buf_view(&text), STR_NONE);
	if (status == KEY_ENCRYPTED) {
		code = get_passphrase(arguments, "passphrase of the key: ", &passphrase, &typed, err);
		if (code != EXIT_CLEAN)
			goto out;
		status = secret_key_read(key, buf_view(&text), passphrase);
	}
	code = complain_of_key(name, status, err);
out:
	passphrase_free(passphrase);
	secret_wipe(&text);
	return code;
}

static int sign_one(const char *path, const struct secret_key *key, bool quiet, FILE *out, FILE *err)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	enum sign_status status = sign_pack(path, key, &text);
	int code = EXIT_CLEAN;
	if (status == SIGN_NO_MEMORY || buf_failed(&text)) {
		code = fail(err, EXIT_FAILED, "out of memory");
	} else if (status != SIGN_OK) {
		fprintf(err, PACK_PROGRAM ": %s; it is not signed\n", buf_cstr(&text));
		code = status == SIGN_REFUSED ? EXIT_FINDINGS : EXIT_FAILED;
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
	int code = start(err);
	if (code == EXIT_CLEAN)
		code = open_key(arguments, &key, err);
	for (size_t i = 0; key && i < arguments->operand_count; i++) {
		int one = sign_one(arguments->operands[i], key, arguments->quiet, out, err);
		code = one > code ? one : code;
	}
	secret_key_free(key);
	return code;
}

int pack_read_key(const char *path, struct satchel_key *key, FILE *err)
{
	struct satchel_error error;
	struct buf text;
	buf_init(&text, KEY_FILE_MAX + 64);
	enum file_status status = file_read(path, KEY_FILE_MAX, &text);
	int code = EXIT_CLEAN;
	if (status != FILE_OK) {
		fprintf(err, PACK_PROGRAM ": cannot read '%s': %s\n", path, file_status_text(status));
		code = EXIT_FAILED;
	} else if (satchel_key_read(text.at, text.len, key, &error) != SATCHEL_OK) {
		fprintf(err, PACK_PROGRAM ": %s: %s\n", path, error.message);
		code = EXIT_USAGE;
	}
	buf_release(&text);
	return code;
}
