/* Builds a pack: definition and lessons in, a checked file out, or a reason and no file.
 *
 * All lessons of the content folder are checked, not only those of the pack: what is broken there would be linked to
 * or packed next. An error in any of them, or in the definition, and nothing is written. */
#ifndef PACK_BUILD_H
#define PACK_BUILD_H

#include "check/check.h"
#include "pack/content.h"
#include "pack/definition.h"

struct build_request {
	const char *definition; /* path */
	const char *output;     /* path; NULL: ID.satchel in the current folder */
	unsigned jobs;          /* threads; 0: as many as there are processors */
	check_progress *on_progress;  /* or NULL */
	file_error_handler *on_error; /* a lesson or folder that could not be read; never NULL */
	void *context_of_calls;
};

enum build_status {
	BUILD_OK,        /* the file is there */
	BUILD_REFUSED,   /* the report or the mistakes say why */
	BUILD_FAILED,    /* reading or writing failed; why says more, or on_error has said it */
	BUILD_NO_MEMORY,
};

struct build {
	struct rule_settings settings;
	struct report report;     /* what was found in the lessons; sorted */
	struct definition definition;
	struct mistakes mistakes; /* what was found in the definition, warnings too */
	struct content content;
	struct buf output;        /* the path written to */
	struct buf why;
};

void build_init(struct build *build);
void build_release(struct build *build);
enum build_status build_run(struct build *build, const struct build_request *request) MUST_CHECK;

#endif
