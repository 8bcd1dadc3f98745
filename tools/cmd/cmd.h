/* The programs as functions, called by main, tests and fuzzers. Each parses argv, writes results to out and messages to
 * err, and returns the exit code. */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include <stdio.h>

enum exit_code {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1, /* something is wrong with what was checked */
	EXIT_USAGE = 2,    /* invalid command line or configuration */
	EXIT_FAILED = 3,   /* reading or writing failed, or memory ran out */
};

int validate_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int lint_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
/* For commands that build, replaces itself by another program; pack_build_main is that program, which runs all commands
 * itself. */
int pack_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int pack_build_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int fmt_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int new_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int diff_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int fetch_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int import_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int export_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int preview_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int lsp_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);
int merge_main(int argc, char **argv, FILE *in, FILE *out, FILE *err);

#endif
