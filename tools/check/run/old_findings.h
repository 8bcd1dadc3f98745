/* The findings in lessons at a Git revision. */
#ifndef CHECK_RUN_OLD_FINDINGS_H
#define CHECK_RUN_OLD_FINDINGS_H

#include "check/core/groups.h"
#include "check/run/checker.h"

struct old_findings {
	const struct checker *now; /* provides the current content of files */
	struct arena arena;
	struct map singles; /* key to struct old */
	struct groups pairs;
	struct map files; /* path to open file */
	bool failed;	  /* memory ran out */
};

void old_findings_init(struct old_findings *olds, const struct checker *now);
void old_findings_release(struct old_findings *olds);
/* Closes the files in which findings were looked up, because they may change. */
void old_findings_close_files(struct old_findings *olds);

/* Adds an old finding, at its severity and all lower ones. */
void old_findings_add(struct old_findings *olds, const struct diagnostic *d);
/* Whether a current finding matches an old one, which is used up. If path is not NULL, a finding that is not about a
 * pair must have been in that file. */
bool old_findings_spend(struct old_findings *olds, const struct diagnostic *d, const char *path);
/* Makes all old findings available again. */
void old_findings_restore(struct old_findings *olds);

/* Whether the text of the item or element at location in the current file at path also exists in the old file. */
bool old_findings_has_text(struct old_findings *olds, const char *path, struct location location, bool item,
			   const char *then);

#endif
