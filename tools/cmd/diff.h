/* satchel-diff: what its files share. */
#ifndef CMD_DIFF_H
#define CMD_DIFF_H

#include "cmd/program.h"
#include "vcs/revision.h"
#include "compare/gate.h"

enum diff_format { DIFF_TEXT, DIFF_MARKDOWN, DIFF_JSON, DIFF_SARIF, DIFF_GITHUB };

struct diff {
	struct program program;
	const char *operands[2];
	size_t operand_count;
	unsigned format; /* enum diff_format */
	unsigned color;  /* enum option_color */
	unsigned jobs;
	bool quiet, gate, bump;
	const char *retire; /* the reason, or NULL */
	struct option_list ids;
	const char *since;  /* a Git revision, or NULL */
	const char *explain;

	struct revision revision;
	struct buf was;  /* path of what --since compares with */
	struct buf lock;     /* path of the lock, where none is named */
	struct buf packs[2]; /* paths of the packs, where folders of releases are named */
	bool no_memory;
	struct side before, after;
	bool opened;
	struct comparison comparison;
};

/* Writes what changed as text, Markdown or JSON; gate may be NULL. */
int diff_print(struct diff *diff, const struct gate *gate);

/* What the comparison is asked for: they return exit codes. */
int diff_gate(struct diff *diff);
int diff_bump(struct diff *diff);
int diff_retire(struct diff *diff);

#endif
