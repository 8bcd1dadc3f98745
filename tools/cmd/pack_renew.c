/* satchel-pack renew. */
#include "cmd/pack_build.h"
#include "cmd/pack_key.h"
#include "release/publish.h"
#include "release/renew.h"

static int print_steps(const struct release_folder *folder, const struct release_latest *latest,
		       const struct secret_key *key, const struct program *program)
{
	const struct steps steps = { .folder = buf_cstr(&folder->destination), .latest = latest };
	struct buf text, signer;
	buf_init(&text, BUF_CAP);
	buf_init(&signer, 1024);
	secret_key_name(key, &signer);
	steps_describe(&steps, &signer, &text);
	steps_renew(&steps, &text);
	text.failed = text.failed || buf_failed(&signer);
	int code = program_print(program, &text);
	buf_release(&signer);
	buf_release(&text);
	return code;
}

static int renew(const struct pack_arguments *arguments, const struct secret_key *key, const char *expires,
		 const char *today)
{
	struct release_folder folder;
	struct release_latest latest;
	struct buf why;
	buf_init(&why, 64 * 1024);
	enum result status = release_folder_open(&folder, arguments->operands[0], &why);
	if (status == RESULT_OK)
		status = release_renew(&folder, key, today, expires, &latest, &why);
	int code = program_result(&arguments->program, status, &why, "nothing is renewed");
	if (code == EXIT_CLEAN && why.len > 0)
		program_warn(&arguments->program, "%s", buf_cstr(&why));
	if (code == EXIT_CLEAN)
		pack_warn_of_expiry(arguments, &latest, today);
	if (code == EXIT_CLEAN && !arguments->quiet)
		code = print_steps(&folder, &latest, key, &arguments->program);
	release_folder_drop(&folder);
	buf_release(&why);
	return code;
}

int pack_renew(const struct pack_arguments *arguments)
{
	struct secret_key *key = NULL;
	char today[DATE_SIZE], expires[DATE_SIZE];
	/* The release keeps its own date. */
	int code = pack_release_date(&arguments->program, NULL, today);
	if (code == EXIT_CLEAN)
		code = pack_release_expires(arguments, today, expires);
	if (code == EXIT_CLEAN)
		code = pack_open_key(arguments, &key);
	if (code == EXIT_CLEAN)
		code = renew(arguments, key, expires, today);
	secret_key_free(key);
	return code;
}
