/* Internals of satchel-diff. */
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
	struct buf was;  /* old path for --since */
	struct buf lock;     /* path of the lock if none was given */
	struct buf packs[2]; /* paths of the packs in given folders of releases */
	bool no_memory;
	struct side before, after;
	bool opened;
	struct comparison comparison;
};

/* Writes the changes as text, Markdown or JSON; gate may be NULL. */
int diff_print(struct diff *diff, const struct gate *gate);

/* Actions on the comparison; return exit codes. */
int diff_gate(struct diff *diff);
int diff_bump(struct diff *diff);
int diff_retire(struct diff *diff);

#endif
