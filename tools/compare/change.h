/* The kinds of change: report/changes.def defines the version that each requires, and its effect on learners. */
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

/* The effect on a learner's progress: kept, reset, lost. */
enum progress { PROGRESS_KEPT, PROGRESS_RESET, PROGRESS_LOST };

/* A set of kinds: bits 1u << change_kind. */
#define CHANGE_BIT(kind) (1u << (kind))

enum rule_id change_rule(enum change_kind kind);
/* "item-reworded", and its short description. */
const char *change_name(enum change_kind kind);
const char *change_text(enum change_kind kind);
/* The part of the version that must increase for these kinds. */
enum bump change_bump(unsigned kinds);
/* The worst effect on progress of these kinds. */
enum progress change_progress(unsigned kinds);
/* "kept", "reset", "lost". */
const char *progress_text(enum progress progress);

#endif
