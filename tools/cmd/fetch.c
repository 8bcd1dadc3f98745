/* satchel-fetch: updates a pack from a published release. */
#include "fetch/fetch.h"

#include "base/file.h"
#include "base/human.h"
#include "base/path.h"
#include "cmd/fetch_progress.h"
#include "cmd/program.h"
#include "cmd/public_key.h"
#include "fetch/address.h"
#include "fetch/http.h"

#include <stdlib.h>
#include <time.h>

enum { TIMEOUT_MAX = 3600 };

struct fetch {
	struct program program;
	struct fetch_request request;
	struct option_list key_files;
	struct satchel_key *keys;
	bool unsigned_too, quiet;
};

static const struct option_row rows[] = {
	OPT_STRING('o', "output", "FILE", struct fetch, request.file, "the pack to update or create"),
	OPT_STRING(0, "base", "PACK", struct fetch, request.base, "also copy from this older pack"),
	OPT_LIST('k', "key", "FILE", struct fetch, key_files, "trust signatures of this public key; may be repeated"),
	OPT_BOOL(0, "unsigned", struct fetch, unsigned_too,
		 "accept unsigned releases: then whoever controls the server\nor the connection determines the content "
		 "of the pack"),
	OPT_STRING('e', "edition", "NAME", struct fetch, request.edition,
		   "full or free; by default the edition of FILE, else full"),
	OPT_BOOL('n', "dry-run", struct fetch, request.dry_run, "report what would be fetched, and write nothing"),
	OPT_NUMBER(0, "timeout", "SECONDS", 1, TIMEOUT_MAX, struct fetch, request.timeout,
		   "how long to wait for a server; 30 by default"),
	OPT_BOOL('q', "quiet", struct fetch, quiet, "print only errors and warnings"),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-fetch [OPTION...] URL -o FILE --key FILE.pub",
	.about = "Updates FILE to the pack published at URL: the address of a latest.json or of its folder,\n"
		 "or a folder on this machine. Fetches only what FILE lacks.",
};

static int check_arguments(struct fetch *fetch)
{
	const struct program *program = &fetch->program;
	if (program->options.operand_count != 1)
		return program_fail(program, EXIT_USAGE,
				    "give the address or folder of latest.json; see satchel-fetch --help");
	if (!fetch->request.file || !*fetch->request.file)
		return program_fail(program, EXIT_USAGE, "name the pack to update or create: -o FILE");
	if (fetch->key_files.count == 0 && !fetch->unsigned_too)
		return program_fail(
			program, EXIT_USAGE,
			"give the public key of the publisher: --key FILE.pub; without one, "
			"whoever controls the server determines the content of the pack, which --unsigned accepts");
	if (fetch->key_files.count > 0 && fetch->unsigned_too)
		return program_fail(program, EXIT_USAGE, "--key and --unsigned cannot be combined");
	fetch->request.url = program->options.operands[0];
	return PROGRAM_GO_ON;
}

/* Describes the result in one line. */
static void describe(struct buf *text, const struct fetch *fetch, const struct fetch_outcome *outcome)
{
	const char *before = buf_cstr(&outcome->before), *now = buf_cstr(&outcome->now);
	buf_format(text, "%s: ", path_name(fetch->request.file));
	if (outcome->up_to_date) {
		buf_format(text, "%s is up to date", now);
		return;
	}
	if (outcome->damaged)
		buf_text(text, fetch->request.dry_run ? "damaged; " : "repaired; ");
	else if (*before)
		buf_format(text, "%s -> ", before);
	const char *what = outcome->local ? "copy" : "fetch", *past = outcome->local ? "copied" : "fetched";
	buf_format(text, "%s, %s%s ", now, fetch->request.dry_run ? "would " : "",
		   fetch->request.dry_run ? what : past);
	human_bytes(text, outcome->bytes);
	if (outcome->bytes < outcome->size) {
		buf_text(text, " of ");
		human_bytes(text, outcome->size);
	}
	if (outcome->local)
		return;
	buf_text(text, " in ");
	human_count(text, outcome->requests, "request");
}

/* Users of a pack can only report it; the publisher may not have noticed. */
static void warn_of_expiry(const struct program *program, const struct fetch_outcome *outcome)
{
	if (outcome->expires_soon)
		program_warn(program, "latest.json expires after %s, in %ld day%s; ask its publisher to renew it",
			     buf_cstr(&outcome->expires), outcome->days + 1, outcome->days == 0 ? "" : "s");
}

/* URLs and messages of servers are shown without control characters. */
static int fail_shown(const struct program *program, int code, const struct buf *text)
{
	struct buf line;
	buf_init(&line, BUF_CAP);
	human_text(&line, buf_view(text), HUMAN_WHOLE);
	code = buf_failed(&line) ? program_fail_memory(program) : program_fail(program, code, "%s", buf_cstr(&line));
	buf_release(&line);
	return code;
}

static int print_shown(const struct program *program, const struct buf *text)
{
	struct buf line;
	buf_init(&line, BUF_CAP);
	human_text(&line, buf_view(text), HUMAN_WHOLE);
	buf_char(&line, '\n');
	int code = program_print(program, &line);
	buf_release(&line);
	return code;
}

/* An invalid URL is a usage error, not a problem of the release. */
static int check_address(const struct program *program, const char *url)
{
	struct buf address, why;
	int code = PROGRAM_GO_ON;
	buf_init(&address, BUF_CAP);
	buf_init(&why, BUF_CAP);
	switch (address_of_latest(url, &address, &why)) {
	case FETCH_OK: break;
	case FETCH_NO_MEMORY: code = program_fail_memory(program); break;
	default: code = fail_shown(program, EXIT_USAGE, &why);
	}
	buf_release(&address);
	buf_release(&why);
	return code;
}

static int update(struct fetch *fetch)
{
	const struct program *program = &fetch->program;
	struct fetch_outcome outcome;
	struct fetch_line line;
	struct buf text;
	int code = EXIT_CLEAN;
	buf_init(&text, BUF_CAP);
	fetch_line_init(&line, program->err, path_name(fetch->request.file));
	if (!fetch->quiet) {
		fetch->request.progress = fetch_line_draw;
		fetch->request.progress_context = &line;
	}
	enum fetch_status status = fetch_update(&fetch->request, &outcome, &text);
	fetch_line_clear(&line);
	switch (status) {
	case FETCH_OK:
		buf_clear(&text);
		describe(&text, fetch, &outcome);
		if (!fetch->quiet)
			code = print_shown(program, &text);
		warn_of_expiry(program, &outcome);
		break;
	case FETCH_REFUSED:
	case FETCH_DIFFERS: code = fail_shown(program, EXIT_FINDINGS, &text); break;
	case FETCH_CHANGED:
	case FETCH_FAILED: code = fail_shown(program, EXIT_FAILED, &text); break;
	case FETCH_NO_MEMORY: code = program_fail_memory(program); break;
	}
	fetch_outcome_release(&outcome);
	buf_release(&text);
	return code;
}

static int read_keys(struct fetch *fetch)
{
	const struct option_list *files = &fetch->key_files;
	fetch->keys = calloc(files->count + 1, sizeof(*fetch->keys));
	int code = fetch->keys ? PROGRAM_GO_ON : program_fail_memory(&fetch->program);
	for (size_t i = 0; i < files->count && code == PROGRAM_GO_ON; i++) {
		int one = public_key_read(&fetch->program, files->values[i], &fetch->keys[i]);
		code = one == EXIT_CLEAN ? code : one;
	}
	return code;
}

static int run(struct fetch *fetch)
{
	char today[32] = "";
	time_t now = time(NULL);
	struct tm day;
	int code = check_arguments(fetch);
	if (code == PROGRAM_GO_ON)
		code = check_address(&fetch->program, fetch->request.url);
	if (code == PROGRAM_GO_ON)
		code = read_keys(fetch);
	if (code != PROGRAM_GO_ON)
		return code;
	if (!gmtime_r(&now, &day) || strftime(today, sizeof(today), "%Y-%m-%d", &day) != 10)
		return program_fail(&fetch->program, EXIT_FAILED, "the clock has no valid date");
	fetch->request.keys = fetch->keys;
	fetch->request.key_count = fetch->key_files.count;
	fetch->request.today = today;
	fetch->request.ca_file = getenv("SSL_CERT_FILE");
	return update(fetch);
}

int fetch_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct fetch fetch = { .program = { .name = "satchel-fetch", .in = in, .out = out, .err = err },
			       .request = { .timeout = HTTP_TIMEOUT } };
	int code = program_start(&fetch.program, &help, rows, &fetch, argc, argv);
	if (code == PROGRAM_GO_ON)
		code = run(&fetch);
	code = program_end(&fetch.program, code);
	free(fetch.keys);
	return code;
}
