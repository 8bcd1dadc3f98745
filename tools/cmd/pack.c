/* satchel-pack: the command line. */
#include "cmd/pack.h"

#include "base/nearest.h"
#include "base/options.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

enum { OUTPUT = 1, EDITION, BASE, JOBS, QUIET, CONFIG, NO_CONFIG, TODAY, JSON, TEXT, FOLDER, FORCE, KEY, SECRET_KEY,
       NO_PASSPHRASE, PASSPHRASE_FD, DATE, EXPIRES, OCI, ALLOW_DIRTY, OPTIONS };

static const struct option_row rows[] = {
	{ OUTPUT, 'o', "output", "FILE",
	  "build: where the pack goes, or the folder for several editions;\nthe current folder where it is left out\n"
	  "release: the folder of the release" },
	{ EDITION, 'e', "edition", "NAME", "build: only this one of the definition's editions" },
	{ BASE, 0, "base", "PACK",
	  "build, release: take over from this older pack what has not changed,\nas it is compressed there" },
	{ JOBS, 'j', "jobs", "N", "build, release: " OPTION_HELP_JOBS },
	{ QUIET, 'q', "quiet", NULL, "build, release, renew, verify: print nothing where nothing is wrong" },
	{ CONFIG, 0, "config", "FILE", "build, release: read FILE in place of the tree's satchel.xml" },
	{ NO_CONFIG, 0, "no-config", NULL, "build, release: read no satchel.xml" },
	{ TODAY, 0, "today", "DATE", "build, release: hold the dates of lessons against this day, YYYY-MM-DD" },
	{ JSON, 0, "json", NULL, "show, list: print JSON" },
	{ TEXT, 0, "text", NULL, "cat: print text to be read, not JSON" },
	{ FOLDER, 'C', "directory", "DIR", "extract: where to; the current folder where it is left out" },
	{ FORCE, 0, "force", NULL, "extract: write over files that are there" },
	{ KEY, 'k', "key", "FILE", "verify: a public key that is trusted; packs must be signed with one of\nthose given" },
	{ SECRET_KEY, 0, "secret-key", "FILE", "sign, release, renew: the key to sign with" },
	{ NO_PASSPHRASE, 0, "no-passphrase", NULL, "keygen: protect the secret key with no passphrase" },
	{ PASSPHRASE_FD, 0, "passphrase-fd", "N", "keygen, sign, release, renew: read the passphrase from this\ndescriptor" },
	{ DATE, 0, "date", "DATE", "release: the day that it is of, YYYY-MM-DD; today where it is left out" },
	{ EXPIRES, 0, "expires", "WHEN",
	  "release, renew: the last day that it may be fetched on, YYYY-MM-DD or a\nnumber of days; 90 days where it is left out" },
	{ OCI, 0, "oci", NULL, "release: write an OCI image layout too, for container registries" },
	{ ALLOW_DIRTY, 0, "allow-dirty", NULL, "release: a trial, of content that is not committed" },
	OPTION_ROWS_COMMON,
	{ 0, 0, NULL, NULL, NULL },
};

static const char usage[] = "satchel-pack build DEFINITION [-o FILE] [--edition NAME] [--base PACK]\n"
			    "                          [--config FILE | --no-config] [--today DATE]\n"
			    "                          [--jobs N] [--quiet]\n"
			    "       satchel-pack release DEFINITION -o FOLDER --secret-key FILE [--passphrase-fd N]\n"
			    "                          [--base PACK] [--date DATE] [--expires WHEN] [--oci]\n"
			    "                          [--allow-dirty]\n"
			    "                          [--config FILE | --no-config] [--today DATE]\n"
			    "                          [--jobs N] [--quiet]\n"
			    "       satchel-pack renew FOLDER --secret-key FILE [--passphrase-fd N]\n"
			    "                          [--expires WHEN] [--quiet]\n"
			    "       satchel-pack show PACK [--json]\n"
			    "       satchel-pack list PACK [--json]\n"
			    "       satchel-pack cat PACK ID [--text]\n"
			    "       satchel-pack extract PACK [-C DIR] [--force] [NAME...]\n"
			    "       satchel-pack verify FILE... [--key FILE]... [--quiet]\n"
			    "       satchel-pack keygen [NAME] [--no-passphrase | --passphrase-fd N]\n"
			    "       satchel-pack sign PACK... --secret-key FILE [--passphrase-fd N] [--quiet]";
static const char about[] = "Builds content packs from lessons, and reads them.\n"
			    "\n"
			    "build   checks all lessons of a pack definition's folder as satchel-lint does and\n"
			    "        writes the pack's editions, unless any of them has an error\n"
			    "release builds all editions, signs them, and writes a folder that any web server\n"
			    "        can serve: packs, latest.json, checksums, changelog; prints the commands\n"
			    "        that publish it\n"
			    "renew   gives latest.json of a release a later last day, and signs it again\n"
			    "show    prints what is in a pack: units, lessons, pictures, sizes\n"
			    "list    prints the entries of the archive: length, stored length, name\n"
			    "cat     prints a lesson, question, card or glossary entry by its id, or an\n"
			    "        entry of the archive by its name\n"
			    "extract writes the entries of the archive, or those named, into a folder\n"
			    "verify  checks every byte of packs, latest.json or progress.json, and names all\n"
			    "        that is wrong; with --key, also who signed them\n"
			    "keygen  makes a key pair, NAME.key and NAME.pub, as minisign does\n"
			    "sign    puts a signature into packs";

struct command {
	const char *name;
	size_t operands_min, operands_max;
	const char *operand_names;
	unsigned options;  /* those it takes, as bits */
	pack_command *run; /* NULL: one of those that pack_run is given */
};

enum {
	MAKE_OPTIONS = 1 << OUTPUT | 1 << BASE | 1 << JOBS | 1 << QUIET | 1 << CONFIG | 1 << NO_CONFIG | 1 << TODAY,
	BUILD_OPTIONS = MAKE_OPTIONS | 1 << EDITION,
	RENEW_OPTIONS = 1 << QUIET | 1 << SECRET_KEY | 1 << PASSPHRASE_FD | 1 << EXPIRES,
	RELEASE_OPTIONS = MAKE_OPTIONS | 1 << SECRET_KEY | 1 << PASSPHRASE_FD | 1 << DATE | 1 << EXPIRES | 1 << OCI | 1 << ALLOW_DIRTY,
};

static const struct command commands[] = {
	{ "build", 1, 1, "DEFINITION", BUILD_OPTIONS, NULL },
	{ "release", 1, 1, "DEFINITION -o FOLDER --secret-key FILE", RELEASE_OPTIONS, NULL },
	{ "renew", 1, 1, "FOLDER --secret-key FILE", RENEW_OPTIONS, NULL },
	{ "show", 1, 1, "PACK", 1u << JSON, pack_show },
	{ "list", 1, 1, "PACK", 1u << JSON, pack_list },
	{ "cat", 2, 2, "PACK ID", 1u << TEXT, pack_cat },
	{ "extract", 1, SIZE_MAX, "PACK [NAME...]", 1u << FOLDER | 1u << FORCE, pack_extract },
	{ "verify", 1, SIZE_MAX, "FILE...", 1u << QUIET | 1u << KEY, pack_verify },
	{ "keygen", 0, 1, "[NAME]", 1u << NO_PASSPHRASE | 1u << PASSPHRASE_FD, pack_keygen },
	{ "sign", 1, SIZE_MAX, "PACK...", 1u << QUIET | 1u << SECRET_KEY | 1u << PASSPHRASE_FD, pack_sign },
	{ NULL, 0, 0, NULL, 0, NULL },
};

static const struct command *find_command(const char *name, FILE *err)
{
	struct nearest nearest;
	nearest_init(&nearest, str_from(name));
	const struct command *command = commands;
	for (; command->name && strcmp(command->name, name) != 0; command++)
		nearest_offer(&nearest, command->name);
	if (command->name)
		return command;
	fprintf(err, PACK_PROGRAM ": there is no command '%s'", name);
	if (nearest.best)
		fprintf(err, "; did you mean '%s'?\n", nearest.best);
	else
		fprintf(err, "; there are build, release, renew, show, list, cat, extract, verify, keygen and sign\n");
	return NULL;
}

static bool check_options(const struct command *command, unsigned given, FILE *err)
{
	for (const struct option_row *row = rows; row->id; row++) {
		if (row->id >= OPTIONS || !(given & 1u << row->id) || (command->options & 1u << row->id))
			continue;
		fprintf(err, PACK_PROGRAM ": %s takes no --%s\n", command->name, row->name);
		return false;
	}
	return true;
}

static int run_command(unsigned given, struct pack_arguments *arguments, const struct pack_makers *makers,
		       FILE *out, FILE *err)
{
	const char **operands = arguments->operands;
	size_t count = arguments->operand_count;
	if (count == 0) {
		fprintf(err, PACK_PROGRAM ": no command; try '" PACK_PROGRAM " build packs/NAME.xml' or '" PACK_PROGRAM
			     " --help'\n");
		return EXIT_USAGE;
	}
	const struct command *command = find_command(operands[0], err);
	if (!command || !check_options(command, given, err))
		return EXIT_USAGE;
	if (count - 1 < command->operands_min || count - 1 > command->operands_max) {
		fprintf(err, PACK_PROGRAM ": usage: " PACK_PROGRAM " %s %s\n", command->name, command->operand_names);
		return EXIT_USAGE;
	}
	arguments->operands++;
	arguments->operand_count--;
	arguments->command = command->name;
	pack_command *made = strcmp(command->name, "release") == 0 ? makers->release
			     : strcmp(command->name, "renew") == 0 ? makers->renew
								   : makers->build;
	return (command->run ? command->run : made)(arguments, out, err);
}

static int print_about(int id, FILE *out, FILE *err)
{
	struct buf nothing;
	if (id == OPTION_HELP)
		options_print_help(out, usage, about, rows);
	else
		fprintf(out, PACK_PROGRAM " " SATCHEL_VERSION "\n");
	buf_init(&nothing, 0);
	return pack_print(&nothing, out, err);
}

/* Takes in the options; operands has room for all. -1: go on, else the exit code. */
static int read_options(int argc, char **argv, struct pack_arguments *arguments, unsigned *given, FILE *out, FILE *err)
{
	struct options options;
	unsigned long number;
	options_init(&options, rows, argc, argv);
	for (int id; (id = options_next(&options)) != OPTIONS_END;) {
		if (id > 0 && id < OPTIONS)
			*given |= 1u << id;
		switch (id) {
		case OUTPUT: arguments->output = options.value; break;
		case EDITION: arguments->edition = options.value; break;
		case BASE: arguments->base = options.value; break;
		case JOBS:
			if (!option_jobs(options.value, &arguments->jobs)) {
				fprintf(err, PACK_PROGRAM ": " OPTION_NOT_JOBS "\n", options.value);
				return EXIT_USAGE;
			}
			break;
		case CONFIG: arguments->config = options.value; break;
		case NO_CONFIG: arguments->no_config = true; break;
		case TODAY: arguments->today = options.value; break;
		case QUIET: arguments->quiet = true; break;
		case JSON: arguments->json = true; break;
		case TEXT: arguments->text = true; break;
		case FOLDER: arguments->folder = options.value; break;
		case FORCE: arguments->force = true; break;
		case KEY:
			if (arguments->key_count == KEYS_MAX) {
				fprintf(err, PACK_PROGRAM ": --key is given more than %d times\n", KEYS_MAX);
				return EXIT_USAGE;
			}
			arguments->keys[arguments->key_count++] = options.value;
			break;
		case SECRET_KEY: arguments->secret_key = options.value; break;
		case DATE: arguments->date = options.value; break;
		case EXPIRES: arguments->expires = options.value; break;
		case OCI: arguments->oci = true; break;
		case ALLOW_DIRTY: arguments->allow_dirty = true; break;
		case NO_PASSPHRASE: arguments->no_passphrase = true; break;
		case PASSPHRASE_FD:
			if (!option_number(options.value, 0, 1024, &number)) {
				fprintf(err, PACK_PROGRAM ": --passphrase-fd takes a number from 0 to 1024, not '%s'\n",
					options.value);
				return EXIT_USAGE;
			}
			arguments->passphrase_fd = (int)number;
			break;
		case OPTION_HELP:
		case OPTION_VERSION: return print_about(id, out, err);
		case OPTIONS_OPERAND: arguments->operands[arguments->operand_count++] = options.value; break;
		default: fprintf(err, PACK_PROGRAM ": %s\n", options.error); return EXIT_USAGE;
		}
	}
	return -1;
}

int pack_run(int argc, char **argv, const struct pack_makers *makers, FILE *out, FILE *err)
{
	struct pack_arguments arguments = { .argv = argv, .passphrase_fd = -1 };
	unsigned given = 0;
	const char **operands = calloc((size_t)argc + 1, sizeof(*operands));
	if (!operands) {
		fprintf(err, PACK_PROGRAM ": out of memory\n");
		return EXIT_FAILED;
	}
	/* A reader that goes away is a failed write, to be told as one. */
	signal(SIGPIPE, SIG_IGN);
	arguments.operands = operands;
	int code = read_options(argc, argv, &arguments, &given, out, err);
	if (code < 0)
		code = run_command(given, &arguments, makers, out, err);
	free(operands);
	return code;
}

int pack_print(const struct buf *bytes, FILE *out, FILE *err)
{
	errno = 0;
	if (buf_failed(bytes)) {
		fprintf(err, PACK_PROGRAM ": out of memory\n");
		return EXIT_FAILED;
	}
	if ((bytes->len > 0 && fwrite(bytes->at, 1, bytes->len, out) != bytes->len) || fflush(out) != 0 || ferror(out)) {
		fprintf(err, PACK_PROGRAM ": cannot write the output: %s\n",
			errno == ENOSPC ? "no space is left on the device" : strerror(errno ? errno : EIO));
		return EXIT_FAILED;
	}
	return EXIT_CLEAN;
}
