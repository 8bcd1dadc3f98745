/* What was found in lessons as they were at a Git revision. */
#ifndef CHECK_RUN_OLD_FINDINGS_H
#define CHECK_RUN_OLD_FINDINGS_H

#include "check/core/groups.h"
#include "check/run/checker.h"

struct old_findings {
	const struct checker *now; /* gives the bytes of files as they are now */
	struct arena arena;
	struct map singles; /* from keys to struct old */
	struct groups pairs;
	struct map files; /* from paths to files that are open */
	bool failed;	  /* memory ran out */
};

void old_findings_init(struct old_findings *olds, const struct checker *now);
void old_findings_release(struct old_findings *olds);
/* Closes the files that findings were looked up in: they may change from here on. */
void old_findings_close_files(struct old_findings *olds);

/* Adds a finding of then, of its severity and all below. */
void old_findings_add(struct old_findings *olds, const struct diagnostic *d);
/* Whether a finding of now is one of the old, which is spent: it is not available to another one. If path is not NULL, a
 * finding about no pair must have been in that file. */
bool old_findings_spend(struct old_findings *olds, const struct diagnostic *d, const char *path);
/* Makes all old findings available again. */
void old_findings_restore(struct old_findings *olds);

/* Whether the text of the item or element at location, in the file at path now, is in the file then too. */
bool old_findings_has_text(struct old_findings *olds, const char *path, struct location location, bool item,
			   const char *then);

#endif
