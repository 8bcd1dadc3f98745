/* satchel-lint --fix: makes the edits that findings carry, in rounds until there are none left, and writes the
 * files that have changed. Only lessons that operands name are touched. */
#ifndef CMD_FIX_H
#define CMD_FIX_H

#include "cmd/checker.h"
#include "report/report.h"

/* What standard input holds is written, mended, to the standard output, and the findings that are left then go to
 * the standard error. Returns the exit code. */
int fix_run(struct checker *checker);

#endif
