/* Command lines, from a table. The table makes the parser, --help and, through a test, the manual. */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdio.h>

struct option_row {
	int id;               /* what options_next returns; above 0; the last row has 0 */
	char letter;          /* of the short form, or 0 */
	const char *name;     /* without the dashes */
	const char *argument; /* what it takes, as the help shows it: FILE; NULL where it takes nothing */
	const char *help;     /* a line; \n starts another */
};

/* The two rows that every program has; put them last in the table, before the row of zeros. */
#define OPTION_HELP 1001
#define OPTION_VERSION 1002
#define OPTION_ROWS_COMMON                                            \
	{ OPTION_HELP, 'h', "help", NULL, "print this page and exit" },   \
	{ OPTION_VERSION, 0, "version", NULL, "print the version and exit" }

enum {
	OPTIONS_END = 0,      /* all read */
	OPTIONS_OPERAND = -1, /* value is an operand: a file, a name, or - */
	OPTIONS_ERROR = -2,   /* error says what is wrong with the command line */
};

struct options {
	const struct option_row *rows;
	int argc;
	char **argv;
	int next;
	const char *cluster; /* the rest of -abc */
	bool operands_only;  /* -- was read */
	const char *value;   /* an option's argument, or the operand */
	char error[256];
};

/* Starts behind argv[0]. */
void options_init(struct options *options, const struct option_row *rows, int argc, char **argv);
/* The id of the next option, or one of the enumeration above. Understands -x, -xVALUE, -x VALUE, --name,
 * --name=VALUE, --name VALUE and --. Names a near miss of a misspelled name. */
int options_next(struct options *options);
/* The usage lines, then a line an option. */
void options_print_help(FILE *out, const char *usage, const char *about, const struct option_row *rows);

/* What is the same in all programs that have it: a row with an id of the program's, and a function that reads the value and
 * returns false if it is none, which the text behind it says. */
#define OPTION_HELP_JOBS "threads to use; by default one for each processor"
#define OPTION_ROW_JOBS(id) { id, 'j', "jobs", "N", OPTION_HELP_JOBS }
#define OPTION_NOT_JOBS "--jobs is a number from 1 to 256, not '%s'"
bool option_jobs(const char *text, unsigned *jobs) MUST_CHECK;

enum option_color { OPTION_COLOR_AUTO, OPTION_COLOR_ALWAYS, OPTION_COLOR_NEVER };
#define OPTION_ROW_COLOR(id) { id, 0, "color", "WHEN", "auto, always or never" }
#define OPTION_NOT_COLOR "--color is auto, always or never, not '%s'"
bool option_color(const char *text, enum option_color *color) MUST_CHECK;

/* A whole number from low to high, nothing else. */
bool option_number(const char *text, unsigned long low, unsigned long high, unsigned long *number) MUST_CHECK;

#endif
