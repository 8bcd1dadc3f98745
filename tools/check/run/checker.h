/* A run over lessons: finds those that operands name and the others in their trees, reads satchel.xml, checks the
 * lessons, and removes findings that a baseline or a Git revision already has. */
#ifndef CHECK_RUN_CHECKER_H
#define CHECK_RUN_CHECKER_H

#include "base/attributes.h"
#include "base/date.h"
#include "base/file_list.h"
#include "base/map.h"
#include "check/core/check.h"
#include "check/core/config.h"

#include <pthread.h>
#include <stdatomic.h>

enum checker_status {
	CHECKER_OK,
	CHECKER_WRONG,	/* invalid request or configuration; a message says why */
	CHECKER_FAILED, /* reading or writing failed, or memory ran out; a message says why */
};

struct checker;
/* Applies the program's own settings after satchel.xml, overriding it. */
typedef enum checker_status checker_configured(void *context, struct checker *checker);
/* A message: a problem, or only information. */
typedef void checker_message(void *context, bool is_info, const char *text);
/* Reports the mistakes in satchel.xml at path. */
typedef void checker_mistakes(void *context, struct report *report, const char *path);

/* The lessons that were read. */
struct checker_notes {
	struct arena arena;
	struct map lessons; /* id to path */
	pthread_mutex_t noting;
};
void checker_notes_init(struct checker_notes *notes);
void checker_notes_release(struct checker_notes *notes);

struct checker {
	/* The request: */
	const char *const *operands; /* files, folders, or - */
	size_t operand_count;
	FILE *in; /* read for the path "-" */
	const char *stdin_path;
	unsigned jobs; /* 0: the number of processors */
	const char *config_path; /* used instead of satchel.xml; or NULL */
	bool no_config;
	bool only_lessons;	/* skip files that are not lessons even if they were given by name */
	bool may_be_empty;	/* a folder without lessons is no mistake */
	bool alone;		/* ignore the other lessons of the tree, as if nothing was known of them */
	struct dictionaries *dictionaries; /* of check/spelling/dictionaries.h, borrowed; NULL: spelling is not checked */
	const char *today;	/* YYYY-MM-DD, to compare dates with; NULL: dates are not checked */
	const char *since;	/* a Git revision, or NULL */
	const char *baseline;	/* or NULL */
	bool update_baseline;
	struct checker_notes *notes; /* receives all lessons that are read; or NULL */

	/* Callbacks; each may be NULL, and receives the context that follows it. */
	checker_message *on_message;
	checker_mistakes *on_mistakes;
	check_progress *on_progress;
	void *context_of_calls; /* of the three callbacks above */
	checker_configured *configured;
	void *context_of_configured;
	bool (*names)(void *context, const char *path); /* whether a file in a folder operand was also given by name,
	                                                 * and so is never ignored */
	void *context_of_names;
	bool (*ignores)(void *context,
			const char *path); /* whether a file that satchel.xml ignores is ignored even if it
	                                                   * was given by name */
	void *context_of_ignores;
	check_overlay *overlay; /* also of satchel.xml */
	void *context_of_overlay;
	struct str last_config; /* used if satchel.xml has mistakes, after these were reported; at is NULL: nothing is
				 * checked then */

	/* The result: */
	struct rule_settings settings;
	struct config config;
	struct config wrong_config; /* satchel.xml with mistakes, if last_config replaces it; their report refers to it */
	struct file_list lessons; /* to be checked */
	struct file_list context; /* the other lessons of their trees */
	struct file_list pictures; /* pictures that some of these lessons should show */
	struct file_list all_pictures; /* all pictures found, to check their names */
	const char **roots;       /* of each lesson; the arena of lessons owns the strings */
	struct str last_folder;   /* cache of the last root lookup */
	const char *last_root;
	bool last_is_tree;
	const char *tree;         /* real path of the folder whose satchel.xml applies; NULL: there is none */
	const char *other_tree;   /* that of a second satchel.xml, if lessons are below two; or NULL */
	struct map unnamed;       /* paths of lessons that are checked although no operand names them */
	struct since_run *before;	  /* the findings at the revision; NULL before checker_look_back */
	atomic_uint languages[26][26]; /* number of lessons in each language but English, by the letters of its code */
	atomic_size_t passed_over; /* number of files in folders that are not lessons, such as pack definitions */
	size_t ignored;           /* number of lessons that satchel.xml excludes; they belong to the context */
	size_t unread;            /* number of unreadable lessons */
	bool failed;              /* a file could not be read or written */
	bool silent;              /* unreadable files have already been reported */
};

void checker_init(struct checker *checker);
void checker_release(struct checker *checker);

/* Finds the lessons for the operands and reads satchel.xml. */
enum checker_status checker_configure(struct checker *checker) MUST_CHECK;
/* Calls it, then removes what satchel.xml excludes and, if since is set, checks everything at that revision.
 * CHECKER_WRONG also if there is no lesson to check. */
enum checker_status checker_prepare(struct checker *checker) MUST_CHECK;

/* Callbacks of checker_check; see check.h. */
struct checker_hooks {
	check_lesson_visitor *on_lesson, *on_context; /* each may be NULL */
	void *context;
};
/* Checks the lessons found by checker_prepare into report, which is initialised. hooks may be NULL. */
enum check_status checker_check(struct checker *checker, const struct checker_hooks *hooks,
				struct report *report) MUST_CHECK;
/* Removes findings that since and baseline exclude from the report. If notes is set, reports obsolete entries of the
 * baseline. */
enum checker_status checker_narrow(struct checker *checker, struct report *report) MUST_CHECK;
/* Removes the unnamed lessons without findings, and sorts the others. */
void checker_narrow_files(struct checker *checker, const struct report *report);
/* Appends the languages of lessons that rules about words do not support; nothing if there are none. */
void checker_languages(const struct checker *checker, struct buf *out);

/* Sends a message and returns the status. */
enum checker_status checker_fail(const struct checker *checker, enum checker_status status, const char *format,
				 ...) PRINTF_LIKE(3, 4);
enum checker_status checker_fail_memory(const struct checker *checker);
void checker_inform(const struct checker *checker, const char *format, ...) PRINTF_LIKE(2, 3);
/* Reports that the file at path cannot be read. */
void checker_cannot_read(void *checker, const char *path, enum file_status status);

/* files.c: finds the lessons, their roots and their trees. False if memory ran out. */
bool checker_find_files(struct checker *checker) MUST_CHECK;
/* Whether the file at path was given by name, not just its folder. */
bool checker_is_named(const struct checker *checker, const char *path) MUST_CHECK;
/* Moves lessons that satchel.xml excludes to the context, unless they were given by name. False if memory ran out. */
bool checker_drop_ignored(struct checker *checker) MUST_CHECK;
/* Moves the other lessons of the trees to those that are checked, and marks them as unnamed. False if memory ran
 * out. */
bool checker_widen(struct checker *checker) MUST_CHECK;
static inline bool checker_is_unnamed(const struct checker *checker, const char *path)
{
	return checker->unnamed.count && map_get(&checker->unnamed, str_from(path));
}
/* Whether the root of a lesson is a tree, marked by satchel.xml. */
bool checker_is_tree(const struct checker *checker, const char *root);
/* The folder operand in which the file at path was found, or NULL. */
const char *checker_folder_operand(const struct checker *checker, const char *path);
/* The real path of the nearest folder with satchel.xml, from the working folder upwards, or NULL; the caller frees
 * it. */
char *checker_tree_here(void);
/* pictures.c: finds the pictures below the given folders and those that belong to the given lessons, if a rule needs
 * them. False if memory ran out. */
bool checker_find_pictures(struct checker *checker) MUST_CHECK;
/* configure.c */
/* Keeps the rules that decide whether a lesson can be shipped; the others are satchel-lint's. The first is a
 * checker_configured. */
enum checker_status checker_keep_validity(void *context, struct checker *checker);
void rules_keep_validity(struct rule_settings *settings);
/* Reads satchel.xml; rejects lessons in two trees. */
enum checker_status checker_read_config(struct checker *checker) MUST_CHECK;
enum checker_status checker_refuse_trees(const struct checker *checker, const char *one, const char *other);
/* Records the language of a lesson, on any thread. */
void checker_note_language(struct checker *checker, struct str tag);
/* since.c: checks everything at the revision, for checker_mark_old; call checker_forget whatever the result. */
enum checker_status checker_look_back(struct checker *checker) MUST_CHECK;
void checker_forget(struct checker *checker);
/* Sets for each finding of the report, in order, whether it is old or, unless it is an error, about unchanged text.
 * False if memory ran out. */
bool checker_mark_old(struct checker *checker, const struct report *report, bool *old) MUST_CHECK;

#endif
