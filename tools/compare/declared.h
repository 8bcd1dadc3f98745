/* The attribute by which an item declares its progress: progress="keep since 1.2.0", progress="reset since 1.2.0". The
 * version is that of the last release before the change, so the declaration expires with the next release. */
#ifndef COMPARE_DECLARED_H
#define COMPARE_DECLARED_H

#include "compare/change.h"

struct declared {
	enum progress progress; /* PROGRESS_KEPT or PROGRESS_RESET */
	struct version since;
};

/* False if text is not a declaration, which the schema rejects. */
bool declared_parse(struct str text, struct declared *declared) MUST_CHECK;

#endif
