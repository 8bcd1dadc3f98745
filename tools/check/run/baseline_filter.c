/* Filters known findings: the baseline. */
#include "check/core/baseline.h"
#include "check/run/checker.h"

#include <errno.h>
#include <stdlib.h>

static enum checker_status cannot_use(const struct checker *checker, enum baseline_status status, enum file_status why,
				      size_t line)
{
	const char *path = checker->baseline;
	switch (status) {
	case BASELINE_UNREADABLE:
		if (why == FILE_FAILED && errno == ENOENT)
			return checker_fail(checker, CHECKER_WRONG,
					    "cannot read '%s': %s; --update-baseline creates it", path,
					    file_status_text(why));
		return checker_fail(checker, CHECKER_WRONG, "cannot read '%s': %s", path, file_status_text(why));
	case BASELINE_NONE:
		return checker_fail(checker, CHECKER_WRONG,
				    "'%s' is not a baseline: it does not begin with satchel-baseline", path);
	case BASELINE_OTHER_VERSION:
		return checker_fail(checker, CHECKER_WRONG,
				    "'%s' is a baseline in another format version; delete it and rebuild it with "
				    "--update-baseline",
				    path);
	case BASELINE_DAMAGED:
		return checker_fail(checker, CHECKER_WRONG,
				    "'%s' is damaged: line %zu is invalid; restore it from an earlier commit, or "
				    "delete it and rebuild it with --update-baseline",
				    path, line);
	case BASELINE_CUT_SHORT:
		return checker_fail(
			checker, CHECKER_WRONG,
			"'%s' is truncated in line %zu; restore it from an earlier commit, or delete it and "
			"rebuild it with --update-baseline",
			path, line);
	case BASELINE_CONFLICT:
		return checker_fail(
			checker, CHECKER_WRONG,
			"'%s' contains a merge conflict in line %zu; keep the lines of both sides, in any order, "
			"and delete the markers; 'merge=union' in .gitattributes makes Git do so",
			path, line);
	default: return checker_fail_memory(checker);
	}
}

/* Whether all lessons of the tree were read, so that what was not found no longer exists. */
static bool read_all(const struct checker *checker, const struct report *report)
{
	if (!checker->tree || checker->context.count > checker->ignored || checker->failed)
		return false;
	for (const struct diagnostic *d = report->first; d; d = d->next)
		if (strncmp(d->name, "xml/", 4) == 0)
			return false;
	return true;
}

/* Reports entries of the baseline that were not found; returns their number. */
static size_t report_gone(const struct checker *checker, const struct baseline *baseline,
			  const struct baseline_reach *reach)
{
	size_t gone = 0;
	for (size_t i = 0; i < baseline->entry_count; i++) {
		const struct baseline_entry *e = baseline->entries[i];
		size_t times = baseline_gone(e, reach);
		gone += times;
		if (!times || checker->update_baseline)
			continue;
		const char *colon = memchr(e->subject.at, ':', e->subject.len);
		int kind = (int)(colon - e->subject.at);
		checker_inform(checker, "%.*s of the %.*s %.*s is in the baseline, but is no longer found",
			       STR_ARG(e->rule), kind, e->subject.at, (int)e->subject.len - kind - 1, colon + 1);
	}
	if (gone && !checker->update_baseline)
		checker_inform(checker, "%zu no longer found in '%s'; --update-baseline removes them", gone,
			       checker->baseline);
	return gone;
}

static void drop_old(struct report *report, const bool *old)
{
	for (struct diagnostic **link = &report->first; *link;) {
		if (*old++)
			report_drop(report, link);
		else
			link = &(*link)->next;
	}
}

/* Removes the baseline's findings from the report, or updates the baseline. Those marked old, which are not reported
 * anyway, are counted first. */
static enum checker_status apply_baseline(struct checker *checker, struct report *report, const bool *old)
{
	struct baseline baseline;
	enum file_status why = FILE_OK;
	size_t line = 0, news = 0;
	baseline_init(&baseline);
	enum checker_status code = CHECKER_OK;
	enum baseline_status status = baseline_read(&baseline, checker->baseline, &why, &line);
	bool fresh = status == BASELINE_UNREADABLE && why == FILE_FAILED && errno == ENOENT && checker->update_baseline;
	if (status != BASELINE_OK && !fresh) {
		code = cannot_use(checker, status, why, line);
		goto out;
	}
	struct baseline_reach reach = { read_all(checker, report) ? NULL
					: checker->notes	  ? &checker->notes->lessons
								  : NULL,
					&checker->settings };
	size_t i = 0;
	bool good = true;
	for (const struct diagnostic *d = report->first; good && d; d = d->next, i++)
		good = !old[i] || baseline_spend(&baseline, d);
	drop_old(report, old);
	if (!good || !baseline_apply(&baseline, report, checker->update_baseline, &news)) {
		code = checker_fail_memory(checker);
		goto out;
	}
	size_t gone = checker->notes ? report_gone(checker, &baseline, &reach) : 0;
	if (!checker->update_baseline)
		goto out;
	why = baseline_write(&baseline, checker->baseline, &reach);
	if (why != FILE_OK)
		code = checker_fail(checker, CHECKER_FAILED, "cannot write '%s': %s", checker->baseline,
				    file_status_text(why));
	else
		checker_inform(checker, "wrote '%s': %zu added, %zu removed", checker->baseline, news, gone);
out:
	baseline_release(&baseline);
	return code;
}

enum checker_status checker_narrow(struct checker *checker, struct report *report)
{
	bool *old = calloc(report_count(report) + 1, sizeof(*old));
	enum checker_status code = CHECKER_OK;
	if (!old || (checker->before && !checker_mark_old(checker, report, old)))
		code = checker_fail_memory(checker);
	else if (checker->baseline)
		code = apply_baseline(checker, report, old);
	else
		drop_old(report, old);
	free(old);
	return code;
}
