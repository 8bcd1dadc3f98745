#include "check/run/select.h"
#include "cmd/check_program.h"

struct lint {
	struct check_program check;
	struct option_list selects, ignores, severities;
	struct selection selection;
	const char *fail_on;
	bool diff, write;
};

static const struct option_row rows[] = {
	OPT_LIST('s', "select", "LIST", struct lint, selects,
		 "report only these rules or families, and xml and schema:\nquestion/,card/empty-back"),
	OPT_LIST('i', "ignore", "LIST", struct lint, ignores, "do not report these rules or families"),
	OPT_LIST(0, "severity", "LIST", struct lint, severities,
		 "RULE=LEVEL: set a rule or family to error, warning, info or off\n"
		 "LEVEL: report only findings of this level and above"),
	OPT_BOOL(0, "fix", struct lint, write, "apply safe fixes, then show the remaining findings"),
	OPT_BOOL(0, "unsafe-fixes", struct lint, check.fix_unsafe,
		 "with --fix or --diff: also apply fixes that may change meaning"),
	OPT_BOOL('d', "diff", struct lint, diff, "print the changes of --fix, and write nothing"),
	OPT_STRING(0, "today", "DATE", struct lint, check.checker.today,
		   "compare review dates with this date, YYYY-MM-DD"),
	OPT_STRING(0, "baseline", "FILE", struct lint, check.checker.baseline,
		   "report only findings that are not in FILE"),
	OPT_BOOL(0, "update-baseline", struct lint, check.checker.update_baseline,
		 "write the current findings to the baseline"),
	OPT_STRING(0, "since", "REV", struct lint, check.checker.since,
		   "report only new findings since this Git revision"),
	OPT_BOOL(0, "statistics", struct lint, check.statistics, "print the number of findings of each rule instead"),
	OPT_STRING(0, "fail-on", "LEVEL", struct lint, fail_on,
		   "exit with 1 only for findings of this level and above"),
	CHECK_ROWS(struct lint, check),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-lint [OPTION...] FILE|FOLDER|-...",
	.about = "Checks what satchel-validate checks, then the content: questions without a correct option,\n"
		 "cards that give their answer away, questions and cards that occur twice.",
};

/* Checks for options that contradict each other. */
static int check_options(struct lint *lint)
{
	struct check_program *check = &lint->check;
	const struct program *program = &check->program;
	const struct checker *checker = &check->checker;
	if (lint->fail_on && (!severity_parse(str_from(lint->fail_on), &check->fail_on) ||
			      check->fail_on == SEVERITY_OFF))
		return program_fail(program, EXIT_USAGE, "--fail-on must be error, warning or info, not '%s'",
				    lint->fail_on);
	if (lint->diff || lint->write)
		check->fix = lint->diff ? FIX_MODE_DIFF : FIX_MODE_WRITE;
	if (check->fix_unsafe && check->fix == FIX_MODE_OFF)
		return program_fail(program, EXIT_USAGE, "--unsafe-fixes goes with --fix or --diff");
	if (checker->update_baseline && !checker->baseline)
		return program_fail(program, EXIT_USAGE, "--update-baseline needs --baseline FILE");
	if (checker->update_baseline && check->fix != FIX_MODE_OFF)
		return program_fail(program, EXIT_USAGE, "--update-baseline cannot be combined with --fix or --diff");
	if (checker->update_baseline && checker->since)
		return program_fail(
			program, EXIT_USAGE,
			"--update-baseline and --since cannot be combined: a baseline contains all findings");
	if (check->statistics && check->format != RENDER_TEXT && check->format != RENDER_JSON)
		return program_fail(program, EXIT_USAGE, "--statistics can be printed as text or json only");
	return check_program_check_today(check);
}

int lint_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct lint lint = { .diff = false };
	struct check_program *check = &lint.check;
	check_program_init(check, "satchel-lint", in, out, err);
	check_program_take_real_day(check);
	int code = check_program_start(check, &help, rows, &lint, argc, argv);
	if (code == PROGRAM_GO_ON)
		code = check_options(&lint);
	if (code == PROGRAM_GO_ON)
		code = check_program_code(selection_start(&lint.selection, &check->checker, &lint.selects,
							  &lint.ignores, &lint.severities));
	if (code == PROGRAM_GO_ON)
		code = check_program_run(check);
	code = program_end(&check->program, code);
	check_program_release(check);
	selection_release(&lint.selection);
	return code;
}
