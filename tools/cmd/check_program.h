/* Shared by the programs that check lessons: options, messages, progress, and output of findings. satchel-validate and
 * satchel-lint differ in the rules that are on, and in the options that select rules. */
#ifndef CMD_CHECK_PROGRAM_H
#define CMD_CHECK_PROGRAM_H

#include "check/fix/fix.h"
#include "check/run/checker.h"
#include "cmd/program.h"
#include "report/render.h"

/* If the given folders contain only other files of ours. */
#define CHECK_NO_LESSON "no lessons, only pack definitions and the like"

struct check_program {
	struct program program;
	struct checker checker;
	FILE *mistakes_out; /* receives mistakes in satchel.xml: out, unless that receives other output */
	unsigned format; /* enum render_format */
	unsigned color; /* enum option_color */
	bool quiet;
	bool list_rules;
	const char *explain; /* name of a rule, or NULL */
	bool show_config;
	bool statistics;	   /* counts by rule instead of findings */
	enum severity fail_on;	   /* the lowest severity that causes EXIT_FINDINGS; OFF: any */
	enum fix_mode fix;
	bool fix_unsafe;
	char real_day[DATE_SIZE];
	double start, last; /* when the work began, and when progress was shown */
	bool shown;	    /* the progress line is visible */
};

/* Rows of options for a program in whose record the check_program is the given member. */
#define CHECK_ROWS_CONFIG(record, check)                                                                            \
	OPT_STRING(0, "config", "FILE", record, check.checker.config_path,                                          \
		   "read FILE instead of the tree's satchel.xml"),                                                  \
		OPT_BOOL(0, "no-config", record, check.checker.no_config, "read no satchel.xml")
#define CHECK_ROWS_INPUT(record, check)                                                                              \
	OPT_STRING(0, "stdin-path", "NAME", record, check.checker.stdin_path, "treat standard input as this file")
#define CHECK_ROWS(record, check)                                                                                      \
	OPT_CHOICE('f', "format", "NAME", render_format_names, record, check.format, "how to print findings:"),        \
		OPT_JOBS(record, check.checker.jobs),                                                                  \
		OPT_BOOL('q', "quiet", record, check.quiet, "print neither summary nor progress"),                     \
		OPT_COLOR(record, check.color), CHECK_ROWS_INPUT(record, check),                                       \
		OPT_BOOL(0, "only-lessons", record, check.checker.only_lessons,                                        \
			 "skip named files that are not lessons"),                                                     \
		OPT_STRING('e', "explain", "RULE", record, check.explain,                                              \
			   "explain a rule, or list the rules of a family"),                                           \
		OPT_BOOL(0, "list-rules", record, check.list_rules, "print all rules; with --format json as JSON"),    \
		CHECK_ROWS_CONFIG(record, check),                                                                      \
		OPT_BOOL(0, "show-config", record, check.show_config,                                                  \
			 "print the effective configuration as a satchel.xml")

void check_program_init(struct check_program *check, const char *name, FILE *in, FILE *out, FILE *err);
void check_program_release(struct check_program *check);
/* Lets the checker check spelling. False if memory ran out. */
bool check_program_open_dictionaries(struct check_program *check) MUST_CHECK;

/* Calls program_start with the rows, and checks that the options are compatible and there is something to check.
 * Returns PROGRAM_GO_ON or an exit code; call program_end in either case. */
int check_program_start(struct check_program *check, const struct program_help *help, const struct option_row *rows,
			void *record, int argc, char **argv) MUST_CHECK;
/* Checks the operands and writes the findings; or explains or lists rules if requested. Returns the exit code. */
int check_program_run(struct check_program *check);

/* Compares the dates of lessons with today, unless the command line gives a date. */
void check_program_take_real_day(struct check_program *check);
/* Validates that date: PROGRAM_GO_ON or EXIT_USAGE. */
int check_program_check_today(const struct check_program *check);

/* PROGRAM_GO_ON or an exit code. */
int check_program_code(enum checker_status status);
/* Writes the findings to out in the selected format; false on failure, which has been reported. */
bool check_program_render(const struct check_program *check, const struct report *report, const struct file_list *files,
			  FILE *out) MUST_CHECK;

#endif
