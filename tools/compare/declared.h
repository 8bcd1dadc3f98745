/* What an item declares of its progress: progress="keep since 1.2.0", progress="reset since 1.2.0". The version is the
 * one that was released last when the change was made, so a declaration is spent with the next release. */
#ifndef COMPARE_DECLARED_H
#define COMPARE_DECLARED_H

#include "compare/change.h"

struct declared {
	enum progress progress; /* PROGRESS_KEPT or PROGRESS_AFRESH */
	struct version since;
};

/* False where text is no declaration, which the schema does not let pass. */
bool declared_parse(struct str text, struct declared *declared) MUST_CHECK;

#endif
