/* Compares a build with the lock beside its definition: the version must cover what changed since the last release. */
#ifndef COMPARE_BUILD_GATE_H
#define COMPARE_BUILD_GATE_H

#include "compare/gate.h"
#include "pack/build.h"

struct build_gate {
	bool is_release; /* set before judging */
	struct buf lock;
	struct side before, after;
	bool opened_before, opened_after, compared;
	struct comparison comparison;
};

void build_gate_init(struct build_gate *gate);
/* The build's report refers to it until then. */
void build_gate_release(struct build_gate *gate);

/* RESULT_OK if there is no lock and none is needed, or the version covers the changes. RESULT_REFUSED: see the build's
 * report or why. */
enum result build_gate_judge(struct build_gate *gate, struct build *build, unsigned jobs) MUST_CHECK;

#endif
