#include "compare/change.h"

static const struct {
	enum rule_id rule;
	enum bump bump;
	enum progress progress;
} rows[CHANGE_KINDS] = {
#define CHANGE(id, name, severity, bump, progress, summary)                                                            \
	[CHANGE_##id] = { RULE_CHANGE_##id, BUMP_##bump, PROGRESS_##progress },
#include "report/changes.def"
#undef CHANGE
};

enum rule_id change_rule(enum change_kind kind)
{
	return rows[kind].rule;
}

const char *change_name(enum change_kind kind)
{
	return strchr(rule_get(rows[kind].rule)->name, '/') + 1;
}

const char *change_text(enum change_kind kind)
{
	return rule_get(rows[kind].rule)->summary;
}

enum bump change_bump(unsigned kinds)
{
	enum bump bump = BUMP_NONE;
	for (unsigned i = 0; i < CHANGE_KINDS; i++)
		if (kinds >> i & 1 && rows[i].bump > bump)
			bump = rows[i].bump;
	return bump;
}

enum progress change_progress(unsigned kinds)
{
	enum progress progress = PROGRESS_KEPT;
	for (unsigned i = 0; i < CHANGE_KINDS; i++)
		if (kinds >> i & 1 && rows[i].progress > progress)
			progress = rows[i].progress;
	return progress;
}

const char *progress_text(enum progress progress)
{
	switch (progress) {
	case PROGRESS_RESET: return "reset";
	case PROGRESS_LOST: return "lost";
	case PROGRESS_KEPT: break;
	}
	return "kept";
}
