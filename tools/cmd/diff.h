/* satchel-diff: what its files share. */
#ifndef CMD_DIFF_H
#define CMD_DIFF_H

#include "cmd/cmd.h"
#include "cmd/revision.h"
#include "compare/gate.h"

#define DIFF_PROGRAM "satchel-diff"

enum diff_format { DIFF_TEXT, DIFF_MARKDOWN, DIFF_JSON, DIFF_SARIF, DIFF_GITHUB };

struct diff {
	FILE *out, *err;
	const char *operands[2];
	size_t operand_count;
	enum diff_format format;
	unsigned jobs;
	bool colour, quiet;
	bool gate, bump;
	const char *retire; /* the reason, or NULL */
	const char **ids;   /* of --id, with room for all */
	size_t id_count;
	const char *since;  /* a Git revision, or NULL */
	const char *explain;
	bool done; /* help or version was printed */

	struct revision revision;
	struct buf was;  /* path of what --since compares with */
	struct buf lock;     /* path of the lock, where none is named */
	struct buf packs[2]; /* paths of the packs, where folders of releases are named */
	bool no_memory;
	struct side before, after;
	bool opened;
	struct comparison comparison;
};

/* Prints "satchel-diff: message" and returns code; more lines of why, a line each. */
int diff_fail(const struct diff *diff, int code, const char *format, ...) PRINTF_LIKE(3, 4);
int diff_fail_why(const struct diff *diff, int code, const struct buf *why);
/* Writes what changed as text, Markdown or JSON; gate may be NULL. */
int diff_print(struct diff *diff, const struct gate *gate);

/* What the comparison is asked for: they return exit codes. */
int diff_gate(struct diff *diff);
int diff_bump(struct diff *diff);
int diff_retire(struct diff *diff);

#endif
