/* Parses command lines by a table of typed rows. A row names an option and the field that it sets; the table generates
 * the parser, --help and, through a test, the list of options in the manual. Modelled on git's parse-options. */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include "base/attributes.h"
#include "base/str.h"

#include <stddef.h>
#include <stdio.h>

enum option_type {
	OPTION_END, /* ends the table */
	OPTION_BOOL,
	OPTION_STRING,
	OPTION_NUMBER,
	OPTION_CHOICE,
	OPTION_LIST,
	OPTION_HELP,
	OPTION_VERSION,
};

/* The values of a repeatable option, in order. They point into the command line. */
struct option_list {
	const char **values;
	size_t count;
};

/* Use the macros below, which check the type of the field. */
struct option_row {
	enum option_type type;
	char letter;          /* short form, or 0 */
	const char *name;     /* without the dashes */
	const char *argument; /* as shown by --help: FILE; NULL if it takes none */
	size_t field;         /* offset in the program's struct */
	unsigned low, high;         /* range of a number */
	const char *const *choices; /* of a choice, ending with NULL. The field is set to the index. */
	const char *help;           /* one line; \n begins another; --help adds the choices */
};

#define OPTION_FIELD(type, record, member) \
	(offsetof(record, member) + 0 * sizeof(1 ? &((record *)NULL)->member : (type *)NULL))
#define OPT_BOOL(letter, name, record, member, help) \
	{ OPTION_BOOL, letter, name, NULL, OPTION_FIELD(bool, record, member), 0, 0, NULL, help }
#define OPT_STRING(letter, name, argument, record, member, help) \
	{ OPTION_STRING, letter, name, argument, OPTION_FIELD(const char *, record, member), 0, 0, NULL, help }
#define OPT_NUMBER(letter, name, argument, low, high, record, member, help) \
	{ OPTION_NUMBER, letter, name, argument, OPTION_FIELD(unsigned, record, member), low, high, NULL, help }
#define OPT_CHOICE(letter, name, argument, choices, record, member, help) \
	{ OPTION_CHOICE, letter, name, argument, OPTION_FIELD(unsigned, record, member), 0, 0, choices, help }
#define OPT_LIST(letter, name, argument, record, member, help) \
	{ OPTION_LIST, letter, name, argument, OPTION_FIELD(struct option_list, record, member), 0, 0, NULL, help }

/* Options shared by several programs. */
#define OPTION_JOBS_HELP "use N threads; by default one for each processor"
#define OPT_JOBS(record, member) OPT_NUMBER('j', "jobs", "N", 1, 256, record, member, OPTION_JOBS_HELP)
enum option_color { OPTION_COLOR_AUTO, OPTION_COLOR_ALWAYS, OPTION_COLOR_NEVER };
extern const char *const option_colors[];
#define OPT_COLOR(record, member) OPT_CHOICE(0, "color", "WHEN", option_colors, record, member, "when to use color:")

/* Options of every program; they end its table. */
#define OPT_COMMON                                                                                   \
	{ OPTION_HELP, 'h', "help", NULL, 0, 0, 0, NULL, "print this page and exit" },               \
		{ OPTION_VERSION, 0, "version", NULL, 0, 0, 0, NULL, "print the version and exit" }, \
		{ OPTION_END, 0, NULL, NULL, 0, 0, 0, NULL, NULL }

enum options_status {
	OPTIONS_OK,
	OPTIONS_WRONG,     /* the command line is invalid: see error */
	OPTIONS_NO_MEMORY,
	OPTIONS_HELP,      /* --help was given; the rest of the command line was not parsed */
	OPTIONS_VERSION,   /* likewise for --version */
};

struct options {
	const struct option_row *rows;
	void *record; /* the struct with the fields */
	const char **operands;
	size_t operand_count;
	char error[256];
};

/* Parses argv from argv[1] and sets the fields of record. Understands -x, -xVALUE, -x VALUE, --name, --name=VALUE,
 * --name VALUE and --. Suggests the nearest option or choice for a misspelled one. */
enum options_status options_read(struct options *options, const struct option_row *rows, void *record, int argc,
				 char **argv) MUST_CHECK;
/* Call it whatever options_read returned. Frees operands and lists. */
void options_release(struct options *options);
/* Prints the usage lines, then one line per option. */
void options_print_help(FILE *out, const char *usage, const char *about, const struct option_row *rows);

/* Parses an integer from low to high, without other characters. */
bool option_number(const char *text, unsigned long low, unsigned long high, unsigned long *number) MUST_CHECK;

#endif
