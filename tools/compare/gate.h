/* Whether a declared version says what changed; and what changed as findings, at the lines that did it.
 *
 * Declaring a version is the approval of what it costs learners: no other switch lets a change pass. */
#ifndef COMPARE_GATE_H
#define COMPARE_GATE_H

#include "compare/compare.h"
#include "report/report.h"

struct gate {
	struct version before, declared;
	struct version wanted; /* the lowest version that covers the changes */
	uint64_t wanted_release;
	enum bump needed;
	bool version_too_low, release_too_low;
	size_t vanished; /* ids that are gone without a line in retired.xml */
	const struct change *false_keep; /* the first that keeps progress, and can't; or NULL */
};

/* Both sides must have versions, and be of one pack, which gate_fits tells; or there is nothing before, and it
 * passes. */
struct gate gate_judge(const struct comparison *comparison);
bool gate_passes(const struct gate *gate);
/* Whether the sides can be held against each other; else why says why not. */
bool gate_fits(const struct side *before, const struct side *after, struct buf *why) MUST_CHECK;

/* Which findings of changes speak: those that cost learners something, or would if they were not declared to keep
 * progress; or all. */
void findings_settings(struct rule_settings *settings, bool all);
/* Adds a finding for each change that the settings want, and where gate is not NULL, for what it refuses, and for
 * declarations of items that are spent or not so. Paths are the sides'. What went with its lesson, or is for members
 * with it, is told of the lesson alone. */
void findings_add(struct comparison *comparison, const struct gate *gate, struct report *report);
/* Puts those of the version first, in a report that was sorted: GitHub shows only the first ten errors of a step. */
void findings_put_version_first(struct report *report);

#endif
