/* Which lines of which files have changed, from what git diff -U0 prints. */
#ifndef CMD_CHANGES_H
#define CMD_CHANGES_H

#include "base/arena.h"
#include "base/buf.h"
#include "check/map.h"

/* New lines first to last; where lines were only taken away, last is first - 1: between the two. */
struct change {
	uint32_t first, last;
	struct change *next;
};

struct changed_file {
	const char *path; /* as Git has it, from the top of the work tree */
	struct change *changes;
	struct changed_file *next;
};

struct changes {
	struct arena arena;
	struct map files; /* from paths to changed files */
};

void changes_init(struct changes *changes);
void changes_release(struct changes *changes);
/* Reads the output of git diff -U0 with the prefixes a/ and b/. False where memory ran out. */
bool changes_read(struct changes *changes, struct str diff) MUST_CHECK;
/* NULL where the file has not changed. */
const struct changed_file *changes_find(const struct changes *changes, struct str path);
/* Whether lines first to last of the file touch a change. */
bool changes_touch(const struct changed_file *file, uint32_t first, uint32_t last);

#endif
