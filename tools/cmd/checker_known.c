/* Findings that are known: the baseline. */
#include "check/core/baseline.h"
#include "cmd/checker.h"

#include <errno.h>
#include <stdlib.h>

static int cannot_use(const struct checker *checker, enum baseline_status status, enum file_status why, size_t line)
{
	const char *path = checker->baseline;
	switch (status) {
	case BASELINE_UNREADABLE:
		if (why == FILE_FAILED && errno == ENOENT)
			return program_fail(&checker->program, EXIT_USAGE,
					    "cannot read '%s': %s; --update-baseline makes it", path, file_status_text(why));
		return program_fail(&checker->program, EXIT_USAGE, "cannot read '%s': %s", path, file_status_text(why));
	case BASELINE_NONE:
		return program_fail(&checker->program, EXIT_USAGE, "'%s' is no baseline: it does not begin with satchel-baseline",
				    path);
	case BASELINE_OTHER_VERSION:
		return program_fail(&checker->program, EXIT_USAGE,
				    "'%s' is a baseline of another version; delete it and rebuild it with "
				    "--update-baseline", path);
	case BASELINE_DAMAGED:
		return program_fail(&checker->program, EXIT_USAGE,
				    "'%s' is damaged: line %zu can't be understood; take it from an earlier commit, or "
				    "delete it and rebuild it with --update-baseline", path, line);
	case BASELINE_CUT_SHORT:
		return program_fail(&checker->program, EXIT_USAGE,
				    "'%s' is cut short in line %zu; take it from an earlier commit, or delete it and "
				    "rebuild it with --update-baseline", path, line);
	case BASELINE_CONFLICT:
		return program_fail(&checker->program, EXIT_USAGE,
				    "'%s' holds a merge conflict in line %zu; keep the lines of both sides, in any order, "
				    "and delete the markers; 'merge=union' in .gitattributes makes Git do so", path, line);
	default: return program_fail_memory(&checker->program);
	}
}

/* Whether all lessons of the tree were read, so that what was not found is gone. */
static bool read_all(const struct checker *checker, const struct report *report)
{
	if (!checker->tree || checker->context.count > checker->ignored || checker->failed)
		return false;
	for (const struct diagnostic *d = report->first; d; d = d->next)
		if (strncmp(d->name, "xml/", 4) == 0)
			return false;
	return true;
}

/* Tells of what is known and was not found any more; how many. */
static size_t tell_gone(const struct checker *checker, const struct baseline *baseline,
			const struct baseline_reach *reach)
{
	size_t gone = 0;
	for (size_t i = 0; i < baseline->entry_count; i++) {
		const struct baseline_entry *e = baseline->entries[i];
		size_t times = baseline_gone(e, reach);
		gone += times;
		if (!times || checker->quiet || checker->update_baseline)
			continue;
		const char *colon = memchr(e->subject.at, ':', e->subject.len);
		int kind = (int)(colon - e->subject.at);
		fprintf(checker->program.err, "info: %.*s of the %.*s %.*s is in the baseline, but is no longer found\n",
			STR_ARG(e->rule), kind, e->subject.at, (int)e->subject.len - kind - 1, colon + 1);
	}
	if (gone && !checker->quiet && !checker->update_baseline)
		fprintf(checker->program.err, "info: %zu gone from '%s'; --update-baseline drops what is gone\n", gone,
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

/* Takes the findings of the baseline out of the report, or writes them into it. Those that old is set for, which will not be
 * reported anyway, are counted first. */
static int apply_baseline(struct checker *checker, struct report *report, const bool *old, const struct map *lessons)
{
	struct baseline baseline;
	enum file_status why = FILE_OK;
	size_t line = 0, news = 0;
	baseline_init(&baseline);
	int code = PROGRAM_GO_ON;
	enum baseline_status status = baseline_read(&baseline, checker->baseline, &why, &line);
	bool fresh = status == BASELINE_UNREADABLE && why == FILE_FAILED && errno == ENOENT && checker->update_baseline;
	if (status != BASELINE_OK && !fresh) {
		code = cannot_use(checker, status, why, line);
		goto out;
	}
	struct baseline_reach reach = { read_all(checker, report) ? NULL : lessons, &checker->settings };
	size_t i = 0;
	bool good = true;
	for (const struct diagnostic *d = report->first; good && d; d = d->next, i++)
		good = !old[i] || baseline_spend(&baseline, d);
	drop_old(report, old);
	if (!good || !baseline_apply(&baseline, report, checker->update_baseline, &news)) {
		code = program_fail_memory(&checker->program);
		goto out;
	}
	size_t gone = lessons ? tell_gone(checker, &baseline, &reach) : 0;
	if (!checker->update_baseline)
		goto out;
	why = baseline_write(&baseline, checker->baseline, &reach);
	if (why != FILE_OK)
		code = program_fail(&checker->program, EXIT_FAILED, "cannot write '%s': %s", checker->baseline,
				    file_status_text(why));
	else if (!checker->quiet)
		fprintf(checker->program.err, "info: '%s' is up to date: %zu new, %zu gone\n", checker->baseline, news, gone);
out:
	baseline_release(&baseline);
	return code;
}

int checker_narrow(struct checker *checker, struct report *report, const struct map *lessons)
{
	size_t count = 0;
	for (const struct diagnostic *d = report->first; d; d = d->next)
		count++;
	bool *old = calloc(count + 1, sizeof(*old));
	int code = PROGRAM_GO_ON;
	if (!old || (checker->before && !checker_mark_old(checker, report, old)))
		code = program_fail_memory(&checker->program);
	else if (checker->baseline)
		code = apply_baseline(checker, report, old, lessons);
	else
		drop_old(report, old);
	free(old);
	return code;
}
