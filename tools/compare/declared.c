#include "compare/declared.h"

#include "compare/compare.h"

bool declared_parse(struct str text, struct declared *declared)
{
	static const char keep[] = "keep since ", reset[] = "reset since ";
	bool keeps = str_starts(text, keep);
	if (!keeps && !str_starts(text, reset))
		return false;
	size_t len = keeps ? strlen(keep) : strlen(reset);
	declared->progress = keeps ? PROGRESS_KEPT : PROGRESS_RESET;
	return version_parse((struct str){ text.at + len, text.len - len }, &declared->since);
}

bool compare_declared(const struct comparison *comparison, const struct record *after, enum progress *progress)
{
	const struct side_item *item = side_find_item(&comparison->after->lessons[after->lesson], after->id);
	struct declared declared;
	struct version before;
	if (!item || !item->progress.at || !declared_parse(item->progress, &declared))
		return false;
	*progress = declared.progress;
	/* A folder has no version to compare with. */
	return !comparison->before->version || !version_parse(str_from(comparison->before->version), &before) ||
	       version_compare(&before, &declared.since) == 0;
}

bool compare_keeps_falsely(const struct comparison *comparison, const struct change *change)
{
	enum progress declared;
	return change->kinds & CHANGE_BIT(CHANGE_ANSWER_CHANGED) && change->after &&
	       compare_declared(comparison, change->after, &declared) && declared == PROGRESS_KEPT;
}
