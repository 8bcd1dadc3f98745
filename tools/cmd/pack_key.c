/* The keys that satchel-pack is given: secret ones to sign with, public ones to trust. */
#include "cmd/pack_key.h"

#include "base/file.h"
#include "sign/passphrase.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>

#define KEY_VARIABLE "SATCHEL_SECRET_KEY"

int pack_start_cryptography(const struct program *program)
{
	return sodium_init() < 0 ? program_fail(program, EXIT_FAILED, "the cryptographic library cannot be initialised")
				 : EXIT_CLEAN;
}

int pack_passphrase(const struct pack_arguments *arguments, const char *prompt, struct str *passphrase, bool *typed)
{
	const struct program *program = &arguments->program;
	enum passphrase_status status =
		passphrase_get(arguments->passphrase_fd, getenv(PASSPHRASE_VARIABLE), prompt, passphrase, typed);
	if (status == PASSPHRASE_OK)
		return EXIT_CLEAN;
	if (status == PASSPHRASE_UNREADABLE && errno == EBADF && arguments->passphrase_fd >= 0)
		return program_fail(program, EXIT_USAGE, "--passphrase-fd %d: it is not open for reading",
				    arguments->passphrase_fd);
	if (status == PASSPHRASE_UNREADABLE)
		return program_fail(program, EXIT_FAILED, "%s: %s", passphrase_text(status), file_error_text(errno));
	return program_fail(program, status == PASSPHRASE_NO_MEMORY ? EXIT_FAILED : EXIT_USAGE, "%s",
			    passphrase_text(status));
}

/* Reads the secret key from its file, whose mode is returned too, or from the environment. */
static int get_key_text(const struct pack_arguments *arguments, struct buf *text, mode_t *mode)
{
	const struct program *program = &arguments->program;
	const char *variable = getenv(KEY_VARIABLE);
	if (!buf_reserve(text, KEY_FILE_MAX + 1))
		return program_fail_memory(program);
	if (!arguments->secret_key && variable) {
		buf_text(text, variable);
		if (text->len <= KEY_FILE_MAX)
			return EXIT_CLEAN;
		return program_fail(program, EXIT_USAGE, KEY_VARIABLE " contains no secret key");
	}
	if (!arguments->secret_key)
		return program_fail(program, EXIT_USAGE,
				    "%s needs a key: --secret-key FILE, or its text in " KEY_VARIABLE,
				    arguments->command);
	FILE *file = fopen(arguments->secret_key, "rbe");
	/* A stdio buffer with the secret would not be wiped. */
	if (file)
		setvbuf(file, NULL, _IONBF, 0);
	enum file_status status = file ? file_read_stream(file, KEY_FILE_MAX, text) : FILE_FAILED;
	int why = errno;
	struct stat info;
	if (file && fstat(fileno(file), &info) == 0 && S_ISREG(info.st_mode))
		*mode = info.st_mode & 07777;
	if (file)
		fclose(file);
	errno = why;
	if (status == FILE_OK)
		return EXIT_CLEAN;
	return program_fail(program, EXIT_FAILED, "cannot read '%s': %s", arguments->secret_key,
			    file_status_text(status));
}

/* Names what was given instead of a secret key, because the files are easily confused. */
static const char *other_kind(const struct buf *text)
{
	struct satchel_error error;
	struct satchel_key key;
	if (satchel_key_read(text->at, text->len, &key, &error) == SATCHEL_OK)
		return "this is a public key; signing needs the secret key";
	if (strstr(buf_cstr(text), "\ntrusted comment: "))
		return "this is a signature, not a secret key";
	return "not a secret key in minisign's format";
}

static int print_key_error(const struct program *program, const char *name, enum key_status status,
			   const struct buf *text, bool empty)
{
	switch (status) {
	case KEY_OK: return EXIT_CLEAN;
	case KEY_BAD_FORM: return program_fail(program, EXIT_USAGE, "%s: %s", name, other_kind(text));
	case KEY_TOO_COSTLY:
		return program_fail(program, EXIT_USAGE,
				    "%s: opening this key would need more memory than minisign's own keys", name);
	case KEY_ENCRYPTED:
	case KEY_WRONG_PASSPHRASE:
		return program_fail(program, EXIT_USAGE, "%s: the passphrase is %s", name,
				    empty ? "wrong: it is empty" : "wrong");
	case KEY_NO_MEMORY: break;
	}
	return program_fail(program, EXIT_FAILED, "out of memory; opening a key temporarily needs 1 GiB");
}

/* Only the owner may be able to read a key without a passphrase, because everybody who can read it can sign. */
static int check_mode(const struct program *program, const char *name, mode_t mode)
{
	bool open_to_all = mode & S_IROTH;
	if (!(mode & (S_IRGRP | S_IROTH)))
		return EXIT_CLEAN;
	program_fail(program, EXIT_FAILED,
		     "%s%s: this key has no passphrase, and its mode is %04o, so %s can read it; "
		     "restrict it with chmod 600%s",
		     open_to_all ? "" : "warning: ", name, (unsigned)mode, open_to_all ? "everybody" : "its group",
		     open_to_all ? ", and if others use this machine, create a new key" : "");
	return open_to_all ? EXIT_USAGE : EXIT_CLEAN;
}

int pack_open_key(const struct pack_arguments *arguments, struct secret_key **key)
{
	const struct program *program = &arguments->program;
	const char *name = arguments->secret_key ? arguments->secret_key : KEY_VARIABLE;
	struct str passphrase = STR_NONE;
	struct buf text;
	bool typed;
	mode_t mode = 0;
	buf_init(&text, KEY_FILE_MAX + 64);
	*key = NULL;
	int code = pack_start_cryptography(program);
	if (code == EXIT_CLEAN)
		code = get_key_text(arguments, &text, &mode);
	if (code != EXIT_CLEAN)
		goto out;
	enum key_status status = secret_key_read(key, buf_view(&text), STR_NONE);
	if (status == KEY_ENCRYPTED) {
		code = pack_passphrase(arguments, "passphrase for the key: ", &passphrase, &typed);
		if (code != EXIT_CLEAN)
			goto out;
		status = secret_key_read(key, buf_view(&text), passphrase);
	} else if (status == KEY_OK) {
		code = check_mode(program, name, mode);
	}
	if (code == EXIT_CLEAN)
		code = print_key_error(program, name, status, &text, passphrase.at && passphrase.len == 0);
out:
	if (code != EXIT_CLEAN) {
		secret_key_free(*key);
		*key = NULL;
	}
	passphrase_free(passphrase);
	secret_wipe(&text);
	return code;
}
