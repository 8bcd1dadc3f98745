/* What the programs that read lessons have in common: how these are found, how satchel.xml is read, and how findings
 * are told. satchel-validate and satchel-lint differ in the rules that are on, and in the options that choose among
 * these. */
#ifndef CMD_CHECKER_H
#define CMD_CHECKER_H

#include "base/file_list.h"
#include "check/core/check.h"
#include "check/core/config.h"
#include "base/map.h"
#include "cmd/program.h"
#include "report/catalogue.h"
#include "report/render.h"

#include <pthread.h>
#include <stdatomic.h>

/* Said if the folders that are named hold other files of ours alone. */
#define CHECKER_NO_LESSON "no lesson is named, only pack definitions and the like"

enum fix_mode {
	FIX_MODE_OFF,
	FIX_MODE_WRITE,
	FIX_MODE_DIFF, /* print what would change, write nothing */
};

struct checker;
/* What a program sets once satchel.xml is read, and so overrides it; returns PROGRAM_GO_ON or an exit code. */
typedef int checker_configured(void *context, struct checker *checker);

struct checker {
	struct program program;
	FILE *complaints; /* where what is wrong with satchel.xml is told: out, unless that gets other things */
	unsigned format; /* enum render_format */
	unsigned color; /* enum option_color */
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
	const char *const *operands; /* files, folders, or - */
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
	checker_configured *configured; /* or NULL */
	void *context_of_configured;
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

/* An on_lesson hook, whose context is a struct checker_notes, and what it keeps. */
struct checker_notes {
	struct arena arena;
	struct map lessons; /* the paths of the lessons that were read, by their ids */
	pthread_mutex_t noting;
};

void checker_notes_init(struct checker_notes *notes);
void checker_notes_release(struct checker_notes *notes);
bool checker_note_lesson(void *context, unsigned worker, size_t index, const struct lesson *lesson,
			 const struct source *source, bool usable);

/* Rows for options of a program whose record has the checker as the member of that name. */
#define CHECKER_ROWS_CONFIG(record, checker)                                                                  \
	OPT_STRING(0, "config", "FILE", record, checker.config_path, "read FILE instead of the tree's satchel.xml"), \
		OPT_BOOL(0, "no-config", record, checker.no_config, "read no satchel.xml")
#define CHECKER_ROWS_INPUT(record, checker)                                                                         \
	OPT_STRING(0, "stdin-path", "NAME", record, checker.stdin_path, "treat standard input as this file")
#define CHECKER_ROWS(record, checker)                                                                               \
	OPT_CHOICE('f', "format", "NAME", render_format_names, record, checker.format, "how to print findings:"), \
		OPT_JOBS(record, checker.jobs),                                                                     \
		OPT_BOOL('q', "quiet", record, checker.quiet, "print neither summary nor progress"),                      \
		OPT_COLOR(record, checker.color), CHECKER_ROWS_INPUT(record, checker),                              \
		OPT_BOOL(0, "only-lessons", record, checker.only_lessons, "skip named files that are not lessons"), \
		OPT_STRING('e', "explain", "RULE", record, checker.explain,                                         \
			   "explain a rule, or list the rules of a family"),                                          \
		OPT_BOOL(0, "list-rules", record, checker.list_rules, "print all rules; with --format json as JSON"), \
		CHECKER_ROWS_CONFIG(record, checker),                                                               \
		OPT_BOOL(0, "show-config", record, checker.show_config, "print the effective configuration as a satchel.xml")

void checker_init(struct checker *checker, const char *name, FILE *in, FILE *out, FILE *err);
void checker_release(struct checker *checker);

/* program_start, whose record has the rows' fields, and whether the options go together and there is something to check.
 * Returns PROGRAM_GO_ON or an exit code; program_end is due in either case. */
int checker_start(struct checker *checker, const struct program_help *help, const struct option_row *rows, void *record,
		  int argc, char **argv) MUST_CHECK;
/* Finds what the operands name, reads satchel.xml, and drops what that ignores. Returns PROGRAM_GO_ON, or the exit code
 * if the program is done. */
int checker_prepare(struct checker *checker);
/* Checks what the operands name and writes the findings; or explains or lists rules if that is asked for. Returns the
 * exit code. */
int checker_run(struct checker *checker);

/* Checks what checker_find_files has found, into report, which is initialised. hooks may be NULL. */
enum check_status checker_check(struct checker *checker, const struct checker_hooks *hooks,
				struct report *report) MUST_CHECK;
/* Writes the findings to out and the summary to err. Returns the exit code. */
int checker_tell(struct checker *checker, struct report *report, FILE *out);

/* Complains of a name that no rule and no family has; returns EXIT_USAGE. */
int checker_no_rule(const struct checker *checker, struct str name);

/* Writes the findings to out as the options say; false where that failed, which has been told. */
bool checker_render(const struct checker *checker, const struct report *report, const struct file_list *files,
		    FILE *out) MUST_CHECK;
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
/* checker_config.c: reads satchel.xml, which returns PROGRAM_GO_ON or an exit code; and prints what holds, which
 * returns the exit code. */
int checker_configure(struct checker *checker);
int checker_show_config(struct checker *checker);
/* Complains of two trees; returns EXIT_USAGE. */
int checker_refuse_trees(const struct checker *checker, const char *one, const char *other);
/* checker_today.c: the real day; and whether the one that --today names is real, which returns PROGRAM_GO_ON or EXIT_USAGE. */
void checker_take_real_day(struct checker *checker);
int checker_check_today(const struct checker *checker);
/* checker_known.c: takes out of the report what --since and --baseline say not to report. lessons, if it is not NULL, holds the ids of
 * the lessons that were read, and what has gone from the baseline is reported. Returns PROGRAM_GO_ON or an exit code. */
int checker_narrow(struct checker *checker, struct report *report, const struct map *lessons);
/* checker_since.c: checks everything as it was at the revision, for checker_mark_old. Returns PROGRAM_GO_ON or an exit
 * code. checker_forget releases what that has left, whatever it returned. */
int checker_look_back(struct checker *checker);
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
