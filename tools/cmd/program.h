/* Shared by all programs: streams, options, messages, and exit. */
#ifndef CMD_PROGRAM_H
#define CMD_PROGRAM_H

#include "base/buf.h"
#include "base/options.h"
#include "base/result.h"
#include "cmd/cmd.h"

struct program {
	const char *name;
	FILE *in, *out, *err;
	struct options options;
};

/* The content of --help. */
struct program_help {
	const char *usage;
	const char *about;
};

enum { PROGRAM_GO_ON = -1 }; /* not an exit code: continue */

/* Parses the command line into the fields of record; prints help or the version if requested. From then on, a write to
 * a closed pipe fails instead of killing the process. Returns PROGRAM_GO_ON or the exit code; call program_end in
 * either case. */
int program_start(struct program *program, const struct program_help *help, const struct option_row *rows, void *record,
		  int argc, char **argv) MUST_CHECK;
/* Flushes the output and frees operands and options. Returns code, or EXIT_FAILED if the output cannot be written. */
int program_end(struct program *program, int code) MUST_CHECK;

/* Writes "PROGRAM: message" to err and returns code. */
int program_fail(const struct program *program, int code, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same for each line of text; NULL, or a failed text, means that memory ran out. */
int program_fail_lines(const struct program *program, int code, const struct buf *text);
/* Writes "PROGRAM: warning: message". */
void program_warn(const struct program *program, const char *format, ...) PRINTF_LIKE(2, 3);
/* The exit code for a result, after the lines of why if it is not RESULT_OK. consequence, unless NULL, is another
 * line. */
int program_result(const struct program *program, enum result result, const struct buf *why, const char *consequence);
/* Reports that memory ran out; EXIT_FAILED. */
int program_fail_memory(const struct program *program);
/* Writes text to out and flushes. EXIT_CLEAN, or EXIT_FAILED after a message. */
int program_print(const struct program *program, const struct buf *text) MUST_CHECK;

#endif
