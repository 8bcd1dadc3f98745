/* Writes approvals of changes: the version in a pack definition, and lines of retired.xml. Layout and comments are
 * preserved. */
#ifndef COMPARE_APPROVE_H
#define COMPARE_APPROVE_H

#include "base/result.h"
#include "compare/compare.h"

/* Sets version and release in the definition at path. */
enum result approve_version(const char *path, const struct version *version, uint64_t release,
			    struct buf *why) MUST_CHECK;
/* What to retire, and why. */
struct retirement {
	const char *since; /* YYYY-MM-DD */
	const char *reason;
	const char *const *ids; /* the ids to retire, a lesson's with its items; all that vanished if there are
	                         * none */
	size_t id_count;
};

/* Adds a line to retired.xml of the tree after for each id to retire, with replaced-by if it was renamed; creates the
 * file if there is none. Appends the ids to retired, separated by ", "; *count is their number. RESULT_REFUSED if
 * one of them did not vanish. */
enum result approve_retired(const struct comparison *comparison, const struct retirement *retirement, size_t *count,
			    struct buf *retired, struct buf *why) MUST_CHECK;

#endif
