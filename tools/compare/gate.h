/* Checks whether the declared version covers the changes, and reports the changes as findings on the lines that made
 * them.
 *
 * Declaring a version is the author's approval of the effects on learners; nothing else lets a change pass. */
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
	size_t vanished; /* ids that vanished without a line in retired.xml */
	const struct change *false_keep; /* the first change that wrongly declares to keep progress; or NULL */
};

/* Both sides must have versions and belong to the same pack: see gate_fits. If before is empty, it passes. */
struct gate gate_judge(const struct comparison *comparison);
bool gate_passes(const struct gate *gate);
/* Whether the sides can be compared; if not, why gives the reason. */
bool gate_fits(const struct side *before, const struct side *after, struct buf *why) MUST_CHECK;

/* Enables the findings about changes that affect progress, or would without a declaration; or about all changes. */
void findings_settings(struct rule_settings *settings, bool all);
/* Adds a finding for each change enabled in the settings and, if gate is not NULL, for what it refuses and for expired
 * or wrong declarations. Paths are those of the sides. If a lesson is added, removed or changes its access, its items
 * are not reported separately. */
void findings_add(struct comparison *comparison, const struct gate *gate, struct report *report);
/* Moves findings about the version to the front of a sorted report, because GitHub only shows the first ten errors of a
 * step. */
void findings_put_version_first(struct report *report);

#endif
