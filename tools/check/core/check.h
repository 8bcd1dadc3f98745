/* Checks lessons: reads them on several threads, applies the rules to each lesson and then to all of them together, and
 * puts the findings into one sorted report. */
#ifndef CHECK_CORE_CHECK_H
#define CHECK_CORE_CHECK_H

#include "base/file_list.h"
#include "check/core/config.h"
#include "lesson/lesson.h"
#include "report/report.h"

struct dictionaries;

/* Called with each readable lesson, on the thread that read it, while it is in memory. usable is false if the lesson
 * has errors. Returns false if memory ran out. */
typedef bool check_lesson_visitor(void *context, unsigned worker, size_t index, const struct lesson *lesson,
				  const struct source *source, bool usable);
/* Called on any thread before the file of a lesson or of the context is read; path is as displayed. If it returns true,
 * *bytes is used instead of the file's content, and must remain valid until check_run returns. */
typedef bool check_overlay(void *context, const char *path, struct str *bytes);
/* Called on any thread for a file that is not a lesson but, say, a pack definition. Returns whether to skip it
 * silently. */
typedef bool check_other_file(void *context, size_t index);
/* Called occasionally with the number of finished files, on any thread but never by two at once. Returns whether to go
 * on; else the run ends with CHECK_STOPPED. */
typedef bool check_progress(void *context, size_t done, size_t count);

struct check_request {
	const struct rule_settings *settings;
	const struct config *config;      /* from satchel.xml, apart from the settings; or NULL */
	struct dictionaries *dictionaries; /* of check/spelling/dictionaries.h; NULL: spelling is not checked */
	struct str today;                 /* YYYY-MM-DD, to compare dates with; if at is NULL, dates are not checked */
	unsigned jobs;                    /* threads; 0: the number of processors */
	const struct file_list *lessons;  /* the lessons to report on */
	const struct file_list *context;  /* the other lessons of the tree, whose ids may be linked to and must not be
	                                   * reused; or NULL */
	const struct file_list *pictures; /* report those that neither lessons nor context show, if all could be read;
	                                   * or NULL */
	const struct file_list *all_pictures; /* check their names as those of lessons; or NULL */
	const char *const *roots;         /* for each of lessons, the folder that must contain its pictures */
	const char *const *named;         /* the files and folders whose lessons are checked */
	size_t named_count;
	const char *tree;                 /* root of the tree of lessons and context; NULL if there is none, so that
	                                   * lessons beside them are unknown */
	bool only_lessons;                /* treat every file that is clearly not a lesson as another kind of file */
	FILE *in;                         /* read for the path "-" */
	const char *stdin_path;           /* displayed for standard input; pictures are relative to its folder */
	check_overlay *overlay;           /* or NULL */
	void *context_of_overlay;
	check_lesson_visitor *on_lesson;  /* or NULL */
	check_lesson_visitor *on_context; /* the same for those of context, which are not validated; or NULL */
	check_other_file *on_other;       /* or NULL */
	check_progress *on_progress;      /* or NULL */
	file_error_handler *on_error;     /* called for each file that could not be read; never NULL */
	void *context_of_calls;           /* passed to the other callbacks */
};

enum check_status {
	CHECK_OK,        /* everything was read and checked; see report->counts */
	CHECK_UNREAD,    /* some files could not be read; the others were checked */
	CHECK_NO_MEMORY, /* no result */
	CHECK_STOPPED,   /* on_progress ended the run: no result */
};

/* report must have been initialised with the request's settings. Returns it sorted. */
enum check_status check_run(const struct check_request *request, struct report *report) MUST_CHECK;

/* The page of a rule as Markdown, which is compiled into the program; NULL if it has none. */
const char *check_rule_page(enum rule_id rule);

#endif
