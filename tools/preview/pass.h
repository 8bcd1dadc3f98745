/* One pass over the lessons of a preview: checks them like satchel-lint, and packs all that can be shown. Unlike a
 * build, it never refuses: a lesson with errors is packed as it was when it last had none, or as a page that says so,
 * and links that lead nowhere are kept. */
#ifndef PREVIEW_PASS_H
#define PREVIEW_PASS_H

#include "check/run/checker.h"
#include "pack/gather.h"
#include "preview/good_sources.h"

#include <stdatomic.h>

struct pass_request {
	const char *operand;	 /* a lesson, a folder, or a pack definition */
	bool is_definition;	 /* which of them */
	const char *config_path; /* as in struct checker */
	bool no_config;
	struct dictionaries *dictionaries; /* as in struct checker */
	const char *today; /* or NULL */
	unsigned jobs;
	bool errors_only;    /* report no other findings */
	int level;	     /* of compression */
	const char *scratch; /* folder for temporary files */
	struct good_sources *good;
	const atomic_bool *stop;     /* ends the pass early with RESULT_NO_MEMORY once it is set; or NULL */
	checker_message *on_message; /* these three as in struct checker */
	checker_mistakes *on_mistakes;
	void *context_of_calls;
};

/* What the preview shows of a lesson: the file as it is, as it was when it last had no errors, or a notice. */
enum shown_version { SHOWN_CURRENT, SHOWN_LAST, SHOWN_NOTICE };

/* A section of a lesson, in the order of the file. */
struct pass_section {
	const char *id;
	uint32_t first_line, last_line;
	struct pass_section *next;
};

/* A file that was checked. */
struct pass_lesson {
	const char *path;
	const char *id;	   /* under which it is packed; NULL if it is not a lesson, or not packed */
	bool seen, usable; /* it could be read; it has no errors of its own */
	bool packed;
	enum shown_version shown;
	const char *title; /* as plain text, of the only one, and of one that is seen but not usable; or NULL */
	struct pass_section *sections;
};

/* The result. */
struct preview_pass {
	struct pass_request request;
	struct checker checker;	  /* with the settings, the configuration, and the list of files */
	const char *content;	  /* the operand of the checker */
	struct buf folder;	  /* of a definition: the path of its lessons */
	struct report report;	  /* the findings in all lessons; sorted */
	struct mistakes mistakes; /* in the definition */
	struct definition definition;
	bool defined;		     /* definition is set */
	struct targets targets;	     /* of links, in all lessons that were read */
	struct pass_lesson *lessons; /* one for each of checker.lessons */
	struct arena arena;	     /* owns their strings */
	int file;		     /* of the pack, which has no name; -1: there is none */
	uint64_t size;		     /* of the pack */
	struct buf why;		     /* why there is no pack, or what it lacks */
};

/* Release the pass whatever the result. RESULT_REFUSED: the operand, its configuration or its definition is wrong,
 * which was reported by on_message, on_mistakes, mistakes or why. */
enum result pass_run(struct preview_pass *pass, const struct pass_request *request) MUST_CHECK;
void pass_release(struct preview_pass *pass);

#endif
