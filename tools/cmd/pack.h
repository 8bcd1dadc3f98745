/* satchel-pack: shared by its commands, and satchel-pack-build, which runs those that satchel-pack delegates. */
#ifndef CMD_PACK_H
#define CMD_PACK_H

#include "base/human.h"
#include "cmd/program.h"
#include "reader/satchel.h"

#include <stdint.h>

struct pack_arguments {
	struct program program;
	char **argv;           /* the whole command line */
	const char *command;
	const char **operands; /* after the command */
	size_t operand_count;
	const char *output, *edition, *base;
	const char *date, *expires; /* or NULL */
	const char *config, *today; /* or NULL */
	unsigned jobs;
	const char *folder;
	const char *secret_key;     /* or NULL */
	struct option_list keys;    /* files of public keys */
	const char *passphrase_fd_text; /* or NULL */
	int passphrase_fd;              /* or -1 */
	bool no_config, quiet, json, text, force, no_passphrase, oci, player, allow_dirty;
};

#define PACK_PROGRAM "satchel-pack"

/* Each returns the exit code. */
typedef int pack_command(const struct pack_arguments *arguments);
pack_command pack_show, pack_cat, pack_list, pack_extract, pack_verify, pack_keygen, pack_sign;

/* The commands that check lessons, which satchel-pack itself does not contain. */
struct pack_makers {
	pack_command *build, *release, *renew;
};

/* Parses the command line and runs the command. */
int pack_run(int argc, char **argv, const struct pack_makers *makers, FILE *out, FILE *err);

/* The exit code for a status of the reader. */
int pack_exit_code(enum satchel_status status);

#endif
