/* satchel-pack renew. */
#include "cmd/pack_build.h"
#include "cmd/pack_key.h"
#include "release/publish.h"
#include "release/renew.h"

static int print_error(enum release_status status, const struct buf *why, FILE *err)
{
	if (status == RELEASE_OK)
		return EXIT_CLEAN;
	if (status == RELEASE_NO_MEMORY || buf_failed(why))
		fprintf(err, PACK_PROGRAM ": out of memory; nothing is renewed\n");
	else
		fprintf(err, PACK_PROGRAM ": %s\n" PACK_PROGRAM ": nothing is renewed\n", buf_cstr(why));
	return status == RELEASE_REFUSED ? EXIT_FINDINGS : EXIT_FAILED;
}

static int print_steps(const struct release_folder *folder, const struct release_latest *latest,
		       const struct secret_key *key, FILE *out, FILE *err)
{
	const struct steps steps = { .folder = buf_cstr(&folder->destination), .latest = latest };
	struct buf text, signer;
	buf_init(&text, BUF_CAP);
	buf_init(&signer, 1024);
	secret_key_name(key, &signer);
	steps_describe(&steps, &signer, &text);
	steps_renew(&steps, &text);
	text.failed = text.failed || buf_failed(&signer);
	int code = pack_print(&text, out, err);
	buf_release(&signer);
	buf_release(&text);
	return code;
}

static int renew(const struct pack_arguments *arguments, const struct secret_key *key, const char *expires,
		 const char *today, FILE *out, FILE *err)
{
	struct release_folder folder;
	struct release_latest latest;
	struct buf why;
	buf_init(&why, 64 * 1024);
	enum release_status status = release_folder_open(&folder, arguments->operands[0], &why);
	if (status == RELEASE_OK)
		status = release_renew(&folder, key, today, expires, &latest, &why);
	int code = print_error(status, &why, err);
	if (code == EXIT_CLEAN && why.len > 0)
		fprintf(err, PACK_PROGRAM ": warning: %s\n", buf_cstr(&why));
	if (code == EXIT_CLEAN)
		pack_warn_of_expiry(arguments, &latest, today, err);
	if (code == EXIT_CLEAN && !arguments->quiet)
		code = print_steps(&folder, &latest, key, out, err);
	release_folder_drop(&folder);
	buf_release(&why);
	return code;
}

int pack_renew(const struct pack_arguments *arguments, FILE *out, FILE *err)
{
	struct secret_key *key = NULL;
	char today[DATE_SIZE], expires[DATE_SIZE];
	/* There is no --date: the release keeps its own. */
	int code = pack_release_date(arguments, today, err);
	if (code == EXIT_CLEAN)
		code = pack_release_expires(arguments, today, expires, err);
	if (code == EXIT_CLEAN)
		code = pack_open_key(arguments, &key, err);
	if (code == EXIT_CLEAN)
		code = renew(arguments, key, expires, today, out, err);
	secret_key_free(key);
	return code;
}
