/* What the programs that read lessons have in common: how these are found, how satchel.xml is read, and how findings
 * are told. satchel-validate and satchel-lint differ in the rules that are on, and in the options that choose among
 * these. */
#ifndef CMD_CHECKER_H
#define CMD_CHECKER_H

#include "base/file_list.h"
#include "base/options.h"
#include "check/check.h"
#include "check/config.h"
#include "check/map.h"
#include "cmd/cmd.h"
#include "report/catalogue.h"
#include "report/render.h"

#include <stdatomic.h>

/* Said if the folders that are named hold other files of ours alone. */
#define CHECKER_NO_LESSON "no lesson is named, only pack definitions and the like"

enum fix_mode {
	FIX_MODE_OFF,
	FIX_MODE_WRITE,
	FIX_MODE_DIFF, /* print what would change, write nothing */
};

struct checker {
	const char *program; /* its name, for messages */
	FILE *in, *out, *err;
	FILE *complaints; /* where what is wrong with satchel.xml is told: out, unless that gets other things */
	enum render_format format;
	enum option_color color;
	unsigned jobs; /* 0: as many as there are processors */
	bool quiet;
	bool list_rules;
	const char *explain; /* a rule's name, or NULL */
	const char *stdin_path;
	const char *today; /* YYYY-MM-DD: the day that dates are held against; NULL: not at all */
	char real_day[sizeof("YYYY-MM-DD")];
	struct rule_settings settings;
	const char *config_path;   /* --config */
	bool no_config;
	bool show_config;
	bool statistics;	   /* counts by rule in place of the findings */
	enum severity fail_on;	   /* the least severity that makes the exit code EXIT_FINDINGS; OFF: any */
	const char *baseline;	   /* or NULL */
	bool update_baseline;
	const char *since;	   /* a Git revision, or NULL */
	struct since *before;	   /* what was found then; NULL without since, and before checker_look_back */

	struct config config;
	const char **operands;
	size_t operand_count;
	struct file_list lessons; /* to be checked */
	struct file_list context; /* the other lessons of their trees */
	struct file_list pictures; /* that lessons of all these should show */
	struct file_list all_pictures; /* that were found, for their names */
	const char **roots;       /* of each lesson; the strings are in the arena of lessons */
	struct str last_folder;   /* the folder whose root was looked for last, and what was found */
	const char *last_root;
	bool last_is_tree;
	const char *tree;         /* the real path of the folder whose satchel.xml holds; NULL: there is none */
	const char *other_tree;   /* that of another satchel.xml, where lessons lie below two; or NULL */
	bool (*names)(void *context, const char *path); /* whether a file in a folder that is an operand is asked for
	                                                 * by name too, and so never left alone; or NULL */
	void *context_of_names;
	bool (*bytes_of)(void *context, const char *path, struct str *bytes); /* the bytes of a lesson that are checked
										* in place of its file's; or NULL */
	void *context_of_bytes;
	struct map unnamed;       /* lessons that are checked although no operand names them, by their paths */
	atomic_uint languages[26]; /* of lessons that are not in English: by the first letter of the code, a bit for the second */
	bool only_lessons;        /* files that are no lessons are passed over even if they are named */
	atomic_size_t passed_over; /* files of named folders that are no lessons, such as pack definitions */
	size_t ignored;           /* lessons that satchel.xml says to leave alone; they are among the context */
	bool failed;              /* a file could not be read, or not written */
	size_t unread;            /* lessons that could not */
	bool silent;              /* what can't be read has been told already */
	enum fix_mode fix;        /* see fix.h */
	bool fix_unsafe;          /* unsafe fixes too */
};

/* Notes the language of a lesson, on any thread. */
void checker_note_language(struct checker *checker, struct str tag);
/* Names the languages of lessons that the rules that judge words do not know; writes nothing if there are none. */
void checker_tell_languages(struct checker *checker);

/* What a caller of checker_check wants to know or give beside; see check.h. */
struct checker_hooks {
	check_overlay *on_read;
	check_lesson_visitor *on_lesson;
	void *context;
};

/* Takes an option that only one of the programs has; returns CHECKER_GO_ON or an exit code. */
typedef int checker_option(void *context, int id, const char *value);

/* What a program is from outside. */
struct checker_interface {
	const char *usage;
	const char *about;
	const struct option_row *rows; /* CHECKER_ROWS among them */
	checker_option *option;        /* for all others; or NULL */
	int (*configured)(void *context, struct checker *checker); /* called when satchel.xml is read, to set what
	                                   * overrides it; returns CHECKER_GO_ON or an exit code; or NULL */
	void *context;
};

enum {
	CHECKER_GO_ON = -1, /* no exit code: there is more to do */

	CHECKER_FORMAT = 1,
	CHECKER_JOBS,
	CHECKER_QUIET,
	CHECKER_COLOR,
	CHECKER_STDIN_PATH,
	CHECKER_ONLY_LESSONS,
	CHECKER_EXPLAIN,
	CHECKER_LIST_RULES,
	CHECKER_CONFIG,
	CHECKER_NO_CONFIG,
	CHECKER_SHOW_CONFIG,
	CHECKER_OWN, /* the options of a program are from here on */
};

#define CHECKER_ROWS_CONFIG                                                                                           \
	{ CHECKER_CONFIG, 0, "config", "FILE", "read FILE in place of the tree's satchel.xml" },                      \
		{ CHECKER_NO_CONFIG, 0, "no-config", NULL, "read no satchel.xml" }
#define CHECKER_ROWS                                                                                                  \
	{ CHECKER_FORMAT, 'f', "format", "NAME", "how findings are written:\n" RENDER_FORMATS },                      \
		OPTION_ROW_JOBS(CHECKER_JOBS), { CHECKER_QUIET, 'q', "quiet", NULL, "neither summary nor progress" },                                \
		OPTION_ROW_COLOR(CHECKER_COLOR),                                                                      \
		{ CHECKER_STDIN_PATH, 0, "stdin-path", "NAME", "the file that standard input is taken for" },         \
		{ CHECKER_ONLY_LESSONS, 0, "only-lessons", NULL, "pass over named files that are no lessons" },          \
		{ CHECKER_EXPLAIN, 'e', "explain", "RULE", "print what a rule finds, why, and what to do" },          \
		{ CHECKER_LIST_RULES, 0, "list-rules", NULL, "print all rules; with --format json as JSON" },         \
		CHECKER_ROWS_CONFIG,                                                                                  \
		{ CHECKER_SHOW_CONFIG, 0, "show-config", NULL, "print what holds, as a satchel.xml, and exit" }

void checker_init(struct checker *checker, const char *program, FILE *in, FILE *out, FILE *err);
void checker_release(struct checker *checker);

/* Reads the command line. Returns CHECKER_GO_ON, or the exit code where the program is done. */
int checker_read_options(struct checker *checker, const struct checker_interface *interface, int argc, char **argv);
/* Finds what the operands name, reads satchel.xml, and leaves alone what that says to leave alone. Returns
 * CHECKER_GO_ON, or the exit code where the program is done. */
int checker_prepare(struct checker *checker, const struct checker_interface *interface);
/* Checks what the operands name and writes the findings; or explains or lists rules where that was asked
 * for. Returns the exit code. */
int checker_run(struct checker *checker, const struct checker_interface *interface);

/* Checks what checker_find_files has found, into report, which is initialised. hooks may be NULL. */
enum check_status checker_check(struct checker *checker, const struct checker_hooks *hooks,
				struct report *report) MUST_CHECK;
/* Writes the findings to out and the summary to err. Returns the exit code. */
int checker_tell(struct checker *checker, struct report *report, FILE *out);

/* Writes "PROGRAM: message" to err and returns the exit code code. */
int checker_fail(const struct checker *checker, int code, const char *format, ...) PRINTF_LIKE(3, 4);
/* Complains of a name that no rule and no family has; returns EXIT_USAGE. */
int checker_no_rule(const struct checker *checker, struct str name);

/* Writes the findings to out as the options say; false where that failed, which has been told. */
bool checker_render(const struct checker *checker, const struct report *report, const struct file_list *files,
		    FILE *out) MUST_CHECK;
/* Writes text to out, to the last flush. */
int checker_print(const struct checker *checker, struct str text);

/* checker_files.c: finds the lessons, their roots and their trees. False where memory ran out. */
bool checker_find_files(struct checker *checker) MUST_CHECK;
/* Whether the file at path is named itself, and not only the folder that it is in. */
bool checker_is_named(const struct checker *checker, const char *path) MUST_CHECK;
/* Moves what satchel.xml ignores from the lessons to the context, unless it was named itself. */
bool checker_drop_ignored(struct checker *checker) MUST_CHECK;
/* Moves the other lessons of the trees to those that are checked, and notes that they are unnamed. False if memory ran
 * out. */
bool checker_widen(struct checker *checker) MUST_CHECK;
/* Drops the unnamed lessons that nothing was found in, and sorts the others. */
void checker_narrow_files(struct checker *checker, const struct report *report);
static inline bool checker_is_unnamed(const struct checker *checker, const char *path)
{
	return checker->unnamed.count && map_get(&checker->unnamed, str_from(path));
}
/* Whether the root of a lesson is one of the trees, which satchel.xml marks. */
bool checker_is_tree(const struct checker *checker, const char *root);
/* The folder operand that the file at path was found in, or NULL. */
const char *checker_folder_operand(const struct checker *checker, const char *path);
/* checker_pictures.c: finds the pictures below the folders that were named and those that belong to the lessons that were,
 * if a rule is on that needs them. False if memory ran out. */
bool checker_find_pictures(struct checker *checker) MUST_CHECK;
/* The real path of the nearest folder upwards of the working folder that holds satchel.xml, or NULL; the caller frees
 * it. */
char *checker_tree_here(void);
/* checker_config.c: reads satchel.xml, which returns CHECKER_GO_ON or an exit code; and prints what holds, which
 * returns the exit code. */
int checker_configure(struct checker *checker);
int checker_show_config(struct checker *checker);
/* checker_today.c: the real day; and the one that --today names, which returns CHECKER_GO_ON or EXIT_USAGE. */
void checker_take_real_day(struct checker *checker);
int checker_take_today(struct checker *checker, const char *value);
/* checker_known.c: takes out of the report what --since and --baseline say not to report. lessons, if it is not NULL, holds the ids of
 * the lessons that were read, and what has gone from the baseline is told. Returns CHECKER_GO_ON or an exit code. */
int checker_narrow(struct checker *checker, struct report *report, const struct map *lessons);
/* checker_since.c: checks everything as it was at the revision, for checker_mark_old. Returns CHECKER_GO_ON or an exit
 * code. checker_forget releases what that has left, whatever it returned. */
int checker_look_back(struct checker *checker, const struct checker_interface *interface);
void checker_forget(struct checker *checker);
/* Sets for each finding of the report, in order, whether it is old or, unless it is an error, on text that has not
 * changed. False if memory ran out. */
bool checker_mark_old(struct checker *checker, const struct report *report, bool *old) MUST_CHECK;
/* checker_statistics.c: writes how often each rule found something, in place of the findings. */
int checker_statistics(const struct checker *checker, const struct report *report);
void checker_cannot_read(void *checker, const char *path, enum file_status status);
/* checker_rules.c */
int checker_explain(const struct checker *checker);
int checker_list_rules(const struct checker *checker);

#endif
