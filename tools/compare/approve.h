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
/* What is withdrawn, and why. */
struct withdrawal {
	const char *since; /* YYYY-MM-DD */
	const char *reason;
	const char *const *ids; /* those that are meant, that of a lesson with its items; all that vanished if there are none */
	size_t id_count;
};

/* Adds a line to retired.xml of the tree after for each id that vanished and is meant, replaced-by what it was renamed to;
 * makes the file where there is none. Appends the ids to withdrawn, ", " between them; *count is how many.
 * APPROVE_REFUSED where an id is meant that did not vanish. */
enum approve_status approve_retired(const struct comparison *comparison, const struct withdrawal *withdrawal,
				    size_t *count, struct buf *withdrawn, struct buf *why) MUST_CHECK;

#endif
