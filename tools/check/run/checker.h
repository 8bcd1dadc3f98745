/* A run over lessons: finds those that operands name and the others of their trees, reads satchel.xml, checks them, and
 * takes out of the findings what a baseline or a Git revision has already. */
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
	CHECKER_WRONG,	/* what was asked for, or a file that says how to check, makes no sense; a message says why */
	CHECKER_FAILED, /* reading, writing or memory failed; a message says why */
};

struct checker;
/* What a program sets once satchel.xml is read, and so overrides it. */
typedef enum checker_status checker_configured(void *context, struct checker *checker);
/* A message: a problem, or just information. */
typedef void checker_message(void *context, bool is_info, const char *text);
/* The mistakes in satchel.xml, which is at path. */
typedef void checker_mistakes(void *context, struct report *report, const char *path);

/* The lessons that were read. */
struct checker_notes {
	struct arena arena;
	struct map lessons; /* their paths, by their ids */
	pthread_mutex_t noting;
};
void checker_notes_init(struct checker_notes *notes);
void checker_notes_release(struct checker_notes *notes);

struct checker {
	/* What is asked for. */
	const char *const *operands; /* files, folders, or - */
	size_t operand_count;
	FILE *in; /* what the path "-" reads */
	const char *stdin_path;
	unsigned jobs; /* 0: the number of processors */
	const char *config_path; /* takes the place of satchel.xml; or NULL */
	bool no_config;
	bool only_lessons;	/* skip files that are not lessons even if they were given by name */
	const char *today;	/* YYYY-MM-DD: the day that dates are compared with; NULL: not at all */
	const char *since;	/* a Git revision, or NULL */
	const char *baseline;	/* or NULL */
	bool update_baseline;
	struct checker_notes *notes; /* gets all lessons that are read; or NULL */

	/* What is called; each may be NULL, and gets the context after it. */
	checker_message *on_message;
	checker_mistakes *on_mistakes;
	check_progress *on_progress;
	void *context_of_calls; /* of the three above */
	checker_configured *configured;
	void *context_of_configured;
	bool (*names)(void *context, const char *path); /* whether a file in a folder that is an operand is asked for
	                                                 * by name too, and so never left alone */
	void *context_of_names;
	bool (*bytes_of)(void *context, const char *path, struct str *bytes); /* the bytes of a lesson that are checked
										* in place of its file's */
	void *context_of_bytes;

	/* What was found. */
	struct rule_settings settings;
	struct config config;
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
	struct since *before;	  /* what was found at the revision; NULL before checker_look_back */
	atomic_uint languages[26]; /* languages of lessons that are not in English: by the first letter of the code, a
	                            * bit for the second */
	atomic_size_t passed_over; /* number of files in folders that are not lessons, such as pack definitions */
	size_t ignored;           /* number of lessons that satchel.xml excludes; they belong to the context */
	size_t unread;            /* lessons that could not be read */
	bool failed;              /* a file could not be read or written */
	bool silent;              /* what can't be read was reported already */
};

void checker_init(struct checker *checker);
void checker_release(struct checker *checker);

/* Finds what the operands name and reads satchel.xml. */
enum checker_status checker_configure(struct checker *checker) MUST_CHECK;
/* The same; then drops what satchel.xml ignores, and with since, checks everything as it was at that revision.
 * CHECKER_WRONG also if there is no lesson to check. */
enum checker_status checker_prepare(struct checker *checker) MUST_CHECK;

/* What a caller of checker_check is called for or gives besides; see check.h. */
struct checker_hooks {
	check_overlay *on_read;
	check_lesson_visitor *on_lesson;
	void *context;
};
/* Checks what checker_prepare found, into report, which is initialised. hooks may be NULL. */
enum check_status checker_check(struct checker *checker, const struct checker_hooks *hooks,
				struct report *report) MUST_CHECK;
/* Takes out of the report what since and baseline say not to report. With notes, what is gone from the baseline is
 * reported. */
enum checker_status checker_narrow(struct checker *checker, struct report *report) MUST_CHECK;
/* Removes the unnamed lessons without findings, and sorts the others. */
void checker_narrow_files(struct checker *checker, const struct report *report);
/* Appends which languages of lessons the rules that judge words do not know; nothing if there are none. */
void checker_languages(const struct checker *checker, struct buf *out);

/* Sends a message and returns the status. */
enum checker_status checker_fail(const struct checker *checker, enum checker_status status, const char *format,
				 ...) PRINTF_LIKE(3, 4);
enum checker_status checker_fail_memory(const struct checker *checker);
void checker_inform(const struct checker *checker, const char *format, ...) PRINTF_LIKE(2, 3);
/* Reports that the file at path can't be read. */
void checker_cannot_read(void *checker, const char *path, enum file_status status);

/* files.c: finds the lessons, their roots and their trees. False where memory ran out. */
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
/* pictures.c: finds the pictures below the folders that were named and those that belong to the lessons that were, if a
 * rule is on that needs them. False if memory ran out. */
bool checker_find_pictures(struct checker *checker) MUST_CHECK;
/* configure.c: reads satchel.xml; refuses lessons that lie in two trees. */
enum checker_status checker_read_config(struct checker *checker) MUST_CHECK;
enum checker_status checker_refuse_trees(const struct checker *checker, const char *one, const char *other);
/* Records the language of a lesson, on any thread. */
void checker_note_language(struct checker *checker, struct str tag);
/* since.c: checks everything as it was at the revision, for checker_mark_old; checker_forget releases what that has
 * left, whatever it returned. */
enum checker_status checker_look_back(struct checker *checker) MUST_CHECK;
void checker_forget(struct checker *checker);
/* Sets for each finding of the report, in order, whether it is old or, unless it is an error, about unchanged text.
 * False if memory ran out. */
bool checker_mark_old(struct checker *checker, const struct report *report, bool *old) MUST_CHECK;

#endif
