/* The programs as functions: what main calls, and what tests and fuzzers call too. Each reads its
 * options from argv, writes results to out and complaints to err, and returns the exit code. */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include <stdio.h>

enum exit_code {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1, /* something is wrong with what was checked */
	EXIT_USAGE = 2,    /* the command line or a configuration can't be made sense of */
	EXIT_FAILED = 3,   /* reading, writing or memory failed */
};

int validate_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int lint_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
/* Becomes another program where it has to build; pack_build_main is that program, and does the same by itself. */
int pack_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int pack_build_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int fmt_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int new_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int diff_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int fetch_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);

#endif
