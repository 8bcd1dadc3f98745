/* Compares a build with the lock beside its definition: the version must cover what changed since the last release. */
#ifndef COMPARE_BUILD_GATE_H
#define COMPARE_BUILD_GATE_H

#include "compare/gate.h"
#include "pack/build.h"

struct build_gate {
	bool is_release; /* set it before it is judged */
	struct buf lock;
	struct side before, after;
	bool opened_before, opened_after, compared;
	struct comparison comparison;
};

void build_gate_init(struct build_gate *gate);
/* What the build's report tells lives until then. */
void build_gate_release(struct build_gate *gate);

/* BUILD_OK where there is no lock and none is needed, or the version covers the changes. BUILD_REFUSED: the build's report or
 * why says why. */
enum build_status build_gate_judge(struct build_gate *gate, struct build *build, unsigned jobs) MUST_CHECK;

#endif
