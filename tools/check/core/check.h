/* Checks lessons: reads them, each on one of several threads, applies the rules to each and to all of
 * them together, and leaves the findings in one sorted report. */
#ifndef CHECK_CORE_CHECK_H
#define CHECK_CORE_CHECK_H

#include "base/file_list.h"
#include "check/core/config.h"
#include "lesson/lesson.h"
#include "report/report.h"

/* Called with each lesson that could be read, on the thread that read it, while it is in memory. usable
 * is false where the lesson has errors. Returns false where memory ran out. */
typedef bool check_lesson_visitor(void *context, unsigned worker, size_t index, const struct lesson *lesson,
				  const struct source *source, bool usable);
/* Asked, on any thread, for the bytes of a lesson before its file is read. Where it returns true, *bytes is checked
 * in place of what the file holds, and must stay until check_run returns. */
typedef bool check_overlay(void *context, size_t index, struct str *bytes);
/* Asked, on any thread, about a lesson's file that is a pack definition or the like: whether it is to be passed over, not
 * reported. */
typedef bool check_other_file(void *context, size_t index);
/* Called now and then with how many files are done; never by two threads at once. */
typedef void check_progress(void *context, size_t done, size_t count);

struct check_request {
	const struct rule_settings *settings;
	const struct config *config;      /* what satchel.xml says beside the settings; or NULL */
	struct str today;                 /* YYYY-MM-DD: the day that dates are held against; at is NULL: not at all */
	unsigned jobs;                    /* threads; 0: as many as there are processors */
	const struct file_list *lessons;  /* what findings are reported on */
	const struct file_list *context;  /* the other lessons of the tree, whose ids may be linked to and must
	                                   * not be used again; or NULL */
	const struct file_list *pictures; /* each that none of lessons and context shows is reported, if all of them
	                                   * can be read; or NULL */
	const struct file_list *all_pictures; /* whose names are checked as those of lessons are; or NULL */
	const char *const *roots;         /* of each of lessons, the folder that its pictures must not lie outside of */
	const char *const *named;         /* the files and folders whose lessons are checked */
	size_t named_count;
	const char *tree;                 /* the root of the tree that they are in, with context; NULL: in none, so that
	                                   * others beside them are not known */
	bool only_lessons;                /* any file that can't be meant as a lesson is such an other file, too */
	FILE *in;                         /* what the path "-" reads */
	const char *stdin_path;           /* the name that standard input is shown under, and whose folder its
	                                   * pictures lie beside */
	check_overlay *on_read;           /* or NULL */
	check_lesson_visitor *on_lesson;  /* or NULL */
	check_other_file *on_other;       /* or NULL */
	check_progress *on_progress;      /* or NULL */
	file_error_handler *on_error;     /* a file that could not be read; never NULL */
	void *context_of_calls;           /* what the calls get */
};

enum check_status {
	CHECK_OK,        /* all was read and judged; see report->counts */
	CHECK_UNREAD,    /* files could not be read; the rest was judged */
	CHECK_WRONG,     /* what satchel.xml asks for can't be had: that is reported, and nothing was judged */
	CHECK_NO_MEMORY, /* nothing can be said */
};

/* report must have been initialised with the request's settings; it is sorted on return. */
enum check_status check_run(const struct check_request *request, struct report *report) MUST_CHECK;

/* The page of a rule as Markdown, without a file beside the program; NULL where it has none. */
const char *check_rule_page(enum rule_id rule);

#endif
