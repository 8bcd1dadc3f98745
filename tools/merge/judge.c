#include "merge/judge.h"

#include "check/run/checker.h"

#include <stdio.h>

struct judging {
	struct checker checker;
	struct report report;
};

static void judging_init(struct judging *judging)
{
	checker_init(&judging->checker);
	report_init(&judging->report, &judging->checker.settings);
}

static void judging_release(struct judging *judging)
{
	report_release(&judging->report);
	checker_release(&judging->checker);
}

/* A check_overlay. */
static bool give_text(void *context, const char *path, struct str *bytes)
{
	const struct str *text = context;
	(void)path;
	*bytes = *text;
	return true;
}

/* Checks a text alone. False if memory ran out. */
static bool check(struct judging *judging, struct str text, const char *path)
{
	struct checker *checker = &judging->checker;
	const char *operands[] = { "-" };
	checker->operands = operands;
	checker->operand_count = 1;
	checker->in = stdin; /* not read: the text is given */
	checker->overlay = give_text;
	checker->context_of_overlay = &text;
	checker->stdin_path = path;
	checker->jobs = 1;
	checker->alone = checker->no_config = checker->only_lessons = true;
	checker->configured = checker_keep_validity;
	enum checker_status status = checker_prepare(checker);
	if (status == CHECKER_OK)
		return checker_check(checker, NULL, &judging->report) == CHECK_OK && !judging->report.failed;
	return status == CHECKER_WRONG;
}

/* Whether a report has that finding, too, wherever it is. */
static bool knows(const struct report *report, const struct diagnostic *finding)
{
	for (const struct diagnostic *d = report->first; d; d = d->next)
		if (d->rule == finding->rule && str_equal(d->item, finding->item) &&
		    strcmp(d->message, finding->message) == 0)
			return true;
	return false;
}

enum result merge_judge(const struct merge_request *request, struct str merged, const char *path, struct buf *findings)
{
	struct judging ours, theirs, result;
	judging_init(&ours);
	judging_init(&theirs);
	judging_init(&result);
	bool good = check(&result, merged, path);
	if (good && result.report.counts[SEVERITY_ERROR])
		good = check(&ours, request->texts[MERGE_OURS], path) &&
		       check(&theirs, request->texts[MERGE_THEIRS], path);
	for (const struct diagnostic *d = result.report.first; good && d; d = d->next)
		if (d->severity == SEVERITY_ERROR && !knows(&ours.report, d) && !knows(&theirs.report, d))
			buf_format(findings, "%s:%u:%u: %s [%s]\n", path, d->location.line, d->location.column,
				   d->message, d->name);
	good = good && !buf_failed(findings);
	judging_release(&ours);
	judging_release(&theirs);
	judging_release(&result);
	return good ? RESULT_OK : RESULT_NO_MEMORY;
}
