/* satchel-lint --fix: applies the edits of findings, in rounds until there are none left, and writes the changed files.
 * Only lessons given as operands are changed. */
#ifndef CHECK_FIX_FIX_H
#define CHECK_FIX_FIX_H

#include "check/run/checker.h"
#include "report/report.h"

enum fix_mode {
	FIX_MODE_OFF,
	FIX_MODE_WRITE,
	FIX_MODE_DIFF, /* write the changes to out, and nothing else */
};

struct fix {
	enum fix_mode mode;
	bool unsafe; /* also apply unsafe fixes */
	FILE *out;   /* receives the differences, or standard input with its fixes */

	struct report report; /* the remaining findings after fixes were written; initialised by the caller */
	size_t fixed, changed; /* findings, files */
	size_t left_unsafe;   /* number of fixes not applied because they are unsafe */
	bool read_stdin;
};

enum checker_status fix_run(struct fix *fix, struct checker *checker) MUST_CHECK;

#endif
