/* Writes the ledger of an import or export. */
#ifndef CMD_LEDGER_H
#define CMD_LEDGER_H

#include "base/file.h"
#include "cmd/program.h"
#include "convert/core/ledger.h"

/* The file for --ledger: opened before anything else is written, so that nothing is if it cannot be; and named together
 * with the output, or after it. */
struct ledger_file {
	const char *path; /* NULL: none is wanted, and nothing below does anything */
	struct file_writer writer;
	bool written; /* it has the rows */
};

/* output is what else the program writes; a ledger in a folder that is that output, and new, is opened later.
 * PROGRAM_GO_ON, or an exit code after a message; so the others. */
int ledger_file_open(const struct program *program, struct ledger_file *file, const char *output) MUST_CHECK;
/* Writes the rows as lines of JSON, before the output gets its name. */
int ledger_file_write(const struct program *program, struct ledger_file *file, const struct ledger *ledger) MUST_CHECK;
/* Writes the rows unless that was done, and gives the file its name. consequence says what became of the output if
 * that fails. */
int ledger_file_commit(const struct program *program, struct ledger_file *file, const struct ledger *ledger,
		       const char *consequence) MUST_CHECK;
/* Removes what was not committed. */
void ledger_file_drop(struct ledger_file *file);

/* Prints it unless quiet is set. EXIT_CLEAN, EXIT_FINDINGS if it has rows, or another code after a message. */
int ledger_print(const struct program *program, const struct ledger *ledger, bool quiet) MUST_CHECK;

#endif
