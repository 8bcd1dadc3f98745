/* Holds a build against the lock beside its definition: what changed since the last release has to be said by the
 * version. */
#ifndef CMD_PACK_GATE_H
#define CMD_PACK_GATE_H

#include "compare/gate.h"
#include "pack/build.h"

struct pack_gate {
	bool is_release; /* set it before it is judged */
	struct buf lock;
	struct side before, after;
	bool opened_before, opened_after, compared;
	struct comparison comparison;
};

void pack_gate_init(struct pack_gate *gate);
/* What the build's report tells lives until then. */
void pack_gate_release(struct pack_gate *gate);

/* BUILD_OK where there is no lock and none is needed, or the version covers the changes. BUILD_REFUSED: the build's report or
 * why says why. */
enum build_status pack_gate_judge(struct pack_gate *gate, struct build *build, unsigned jobs) MUST_CHECK;

#endif
