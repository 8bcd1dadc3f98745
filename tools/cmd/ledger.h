/* Prints the ledger of an import or export. */
#ifndef CMD_LEDGER_H
#define CMD_LEDGER_H

#include "cmd/program.h"
#include "convert/core/ledger.h"

/* Writes it to path as lines of JSON unless that is NULL, and to out unless quiet is set. EXIT_CLEAN, EXIT_FINDINGS if
 * it has rows, or another code after a message. */
int ledger_print(const struct program *program, const struct ledger *ledger, const char *path, bool quiet) MUST_CHECK;

#endif
