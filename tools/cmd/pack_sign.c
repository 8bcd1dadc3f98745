/* satchel-pack keygen and sign. */
#include "base/file.h"
#include "cmd/pack_key.h"
#include "sign/passphrase.h"
#include "sign/sign_pack.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Gets the passphrase for a new key: not empty, and confirmed if it is typed. */
static int new_passphrase(const struct pack_arguments *arguments, struct str *passphrase)
{
	const struct program *program = &arguments->program;
	struct str again = STR_NONE;
	bool typed;
	*passphrase = STR_NONE;
	if (arguments->no_passphrase)
		return EXIT_CLEAN;
	int code = pack_passphrase(arguments, "passphrase for the new key: ", passphrase, &typed);
	if (code != EXIT_CLEAN)
		return code;
	if (passphrase->len == 0)
		return program_fail(program, EXIT_USAGE,
				    "an empty passphrase protects nothing; use --no-passphrase to have none");
	if (!typed)
		return EXIT_CLEAN;
	code = pack_passphrase(arguments, "repeat it: ", &again, &typed);
	if (code == EXIT_CLEAN && !str_equal(*passphrase, again))
		code = program_fail(program, EXIT_USAGE, "the passphrases differ; no key was created");
	passphrase_free(again);
	return code;
}

static int is_there(const struct program *program, const char *path)
{
	return program_fail(program, EXIT_USAGE, "cannot write '%s': it exists already, and keys are never overwritten",
			    path);
}

/* Writes a file that must not exist. Leaves nothing on failure. */
static int write_new(const struct program *program, const char *path, bool secret, const struct buf *text)
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
		return is_there(program, path);
	return program_fail(program, EXIT_FAILED, "cannot write '%s': %s", path, file_status_text(status));
}

/* Checks what is possible before asking for a passphrase. */
static int check_name(const struct program *program, const char *name)
{
	static const char *const ends[] = { ".key", ".pub" };
	struct stat info;
	int code = EXIT_CLEAN;
	if (!*name || name[strlen(name) - 1] == '/') {
		return program_fail(program, EXIT_USAGE, "'%s' is not a valid name for a key; use one such as %sours",
				    name, name);
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]) && code == EXIT_CLEAN; i++) {
		struct buf path;
		buf_init(&path, 64 * 1024);
		buf_format(&path, "%s%s", name, ends[i]);
		if (buf_failed(&path))
			code = program_fail_memory(program);
		else if (lstat(path.at, &info) == 0)
			code = is_there(program, path.at);
		buf_release(&path);
	}
	return code;
}

static int write_keys(const struct program *program, const char *name, const struct buf *secret,
		      const struct buf *public, const struct buf *id)
{
	struct buf secret_path, public_path, text;
	buf_init(&secret_path, 64 * 1024);
	buf_init(&public_path, 64 * 1024);
	buf_init(&text, BUF_CAP);
	buf_format(&secret_path, "%s.key", name);
	buf_format(&public_path, "%s.pub", name);
	int code = EXIT_FAILED;
	if (buf_failed(&secret_path) || buf_failed(&public_path)) {
		program_fail_memory(program);
		goto out;
	}
	code = write_new(program, buf_cstr(&secret_path), true, secret);
	if (code != EXIT_CLEAN)
		goto out;
	code = write_new(program, buf_cstr(&public_path), false, public);
	if (code != EXIT_CLEAN) {
		unlink(buf_cstr(&secret_path));
		goto out;
	}
	buf_format(&text,
		   "%s: the secret key %s; keep it safe, and never commit it\n%s: the public key, for everyone\n",
		   secret_path.at, buf_cstr(id), public_path.at);
	code = program_print(program, &text);
out:
	buf_release(&secret_path);
	buf_release(&public_path);
	buf_release(&text);
	return code;
}

int pack_keygen(const struct pack_arguments *arguments)
{
	const struct program *program = &arguments->program;
	const char *name = arguments->operand_count ? arguments->operands[0] : "satchel";
	struct buf secret, public, id;
	struct str passphrase = STR_NONE;
	struct secret_key *key = NULL;
	buf_init(&secret, BUF_CAP);
	buf_init(&public, BUF_CAP);
	buf_init(&id, 64);
	int code = EXIT_CLEAN;
	if (arguments->no_passphrase && arguments->passphrase_fd >= 0)
		code = program_fail(program, EXIT_USAGE, "--no-passphrase and --passphrase-fd cannot be combined");
	if (code == EXIT_CLEAN)
		code = check_name(program, name);
	if (code == EXIT_CLEAN)
		code = pack_start_cryptography(program);
	if (code == EXIT_CLEAN)
		code = new_passphrase(arguments, &passphrase);
	if (code != EXIT_CLEAN)
		goto out;
	code = EXIT_FAILED;
	key = secret_key_generate();
	if (!key || secret_key_write(key, passphrase, KEY_COST_FULL, &secret) != KEY_OK) {
		program_fail(program, EXIT_FAILED, "out of memory; a passphrase temporarily needs 1 GiB");
		goto out;
	}
	secret_key_public(key, &public);
	secret_key_name(key, &id);
	code = buf_failed(&public) || buf_failed(&id) ? program_fail_memory(program)
						      : write_keys(program, name, &secret, &public, &id);
out:
	passphrase_free(passphrase);
	secret_key_free(key);
	secret_wipe(&secret);
	buf_release(&public);
	buf_release(&id);
	return code;
}

static int sign_one(const struct program *program, const char *path, const struct secret_key *key, bool quiet)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	enum result status = sign_pack(path, key, &text);
	int code = EXIT_CLEAN;
	if (status == RESULT_NO_MEMORY || buf_failed(&text)) {
		code = program_fail_memory(program);
	} else if (status != RESULT_OK) {
		program_fail(program, EXIT_FAILED, "%s; it is not signed", buf_cstr(&text));
		code = status == RESULT_REFUSED ? EXIT_FINDINGS : EXIT_FAILED;
	} else if (!quiet) {
		buf_clear(&text);
		buf_format(&text, "%s: signed with key ", path);
		secret_key_name(key, &text);
		buf_char(&text, '\n');
		code = program_print(program, &text);
	}
	buf_release(&text);
	return code;
}

int pack_sign(const struct pack_arguments *arguments)
{
	struct secret_key *key = NULL;
	int code = pack_open_key(arguments, &key);
	for (size_t i = 0; key && i < arguments->operand_count; i++) {
		int one = sign_one(&arguments->program, arguments->operands[i], key, arguments->quiet);
		code = one > code ? one : code;
	}
	secret_key_free(key);
	return code;
}
