/* Output of satchel-diff, and its actions on versions. */
#include "base/date.h"
#include "base/human.h"
#include "base/shell.h"
#include "base/utf8.h"
#include "check/core/check.h"
#include "cmd/diff.h"
#include "cmd/color.h"
#include "compare/approve.h"
#include "compare/render.h"
#include "report/render.h"

#include <stdlib.h>
#include <time.h>

static int print_text(const struct diff *diff, const struct buf *text, int code)
{
	if (buf_failed(text))
		return program_fail_memory(&diff->program);
	/* Errors are detected when flushing. */
	fwrite(buf_cstr(text), 1, text->len, diff->program.out);
	return code;
}

static int print_findings(struct diff *diff, const struct gate *gate, bool all)
{
	struct rule_settings settings;
	struct report report;
	const struct render_options options = {
		.format = diff->format == DIFF_SARIF	? RENDER_SARIF
			  : diff->format == DIFF_GITHUB ? RENDER_GITHUB
							: RENDER_TEXT,
		.colour = color_wanted((enum option_color)diff->color, diff->program.out),
		.program = diff->program.name,
		.version = SATCHEL_VERSION,
		.page = check_rule_page,
	};
	findings_settings(&settings, all);
	report_init(&report, &settings);
	findings_add(&diff->comparison, gate, &report);
	report_sort(&report);
	if (diff->format == DIFF_GITHUB)
		findings_put_version_first(&report);
	report_fetch_excerpts(&report, 1);
	int code = diff->comparison.count ? EXIT_FINDINGS : EXIT_CLEAN;
	if (report.failed)
		code = program_fail_memory(&diff->program);
	else if (!diff->quiet && !render(&report, &options, diff->program.out, NULL) && !ferror(diff->program.out))
		code = program_fail_memory(&diff->program);
	report_release(&report);
	return code;
}

int diff_print(struct diff *diff, const struct gate *gate)
{
	struct comparison *comparison = &diff->comparison;
	int code = gate ? EXIT_CLEAN : comparison->count ? EXIT_FINDINGS : EXIT_CLEAN;
	struct buf text;
	if (diff->quiet)
		return code;
	buf_init(&text, BUF_CAP);
	switch (diff->format) {
	case DIFF_TEXT:
		compare_render_text(comparison, color_wanted((enum option_color)diff->color, diff->program.out), &text);
		break;
	case DIFF_MARKDOWN: compare_render_markdown(comparison, false, &text); break;
	case DIFF_JSON: compare_render_json(comparison, gate, &text); break;
	case DIFF_SARIF:
	case DIFF_GITHUB: buf_release(&text); return print_findings(diff, gate, diff->format == DIFF_SARIF);
	}
	if (comparison->failed || comparison->why.len > 0)
		code = program_fail_lines(&diff->program, EXIT_FAILED, comparison->failed ? NULL : &comparison->why);
	else
		code = print_text(diff, &text, code);
	buf_release(&text);
	return code;
}

enum { JUDGE = -1 };

/* JUDGE if there is something to judge; else an exit code, after a message. */
static int check_fit(const struct diff *diff)
{
	const struct side *before = &diff->before, *after = &diff->after;
	if (!after->version || !after->retired_path)
		return program_fail(&diff->program, EXIT_USAGE, "'%s' is not a pack definition, which declares "
				    "the version",
				 after->path);
	if (before->is_nothing && after->release > 1)
		return program_fail(
			&diff->program, EXIT_FINDINGS,
			"there is no %s, but release %llu is not the first: restore the lock, or name "
			"the pack of the last release",
			before->path, (unsigned long long)after->release);
	if (before->is_nothing && !diff->quiet)
		program_fail(&diff->program, EXIT_CLEAN, "there is no %s: nothing was released yet; any version passes",
			  before->path);
	if (before->is_nothing)
		return EXIT_CLEAN;
	struct buf why;
	buf_init(&why, BUF_CAP);
	int code = gate_fits(before, after, &why) ? JUDGE : program_fail_lines(&diff->program, EXIT_USAGE, &why);
	buf_release(&why);
	return code;
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
	else
		buf_text(&text, diff->comparison.count > 0 ? " covers " : ": ");
	if (diff->comparison.count > 0)
		human_count(&text, diff->comparison.count, "change");
	else
		buf_text(&text, "nothing changed");
	buf_text(&text, " since ");
	version_write(&text, &gate->before);
	/* So that this follows the findings if both go to the same place. */
	fflush(diff->program.out);
	if (!diff->quiet)
		program_fail(&diff->program, EXIT_CLEAN, "%s", buf_cstr(&text));
	buf_release(&text);
	return passes ? EXIT_CLEAN : EXIT_FINDINGS;
}

/* There is nothing to judge in a first release, but readers of JSON and SARIF need output. */
static int print_first(struct diff *diff)
{
	struct gate gate = gate_judge(&diff->comparison);
	int code = diff->format == DIFF_TEXT ? EXIT_CLEAN : diff_print(diff, &gate);
	return code == EXIT_FAILED ? code : EXIT_CLEAN;
}

int diff_gate(struct diff *diff)
{
	int code = check_fit(diff);
	if (code != JUDGE)
		return code == EXIT_CLEAN ? print_first(diff) : code;
	struct gate gate = gate_judge(&diff->comparison);
	if (diff->format == DIFF_TEXT)
		code = print_findings(diff, &gate, false);
	else
		code = diff_print(diff, &gate);
	return code == EXIT_FAILED ? code : sum_up(diff, &gate);
}

/* Refuses to write a version while ids are missing, because it would be too high once they are restored. */
static int refuse_vanished(const struct diff *diff, size_t count)
{
	const struct change *change = diff->comparison.first;
	struct buf path;
	while (!(change->kinds & CHANGE_BIT(CHANGE_ID_VANISHED)))
		change = change->next;
	buf_init(&path, BUF_CAP);
	shell_word(&path, diff->after.path);
	int code = program_fail(&diff->program, EXIT_FINDINGS,
		count == 1
			? "%s is gone without a line in %s, which no version approves: restore it, or run: "
			  "satchel-diff --retire \"REASON\" %s"
			: "%s and others are gone without lines in %s, which no version approves: restore "
			  "them, or run: satchel-diff --retire \"REASON\" %s",
		change->before->id, diff->after.retired_path, buf_cstr(&path));
	buf_release(&path);
	return code;
}

int diff_bump(struct diff *diff)
{
	struct buf text, why;
	int code = check_fit(diff);
	if (code != JUDGE)
		return code;
	struct gate gate = gate_judge(&diff->comparison);
	if (gate.vanished > 0)
		return refuse_vanished(diff, gate.vanished);
	if (gate.false_keep)
		return program_fail(&diff->program, EXIT_FINDINGS,
				 "%s declares that progress is kept, but a different option is now right, which no "
				 "version approves: delete its progress attribute",
				 gate.false_keep->after->id);
	buf_init(&text, 4096);
	buf_init(&why, BUF_CAP);
	bool needed = gate.version_too_low || gate.release_too_low;
	code = EXIT_CLEAN;
	if (needed)
		code = program_result(&diff->program,
				      approve_version(diff->after.path, &gate.wanted, gate.wanted_release, &why), &why,
				      NULL);
	if (code == EXIT_CLEAN && !diff->quiet) {
		buf_format(&text, "%s: version ", diff->after.path);
		version_write(&text, &gate.wanted);
		buf_format(&text, ", release %llu%s\n", (unsigned long long)gate.wanted_release,
			   needed ? "" : ", unchanged: it covers all changes");
		code = print_text(diff, &text, code);
	}
	buf_release(&text);
	buf_release(&why);
	return code;
}

/* The date in SOURCE_DATE_EPOCH, or today. */
static int write_day(const struct diff *diff, char day[DATE_SIZE])
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	if (epoch)
		return date_of_epoch(day, epoch)
			       ? EXIT_CLEAN
			       : program_fail(&diff->program, EXIT_USAGE,
					   "SOURCE_DATE_EPOCH must be a number of seconds since 1970-01-01, not '%s'",
					   epoch);
	return date_of_moment(day, time(NULL))
		       ? EXIT_CLEAN
		       : program_fail(&diff->program, EXIT_FAILED, "the clock's date is invalid");
}

/* Whether text is not empty and contains only characters allowed in XML. */
static bool is_reason(const char *text)
{
	bool any = false;
	if (utf8_valid_prefix(str_from(text)) < strlen(text) || strstr(text, "\xEF\xBF\xBE") ||
	    strstr(text, "\xEF\xBF\xBF"))
		return false;
	for (const char *c = text; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 127)
			return false;
		any = any || *c != ' ';
	}
	return any;
}

int diff_retire(struct diff *diff)
{
	char day[DATE_SIZE];
	size_t count;
	struct buf text, retired, why;
	if (!is_reason(diff->retire))
		return program_fail(&diff->program, EXIT_USAGE,
				 "--retire needs a reason: one line of UTF-8 text");
	/* The placeholder from the messages: the file keeps the reason for good. */
	if (strcmp(diff->retire, "REASON") == 0)
		return program_fail(&diff->program, EXIT_USAGE,
				    "replace REASON with the reason why the ids are retired");
	int code = check_fit(diff);
	if (code != JUDGE)
		return code;
	code = write_day(diff, day);
	if (code != EXIT_CLEAN)
		return code;
	const struct retirement retirement = { day, diff->retire, diff->ids.values, diff->ids.count };
	buf_init(&text, BUF_CAP);
	buf_init(&retired, BUF_CAP);
	buf_init(&why, BUF_CAP);
	code = program_result(&diff->program, approve_retired(&diff->comparison, &retirement, &count, &retired, &why),
			      &why, NULL);
	if (code == EXIT_CLEAN && !diff->quiet) {
		buf_format(&text, "%s: ", diff->after.retired_path);
		human_count(&text, count, "id");
		buf_format(&text, " retired%s%s\n", count > 0 ? ": " : "", buf_cstr(&retired));
		code = print_text(diff, &text, code);
	}
	buf_release(&text);
	buf_release(&retired);
	buf_release(&why);
	return code;
}
