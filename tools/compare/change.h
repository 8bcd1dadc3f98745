/* The closed list of changes: report/changes.def says what each asks of the version and does to learners. */
#ifndef COMPARE_CHANGE_H
#define COMPARE_CHANGE_H

#include "base/version.h"
#include "report/catalogue.h"

enum change_kind {
#define CHANGE(id, name, severity, bump, progress, summary) CHANGE_##id,
#include "report/changes.def"
#undef CHANGE
	CHANGE_KINDS
};

/* What becomes of a learner's progress. */
enum progress { PROGRESS_KEPT, PROGRESS_AFRESH, PROGRESS_GONE };

/* Sets of them: a bit, 1u << change_kind, each. */
#define CHANGE_BIT(kind) (1u << (kind))

enum rule_id change_rule(enum change_kind kind);
/* "item-reworded", and what that means in a few words. */
const char *change_name(enum change_kind kind);
const char *change_text(enum change_kind kind);
/* What the version has to say where one of kinds happened. */
enum bump change_bump(unsigned kinds);
/* The worst of what they do to progress. */
enum progress change_progress(unsigned kinds);
/* "kept", "starts afresh", "gone". */
const char *progress_text(enum progress progress);

#endif
