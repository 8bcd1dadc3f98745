/* satchel-pack: the command line. */
#include "cmd/pack.h"

#include "base/nearest.h"


/* Option rows by field, for the tables of commands. */
#define ARGUMENTS struct pack_arguments
#define OPT_QUIET OPT_BOOL('q', "quiet", ARGUMENTS, quiet, "print nothing on success")
#define OPT_JSON OPT_BOOL(0, "json", ARGUMENTS, json, "print JSON")
#define OPT_SECRET_KEY OPT_STRING(0, "secret-key", "FILE", ARGUMENTS, secret_key, "the key to sign with")
#define OPT_PASSPHRASE_FD                                                                                              \
	OPT_STRING(0, "passphrase-fd", "N", ARGUMENTS, passphrase_fd_text,                                             \
		   "read the passphrase from this file descriptor")
#define OPT_EXPIRES                                             \
	OPT_STRING(0, "expires", "WHEN", ARGUMENTS, expires,     \
		   "when latest.json expires, YYYY-MM-DD or a number of days;\n90 days by default")
#define OPTS_MAKE                                                                                                      \
	OPT_STRING(0, "base", "PACK", ARGUMENTS, base,                                                                 \
		   "copy unchanged entries from this older pack"),                        \
		OPT_STRING(0, "config", "FILE", ARGUMENTS, config, "read FILE instead of the tree's satchel.xml"),    \
		OPT_BOOL(0, "no-config", ARGUMENTS, no_config, "read no satchel.xml"),                                 \
		OPT_STRING(0, "today", "DATE", ARGUMENTS, today, "compare review dates with this date, YYYY-MM-DD"), \
		OPT_JOBS(ARGUMENTS, jobs), \
		OPT_BOOL('q', "quiet", ARGUMENTS, quiet, "look only for errors, and print nothing on success")

static const struct option_row build_rows[] = {
	OPT_STRING('o', "output", "FILE", ARGUMENTS, output,
		   "the pack to write, or the folder for several editions;\nthe current folder by default"),
	OPT_STRING('e', "edition", "NAME", ARGUMENTS, edition, "build only this edition"),
	OPTS_MAKE,
	OPT_COMMON,
};

static const struct option_row release_rows[] = {
	OPT_STRING('o', "output", "FOLDER", ARGUMENTS, output, "the folder of the release"),
	OPT_SECRET_KEY,
	OPT_PASSPHRASE_FD,
	OPT_STRING(0, "date", "DATE", ARGUMENTS, date, "the date of the release, YYYY-MM-DD; today by default"),
	OPT_EXPIRES,
	OPT_BOOL(0, "oci", ARGUMENTS, oci, "also write an OCI image layout, for container registries"),
	OPT_BOOL(0, "player", ARGUMENTS, player, "also write the player, so that the folder is a web site"),
	OPT_BOOL(0, "allow-dirty", ARGUMENTS, allow_dirty, "make a trial release of uncommitted content"),
	OPTS_MAKE,
	OPT_COMMON,
};

static const struct option_row renew_rows[] = { OPT_SECRET_KEY, OPT_PASSPHRASE_FD, OPT_EXPIRES, OPT_QUIET, OPT_COMMON };
static const struct option_row show_rows[] = { OPT_JSON, OPT_COMMON };
static const struct option_row cat_rows[] = {
	OPT_BOOL(0, "text", ARGUMENTS, text, "print plain text instead of JSON"),
	OPT_COMMON,
};
static const struct option_row extract_rows[] = {
	OPT_STRING('C', "directory", "DIR", ARGUMENTS, folder, "the folder to write to; the current folder by default"),
	OPT_BOOL(0, "force", ARGUMENTS, force, "overwrite existing files"),
	OPT_COMMON,
};
static const struct option_row verify_rows[] = {
	OPT_LIST('k', "key", "FILE", ARGUMENTS, keys,
		 "require a signature by this public key; may be repeated:\na signature by one of them is enough"),
	OPT_QUIET,
	OPT_COMMON,
};
static const struct option_row keygen_rows[] = {
	OPT_BOOL(0, "no-passphrase", ARGUMENTS, no_passphrase, "do not protect the secret key with a passphrase"),
	OPT_PASSPHRASE_FD,
	OPT_COMMON,
};
static const struct option_row sign_rows[] = { OPT_SECRET_KEY, OPT_PASSPHRASE_FD, OPT_QUIET, OPT_COMMON };
static const struct option_row common_rows[] = { OPT_COMMON };

struct command {
	const char *name;
	size_t operands_min, operands_max;
	const char *usage; /* after the name */
	const char *about;
	const struct option_row *rows;
	pack_command *run; /* NULL: one of pack_run's makers */
};

static const struct command commands[] = {
	{ "build", 1, 1, "DEFINITION [OPTION...]", "Checks lessons and builds the editions of a pack.", build_rows,
	  NULL },
	{ "release", 1, 1, "DEFINITION -o FOLDER --secret-key FILE [OPTION...]",
	  "Builds and signs all editions, and writes a folder to publish.", release_rows, NULL },
	{ "renew", 1, 1, "FOLDER --secret-key FILE [OPTION...]",
	  "Gives a release a later expiry date, and signs it again.", renew_rows, NULL },
	{ "show", 1, 1, "PACK [--json]", "Prints the contents of a pack.", show_rows, pack_show },
	{ "list", 1, 1, "PACK [--json]", "Prints the entries of the archive: length, stored length, name.", show_rows,
	  pack_list },
	{ "cat", 2, 2, "PACK ID [--text]", "Prints a lesson, an item of a lesson, or an entry of the archive.",
	  cat_rows, pack_cat },
	{ "extract", 1, SIZE_MAX, "PACK [-C DIR] [--force] [NAME...]",
	  "Writes all entries of the archive, or those named, to a folder.", extract_rows, pack_extract },
	{ "verify", 1, SIZE_MAX, "FILE... [--key FILE]... [--quiet]",
	  "Checks packs, latest.json or progress.json; with --key, also their signatures.", verify_rows, pack_verify },
	{ "keygen", 0, 1, "[NAME] [--no-passphrase | --passphrase-fd N]",
	  "Creates a key pair, NAME.key and NAME.pub, as minisign does.", keygen_rows, pack_keygen },
	{ "sign", 1, SIZE_MAX, "PACK... --secret-key FILE [--passphrase-fd N] [--quiet]", "Adds a signature to packs.",
	  sign_rows, pack_sign },
	{ NULL, 0, 0, NULL, NULL, NULL, NULL },
};

static const struct command *find_command(const struct program *program, const char *name)
{
	struct nearest nearest;
	nearest_init(&nearest, str_from(name));
	const struct command *command = commands;
	for (; command->name && strcmp(command->name, name) != 0; command++)
		nearest_offer(&nearest, command->name);
	if (command->name)
		return command;
	program_fail(program, EXIT_USAGE, "unknown command '%s'; %s%s%s", name,
		     nearest.best ? "did you mean '" : "see satchel-pack --help", nearest.best ? nearest.best : "",
		     nearest.best ? "'?" : "");
	return NULL;
}

static int run_command(const struct command *command, struct pack_arguments *arguments,
		       const struct pack_makers *makers)
{
	const struct program *program = &arguments->program;
	size_t count = program->options.operand_count;
	if (count < command->operands_min || count > command->operands_max)
		return program_fail(program, EXIT_USAGE, "usage: satchel-pack %s %s", command->name, command->usage);
	unsigned long fd;
	if (arguments->passphrase_fd_text && !option_number(arguments->passphrase_fd_text, 0, 1024, &fd))
		return program_fail(program, EXIT_USAGE, "--passphrase-fd must be a number from 0 to 1024, not '%s'",
				    arguments->passphrase_fd_text);
	arguments->passphrase_fd = arguments->passphrase_fd_text ? (int)fd : -1;
	arguments->operands = program->options.operands;
	arguments->operand_count = count;
	arguments->command = command->name;
	pack_command *made = strcmp(command->name, "release") == 0 ? makers->release
			     : strcmp(command->name, "renew") == 0 ? makers->renew
								   : makers->build;
	return (command->run ? command->run : made)(arguments);
}

int pack_run(int argc, char **argv, const struct pack_makers *makers, FILE *out, FILE *err)
{
	struct pack_arguments arguments = { .program = { .name = PACK_PROGRAM, .out = out, .err = err }, .argv = argv };
	struct program *program = &arguments.program;
	const struct command *command = NULL;
	int code = PROGRAM_GO_ON;
	if (argc > 1 && argv[1][0] != '-') {
		command = find_command(program, argv[1]);
		code = command ? PROGRAM_GO_ON : EXIT_USAGE;
	}
	if (command) {
		char usage[160];
		snprintf(usage, sizeof(usage), "satchel-pack %s %s", command->name, command->usage);
		const struct program_help help = { usage, command->about };
		code = program_start(program, &help, command->rows, &arguments, argc - 1, argv + 1);
		if (code == PROGRAM_GO_ON)
			code = run_command(command, &arguments, makers);
		else if (code == EXIT_USAGE)
			program_fail(program, code, "see satchel-pack %s --help", command->name);
	} else if (code == PROGRAM_GO_ON) {
		char about[2048] = "Builds, signs, verifies and reads content packs.\n"
				   "satchel-pack COMMAND --help lists the options of a command.\n";
		for (const struct command *each = commands; each->name; each++) {
			size_t len = strlen(about);
			snprintf(about + len, sizeof(about) - len, "\n  %-8s %s", each->name, each->about);
		}
		const struct program_help help = { "satchel-pack COMMAND [OPTION...] OPERAND...", about };
		code = program_start(program, &help, common_rows, &arguments, argc, argv);
		if (code == PROGRAM_GO_ON)
			code = program_fail(
				program, EXIT_USAGE,
				"no command; try 'satchel-pack build packs/NAME.xml' or 'satchel-pack --help'");
	}
	return program_end(program, code);
}
