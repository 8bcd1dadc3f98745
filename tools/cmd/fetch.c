/* satchel-fetch: brings a pack up to date with what is published. */
#include "fetch/fetch.h"

#include "base/file.h"
#include "base/human.h"
#include "base/options.h"
#include "base/path.h"
#include "cmd/cmd.h"
#include "cmd/fetch_progress.h"
#include "cmd/public_key.h"
#include "fetch/address.h"
#include "fetch/http.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#define PROGRAM "satchel-fetch"

enum { OUTPUT = 1, BASE, KEY, UNSIGNED, EDITION, DRY_RUN, TIMEOUT, QUIET };

enum { KEYS_MAX = 64, TIMEOUT_MAX = 3600 };

static const struct option_row rows[] = {
	{ OUTPUT, 'o', "output", "FILE",
	  "the pack to bring up to date, or to make; what it has is\nnot fetched again" },
	{ BASE, 0, "base", "PACK", "another old copy to take from" },
	{ KEY, 'k', "key", "FILE", "trust what this public key signed; may be given several times" },
	{ UNSIGNED, 0, "unsigned", NULL,
	  "ask for no signature: whoever runs the server, or stands in\nbetween, decides what is in the pack" },
	{ EDITION, 'e', "edition", "NAME", "full or free; the one that FILE has, else full, where it is\nleft out" },
	{ DRY_RUN, 'n', "dry-run", NULL, "say what it would take, and write nothing" },
	{ TIMEOUT, 0, "timeout", "SECONDS", "how long to wait for a server: 30; see the manual" },
	{ QUIET, 'q', "quiet", NULL, "print nothing but complaints" },
	OPTION_ROWS_COMMON,
	{ 0, 0, NULL, NULL, NULL },
};

static const char usage[] = "satchel-fetch [OPTION...] URL -o FILE --key FILE.pub";
static const char about[] = "Brings a pack up to date with what is published at URL, the address of a latest.json or\n"
			    "of the folder that it is in, or a folder of this machine. Only what FILE does not have\n"
			    "is fetched.";

struct arguments {
	struct fetch_request request;
	const char *key_files[KEYS_MAX];
	size_t key_file_count, operand_count;
	bool unsigned_too, quiet;
	bool done; /* help or version was printed */
};

static int complain(FILE *err, int code, const char *what)
{
	fprintf(err, PROGRAM ": %s\n", what);
	return code;
}

static int take_option(struct arguments *arguments, int id, const char *value, FILE *err)
{
	struct fetch_request *request = &arguments->request;
	unsigned long number;
	switch (id) {
	case OUTPUT: request->file = value; break;
	case BASE: request->base = value; break;
	case EDITION: request->edition = value; break;
	case UNSIGNED: arguments->unsigned_too = true; break;
	case DRY_RUN: request->only_look = true; break;
	case QUIET: arguments->quiet = true; break;
	case KEY:
		if (arguments->key_file_count == KEYS_MAX)
			return complain(err, EXIT_USAGE, "there are more than 64 keys");
		arguments->key_files[arguments->key_file_count++] = value;
		break;
	case TIMEOUT:
		if (!option_number(value, 1, TIMEOUT_MAX, &number)) {
			fprintf(err, PROGRAM ": --timeout takes seconds from 1 to %d, not '%s'\n", TIMEOUT_MAX, value);
			return EXIT_USAGE;
		}
		request->timeout = (unsigned)number;
		break;
	default: break;
	}
	return EXIT_CLEAN;
}

static int check_arguments(const struct arguments *arguments, FILE *err)
{
	if (arguments->operand_count != 1)
		return complain(err, EXIT_USAGE,
				"give one address or folder, that of latest.json; try '" PROGRAM " --help'");
	if (!arguments->request.file || !*arguments->request.file)
		return complain(err, EXIT_USAGE, "give the pack to bring up to date: -o FILE");
	if (arguments->key_file_count == 0 && !arguments->unsigned_too)
		return complain(
			err, EXIT_USAGE,
			"give the public key that releases are signed with: --key FILE.pub; without one, whoever runs "
			"the server decides what is in the pack, and --unsigned says that this is wanted");
	if (arguments->key_file_count > 0 && arguments->unsigned_too)
		return complain(err, EXIT_USAGE, "--key and --unsigned contradict each other: give one of them");
	return EXIT_CLEAN;
}

static int read_arguments(struct arguments *arguments, int argc, char **argv, FILE *out, FILE *err)
{
	struct options options;
	*arguments = (struct arguments){ .request = { .timeout = HTTP_TIMEOUT } };
	options_init(&options, rows, argc, argv);
	for (int id; (id = options_next(&options)) != OPTIONS_END;) {
		switch (id) {
		case OPTION_HELP:
			options_print_help(out, usage, about, rows);
			arguments->done = true;
			return EXIT_CLEAN;
		case OPTION_VERSION:
			fprintf(out, PROGRAM " " SATCHEL_VERSION "\n");
			arguments->done = true;
			return EXIT_CLEAN;
		case OPTIONS_OPERAND:
			arguments->request.url = options.value;
			arguments->operand_count++;
			break;
		case OPTIONS_ERROR: fprintf(err, PROGRAM ": %s\n", options.error); return EXIT_USAGE;
		default:
			if (take_option(arguments, id, options.value, err) != EXIT_CLEAN)
				return EXIT_USAGE;
		}
	}
	return check_arguments(arguments, err);
}

/* What was done, in one line. */
static void tell(struct buf *text, const struct arguments *arguments, const struct fetch_outcome *outcome)
{
	const char *before = buf_cstr(&outcome->before), *now = buf_cstr(&outcome->now);
	buf_format(text, "%s: ", path_name(arguments->request.file));
	if (outcome->up_to_date) {
		buf_format(text, "%s is up to date", now);
		return;
	}
	if (outcome->damaged)
		buf_text(text, arguments->request.only_look ? "damaged; " : "repaired; ");
	else if (*before)
		buf_format(text, "%s -> ", before);
	const char *what = outcome->local ? "copy" : "fetch", *past = outcome->local ? "copied" : "fetched";
	buf_format(text, "%s, %s%s ", now, arguments->request.only_look ? "would " : "",
		   arguments->request.only_look ? what : past);
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

/* Who fetches can only pass it on; who publishes may not have noticed. */
static void warn_of_expiry(const struct fetch_outcome *outcome, FILE *err)
{
	if (outcome->expires_soon)
		fprintf(err, PROGRAM ": warning: latest.json expires after %s, in %ld day%s; ask its publisher to renew it\n",
			buf_cstr(&outcome->expires), outcome->days + 1, outcome->days == 0 ? "" : "s");
}

/* Addresses and messages of servers are not ours: they are shown without what acts on terminals. */
static int print(FILE *to, const char *before, const struct buf *text, int code)
{
	struct buf line;
	buf_init(&line, BUF_CAP);
	human_text(&line, buf_view(text), HUMAN_WHOLE);
	fprintf(to, "%s%s\n", before, buf_failed(&line) ? "out of memory" : buf_cstr(&line));
	buf_release(&line);
	return code;
}

static int finish(FILE *out, FILE *err)
{
	if (fflush(out) == 0 && !ferror(out))
		return EXIT_CLEAN;
	fprintf(err, PROGRAM ": cannot write: %s\n", strerror(errno));
	return EXIT_FAILED;
}

/* What can't be an address is a mistake of who typed it, and nothing that was published. */
static int check_address(const char *url, FILE *err)
{
	struct buf address, why;
	int code = EXIT_CLEAN;
	buf_init(&address, BUF_CAP);
	buf_init(&why, BUF_CAP);
	switch (address_of_latest(url, &address, &why)) {
	case FETCH_OK: break;
	case FETCH_NO_MEMORY: code = complain(err, EXIT_FAILED, "out of memory"); break;
	default: code = print(err, PROGRAM ": ", &why, EXIT_USAGE);
	}
	buf_release(&address);
	buf_release(&why);
	return code;
}

static int update(struct arguments *arguments, FILE *out, FILE *err)
{
	struct fetch_outcome outcome;
	struct fetch_line line;
	struct buf text;
	int code = EXIT_CLEAN;
	buf_init(&text, BUF_CAP);
	fetch_line_init(&line, err, path_name(arguments->request.file));
	if (!arguments->quiet) {
		arguments->request.progress = fetch_line_draw;
		arguments->request.progress_context = &line;
	}
	enum fetch_status status = fetch_update(&arguments->request, &outcome, &text);
	fetch_line_clear(&line);
	switch (status) {
	case FETCH_OK:
		buf_clear(&text);
		tell(&text, arguments, &outcome);
		if (!arguments->quiet)
			print(out, "", &text, EXIT_CLEAN);
		code = finish(out, err);
		warn_of_expiry(&outcome, err);
		break;
	case FETCH_REFUSED:
	case FETCH_DIFFERS: code = print(err, PROGRAM ": ", &text, EXIT_FINDINGS); break;
	case FETCH_CHANGED:
	case FETCH_FAILED: code = print(err, PROGRAM ": ", &text, EXIT_FAILED); break;
	case FETCH_NO_MEMORY: code = complain(err, EXIT_FAILED, "out of memory"); break;
	}
	fetch_outcome_release(&outcome);
	buf_release(&text);
	return code;
}

int fetch_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct arguments arguments;
	struct satchel_key keys[KEYS_MAX];
	char today[32] = "";
	time_t now = time(NULL);
	struct tm day;
	(void)in;
	/* A reader that goes away, or a limit on the size of files, is a failed write, to be told as one. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	int code = read_arguments(&arguments, argc, argv, out, err);
	if (code != EXIT_CLEAN || arguments.done)
		return code == EXIT_CLEAN ? finish(out, err) : code;
	code = check_address(arguments.request.url, err);
	if (code != EXIT_CLEAN)
		return code;
	for (size_t i = 0; i < arguments.key_file_count; i++) {
		code = public_key_read(arguments.key_files[i], &keys[i], PROGRAM, err);
		if (code != EXIT_CLEAN)
			return code;
	}
	if (!gmtime_r(&now, &day) || strftime(today, sizeof(today), "%Y-%m-%d", &day) != 10)
		return complain(err, EXIT_FAILED, "the clock tells no day that there is");
	arguments.request.keys = keys;
	arguments.request.key_count = arguments.key_file_count;
	arguments.request.today = today;
	arguments.request.ca_file = getenv("SSL_CERT_FILE");
	return update(&arguments, out, err);
}
