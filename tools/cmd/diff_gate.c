/* What satchel-diff prints, and what it does with a version. */
#include "base/human.h"
#include "check/check.h"
#include "cmd/diff.h"
#include "compare/approve.h"
#include "compare/render.h"
#include "report/render.h"

#include <stdlib.h>
#include <time.h>

static int print_text(const struct diff *diff, const struct buf *text, int code)
{
	if (buf_failed(text))
		return diff_fail(diff, EXIT_FAILED, "out of memory");
	/* Whether it was written shows when all is flushed. */
	fwrite(buf_cstr(text), 1, text->len, diff->out);
	return code;
}

int diff_print(struct diff *diff, const struct gate *gate)
{
	struct comparison *comparison = &diff->comparison;
	int code = gate ? EXIT_CLEAN : comparison->count ? EXIT_FINDINGS : EXIT_CLEAN;
	size_t errors;
	struct buf text;
	if (diff->quiet)
		return code;
	buf_init(&text, BUF_CAP);
	switch (diff->format) {
	case DIFF_TEXT: compare_render_text(comparison, diff->colour, &text); break;
	case DIFF_MARKDOWN: compare_render_markdown(comparison, &text); break;
	case DIFF_JSON: compare_render_json(comparison, gate, &text); break;
	case DIFF_SARIF:
	case DIFF_GITHUB:
		buf_release(&text);
		return diff_print_findings(diff, gate, diff->format == DIFF_SARIF, &errors);
	}
	if (comparison->failed || comparison->why.len > 0)
		code = diff_fail_why(diff, EXIT_FAILED, comparison->failed ? NULL : &comparison->why);
	else
		code = print_text(diff, &text, code);
	buf_release(&text);
	return code;
}

int diff_print_findings(struct diff *diff, const struct gate *gate, bool all, size_t *errors)
{
	struct rule_settings settings;
	struct report report;
	const struct render_options options = {
		.format = diff->format == DIFF_SARIF	? RENDER_SARIF
			  : diff->format == DIFF_GITHUB ? RENDER_GITHUB
							: RENDER_TEXT,
		.colour = diff->colour,
		.program = DIFF_PROGRAM,
		.version = SATCHEL_VERSION,
		.page = check_rule_page,
	};
	findings_settings(&settings, all);
	report_init(&report, &settings);
	findings_add(&diff->comparison, gate, &report);
	report_sort(&report);
	report_fetch_excerpts(&report);
	*errors = report.counts[SEVERITY_ERROR];
	int code = diff->comparison.count ? EXIT_FINDINGS : EXIT_CLEAN;
	if (report.failed)
		code = diff_fail(diff, EXIT_FAILED, "out of memory");
	else if (!diff->quiet && !render(&report, &options, diff->out) && !ferror(diff->out))
		code = diff_fail(diff, EXIT_FAILED, "out of memory");
	report_release(&report);
	return code;
}

enum { JUDGE = -1 };

/* JUDGE where there is something to judge by; else an exit code, and why not has been told. */
static int check_fit(const struct diff *diff)
{
	const struct side *before = &diff->before, *after = &diff->after;
	if (!after->version || !after->retired_path)
		return diff_fail(diff, EXIT_USAGE, "'%s' is no pack definition, which alone declares a version", after->path);
	if (before->is_nothing && after->release > 1)
		return diff_fail(diff, EXIT_FINDINGS,
				 "there is no %s, but release %llu says that there were others: bring the lock back, or name "
				 "the pack of the last release",
				 before->path, (unsigned long long)after->release);
	if (before->is_nothing && !diff->quiet)
		diff_fail(diff, EXIT_CLEAN, "there is no %s: nothing was released yet, so any version will do", before->path);
	if (before->is_nothing)
		return EXIT_CLEAN;
	const char *why = gate_fits(before, after);
	return why ? diff_fail(diff, EXIT_USAGE, "%s", why) : JUDGE;
}

static int sum_up(const struct diff *diff, const struct gate *gate)
{
	bool passes = gate_passes(gate);
	struct buf text;
	buf_init(&text, 4096);
	buf_text(&text, "version ");
	version_write(&text, &gate->declared);
	if (!passes)
		buf_text(&text, " can't be released yet: ");
	else if (diff->comparison.count > 0)
		buf_text(&text, " says enough for ");
	else
		buf_text(&text, ": nothing changed");
	if (diff->comparison.count > 0)
		human_count(&text, diff->comparison.count, "change");
	buf_text(&text, " since ");
	version_write(&text, &gate->before);
	if (!diff->quiet)
		diff_fail(diff, EXIT_CLEAN, "%s", buf_cstr(&text));
	buf_release(&text);
	return passes ? EXIT_CLEAN : EXIT_FINDINGS;
}

int diff_gate(struct diff *diff)
{
	size_t errors;
	int code = check_fit(diff);
	if (code != JUDGE)
		return code;
	struct gate gate = gate_judge(&diff->comparison);
	if (diff->format == DIFF_TEXT)
		code = diff_print_findings(diff, &gate, false, &errors);
	else
		code = diff_print(diff, &gate);
	return code == EXIT_FAILED ? code : sum_up(diff, &gate);
}

static int from_approve(const struct diff *diff, enum approve_status status, const struct buf *why)
{
	switch (status) {
	case APPROVE_OK: return EXIT_CLEAN;
	case APPROVE_REFUSED: return diff_fail_why(diff, EXIT_FINDINGS, why);
	case APPROVE_FAILED: return diff_fail_why(diff, EXIT_FAILED, why);
	case APPROVE_NO_MEMORY: break;
	}
	return diff_fail(diff, EXIT_FAILED, "out of memory");
}

int diff_bump(struct diff *diff)
{
	struct buf text, why;
	int code = check_fit(diff);
	if (code != JUDGE)
		return code;
	struct gate gate = gate_judge(&diff->comparison);
	buf_init(&text, 4096);
	buf_init(&why, BUF_CAP);
	bool needed = gate.version_too_low || gate.release_too_low;
	code = EXIT_CLEAN;
	if (needed)
		code = from_approve(diff, approve_version(diff->after.path, &gate.wanted, gate.wanted_release, &why), &why);
	if (code == EXIT_CLEAN && !diff->quiet) {
		buf_format(&text, "%s: version ", diff->after.path);
		version_write(&text, &gate.wanted);
		buf_format(&text, ", release %llu%s\n", (unsigned long long)gate.wanted_release,
			   needed ? "" : ", as it was: that says enough");
		code = print_text(diff, &text, code);
	}
	buf_release(&text);
	buf_release(&why);
	return code;
}

/* The day: what SOURCE_DATE_EPOCH says, or today. */
static bool write_day(char day[sizeof("YYYY-MM-DD")])
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
	struct tm parts;
	return gmtime_r(&now, &parts) && strftime(day, sizeof("YYYY-MM-DD"), "%Y-%m-%d", &parts) > 0;
}

static bool is_reason(const char *text)
{
	bool any = false;
	for (const char *c = text; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 127)
			return false;
		any = any || *c != ' ';
	}
	return any;
}

int diff_retire(struct diff *diff)
{
	char day[sizeof("YYYY-MM-DD")];
	size_t count;
	struct buf text, why;
	if (!is_reason(diff->retire))
		return diff_fail(diff, EXIT_USAGE, "--retire takes the reason, for whoever wonders later");
	int code = check_fit(diff);
	if (code != JUDGE)
		return code;
	if (!write_day(day))
		return diff_fail(diff, EXIT_FAILED, "there is no such day as the clock tells");
	buf_init(&text, 4096);
	buf_init(&why, BUF_CAP);
	code = from_approve(diff, approve_retired(&diff->comparison, day, diff->retire, &count, &why), &why);
	if (code == EXIT_CLEAN && !diff->quiet) {
		buf_format(&text, "%s: ", diff->after.retired_path);
		human_count(&text, count, "id");
		buf_text(&text, " withdrawn\n");
		code = print_text(diff, &text, code);
	}
	buf_release(&text);
	buf_release(&why);
	return code;
}
