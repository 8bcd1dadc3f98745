/* Writes what approves a change: the version of a pack definition, and the lines of retired.xml. Only that is touched;
 * layout and comments stay. */
#ifndef COMPARE_APPROVE_H
#define COMPARE_APPROVE_H

#include "compare/compare.h"

enum approve_status {
	APPROVE_OK,
	APPROVE_REFUSED, /* the file is not such that this can be written into it; why says more */
	APPROVE_FAILED,	 /* reading or writing failed; why says more */
	APPROVE_NO_MEMORY,
};

/* Sets version and release of the definition at path. */
enum approve_status approve_version(const char *path, const struct version *version, uint64_t release,
				    struct buf *why) MUST_CHECK;
/* Adds a line to retired.xml of the tree after for each id that vanished, replaced-by what it was renamed to; makes the
 * file where there is none. since is YYYY-MM-DD. *count is how many. */
enum approve_status approve_retired(const struct comparison *comparison, const char *since, const char *reason,
				    size_t *count, struct buf *why) MUST_CHECK;

#endif
