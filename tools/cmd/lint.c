#include "cmd/fix.h"

#include <stdlib.h>

struct words {
	struct str *at;
	size_t count;
};

struct lint {
	struct checker checker;
	struct option_list select_lists, ignore_lists, severity_lists; /* with commas */
	struct words selects, ignores, severities;
	const char *fail_on;
	bool diff, write;
};

static const struct option_row rows[] = {
	OPT_LIST('s', "select", "LIST", struct lint, select_lists,
		 "report only these rules or families, and xml and schema:\nquestion/,card/empty-back"),
	OPT_LIST('i', "ignore", "LIST", struct lint, ignore_lists, "do not report these rules or families"),
	OPT_LIST(0, "severity", "LIST", struct lint, severity_lists,
		 "RULE=LEVEL: set a rule or family to error, warning, info or off\n"
		 "LEVEL: report only findings of this level and above"),
	OPT_BOOL(0, "fix", struct lint, write, "apply safe fixes, then show the remaining findings"),
	OPT_BOOL(0, "unsafe-fixes", struct lint, checker.fix_unsafe,
		 "with --fix or --diff: also apply fixes that may change meaning"),
	OPT_BOOL('d', "diff", struct lint, diff, "print what --fix would change, and change nothing"),
	OPT_STRING(0, "today", "DATE", struct lint, checker.today, "compare review dates with this date, YYYY-MM-DD"),
	OPT_STRING(0, "baseline", "FILE", struct lint, checker.baseline, "report only findings that are not in FILE"),
	OPT_BOOL(0, "update-baseline", struct lint, checker.update_baseline,
		 "write the current findings to the baseline"),
	OPT_STRING(0, "since", "REV", struct lint, checker.since, "report only what is new since this Git revision"),
	OPT_BOOL(0, "statistics", struct lint, checker.statistics, "print the number of findings of each rule instead"),
	OPT_STRING(0, "fail-on", "LEVEL", struct lint, fail_on, "exit with 1 only for findings of this level and above"),
	CHECKER_ROWS(struct lint, checker),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-lint [OPTION...] FILE|FOLDER|-...",
	.about = "Checks what satchel-validate checks, then the content: questions without a right option,\n"
		 "cards that give their answer away, questions and cards that occur twice.",
};

/* Options that say nothing together. */
static int check_options(struct lint *lint)
{
	struct checker *checker = &lint->checker;
	if (lint->fail_on && (!severity_parse(str_from(lint->fail_on), &checker->fail_on) ||
			      checker->fail_on == SEVERITY_OFF))
		return program_fail(&checker->program, EXIT_USAGE, "--fail-on is error, warning or info, not '%s'",
				    lint->fail_on);
	if (lint->diff || lint->write)
		checker->fix = lint->diff ? FIX_MODE_DIFF : FIX_MODE_WRITE;
	if (checker->fix_unsafe && checker->fix == FIX_MODE_OFF)
		return program_fail(&checker->program, EXIT_USAGE, "--unsafe-fixes goes with --fix or --diff");
	if (checker->update_baseline && !checker->baseline)
		return program_fail(&checker->program, EXIT_USAGE, "--update-baseline needs --baseline FILE");
	if (checker->update_baseline && checker->fix != FIX_MODE_OFF)
		return program_fail(&checker->program, EXIT_USAGE, "--update-baseline can't go with --fix or --diff");
	if (checker->update_baseline && checker->since)
		return program_fail(&checker->program, EXIT_USAGE,
				    "--update-baseline and --since can't go together: a baseline holds all that is found");
	if (checker->statistics && checker->format != RENDER_TEXT && checker->format != RENDER_JSON)
		return program_fail(&checker->program, EXIT_USAGE, "--statistics are written as text or json only");
	return checker_check_today(checker);
}

static bool names_a_rule(const struct checker *checker, struct str selector)
{
	if (config_custom(&checker->config, selector))
		return true;
	for (unsigned id = 0; id < RULE_COUNT; id++)
		if (rule_selector_matches(selector, rule_get((enum rule_id)id)))
			return true;
	return false;
}

/* The same as rule_settings_select, where names of patterns may be among the selectors. The patterns that are not
 * selected are off; what was off speaks as a warning. */
static bool select_patterns(struct checker *checker, struct str *selectors, size_t count)
{
	const struct rule *any = rule_get(RULE_CUSTOM_PATTERN);
	for (struct custom_rule *rule = checker->config.custom; rule; rule = rule->next) {
		bool wanted = false;
		for (size_t i = 0; i < count && !wanted; i++)
			wanted = str_is(selectors[i], rule->name) || rule_selector_matches(selectors[i], any);
		if (!wanted)
			rule->severity = SEVERITY_OFF;
		else if (rule->severity == SEVERITY_OFF)
			rule->severity = any->severity;
	}
	for (size_t i = 0; i < count; i++)
		if (config_custom(&checker->config, selectors[i]))
			selectors[i] = str_from(any->name);
	return rule_settings_select(&checker->settings, selectors, count);
}

/* Sets a rule, a family, or a pattern of satchel.xml, which is switched on with it. */
static bool set(struct checker *checker, struct str name, enum severity severity)
{
	struct custom_rule *custom = config_custom(&checker->config, name);
	if (!custom) {
		for (custom = checker->config.custom; custom; custom = custom->next)
			if (rule_selector_matches(name, rule_get(RULE_CUSTOM_PATTERN)))
				custom->severity = severity;
		return rule_settings_set(&checker->settings, name, severity);
	}
	custom->severity = severity;
	if (severity != SEVERITY_OFF && checker->settings.severity[RULE_CUSTOM_PATTERN] == SEVERITY_OFF)
		checker->settings.severity[RULE_CUSTOM_PATTERN] = rule_get(RULE_CUSTOM_PATTERN)->severity;
	return true;
}

/* Takes the lists apart at their commas. */
static bool split(const struct option_list *lists, struct words *words)
{
	size_t room = 1;
	for (size_t i = 0; i < lists->count; i++)
		room += strlen(lists->values[i]) / 2 + 1;
	words->at = calloc(room, sizeof(*words->at));
	for (size_t i = 0; words->at && i < lists->count; i++) {
		const char *list = lists->values[i];
		while (*(list += strspn(list, ", "))) {
			size_t len = strcspn(list, ", ");
			words->at[words->count++] = (struct str){ list, len };
			list += len;
		}
	}
	return words->at != NULL;
}

static int apply_selects(struct checker *checker, const struct words *words)
{
	if (words->count == 0)
		return PROGRAM_GO_ON;
	for (size_t i = 0; i < words->count; i++)
		if (!names_a_rule(checker, words->at[i]))
			return checker_no_rule(checker, words->at[i]);
	struct str *selectors = malloc(words->count * sizeof(*selectors));
	if (!selectors)
		return program_fail_memory(&checker->program);
	memcpy(selectors, words->at, words->count * sizeof(*selectors));
	bool good = select_patterns(checker, selectors, words->count);
	free(selectors);
	return good ? PROGRAM_GO_ON : EXIT_USAGE;
}

/* LEVEL alone: what is below it falls silent, and at info the rules that are silent by default speak. */
static void apply_least(struct checker *checker, enum severity least, bool selected)
{
	struct rule_settings *settings = &checker->settings;
	bool patterns = settings->severity[RULE_CUSTOM_PATTERN] != SEVERITY_OFF;
	if (least != SEVERITY_OFF)
		settings->infos = least == SEVERITY_INFO;
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		if (least == SEVERITY_INFO && !selected && rule_get((enum rule_id)id)->severity == SEVERITY_INFO &&
		    settings->severity[id] == SEVERITY_OFF)
			settings->severity[id] = SEVERITY_INFO;
		if (settings->severity[id] < least)
			settings->severity[id] = SEVERITY_OFF;
	}
	for (struct custom_rule *rule = checker->config.custom; rule; rule = rule->next) {
		if (rule->severity < least)
			rule->severity = SEVERITY_OFF;
		else if (patterns && rule->severity != SEVERITY_OFF && !settings->severity[RULE_CUSTOM_PATTERN])
			settings->severity[RULE_CUSTOM_PATTERN] = least;
	}
}

/* RULE=LEVEL; a LEVEL alone is left in *least. */
static int apply_severity(struct checker *checker, struct str value, enum severity *least)
{
	const char *equals = memchr(value.at, '=', value.len);
	struct str name = { value.at, equals ? (size_t)(equals - value.at) : 0 };
	struct str level = equals ? (struct str){ equals + 1, value.len - name.len - 1 } : value;
	enum severity severity;
	if (!severity_parse(level, &severity) || (!equals && severity == SEVERITY_OFF))
		return program_fail(&checker->program, EXIT_USAGE, "a severity is error, warning%s, not '%.*s'",
				    equals ? ", info or off" : " or info", STR_ARG(level));
	if (!equals)
		*least = severity;
	else if (!names_a_rule(checker, name))
		return checker_no_rule(checker, name);
	else if (!set(checker, name, severity))
		return program_fail(&checker->program, EXIT_USAGE,
				    "'%.*s' always has the severity it has; nothing can set it", STR_ARG(name));
	return PROGRAM_GO_ON;
}

static bool speaks(const struct checker *checker, struct str selector)
{
	const enum severity *severity = checker->settings.severity;
	const struct custom_rule *custom = config_custom(&checker->config, selector);
	if (custom)
		return custom->severity != SEVERITY_OFF && severity[RULE_CUSTOM_PATTERN] != SEVERITY_OFF;
	for (unsigned id = 0; id < RULE_COUNT; id++)
		if (severity[id] != SEVERITY_OFF && rule_selector_matches(selector, rule_get((enum rule_id)id)))
			return true;
	return false;
}

/* What is selected must not be all switched off again: the run would be clean, whatever stands in the lessons. */
static int check_selected(const struct lint *lint, const struct checker *checker)
{
	for (size_t i = 0; i < lint->selects.count; i++)
		if (speaks(checker, lint->selects.at[i]))
			return PROGRAM_GO_ON;
	if (lint->selects.count == 0)
		return PROGRAM_GO_ON;
	return program_fail(&checker->program, EXIT_USAGE,
			    "nothing is left to check: what --select names is switched off by --ignore or --severity");
}

/* A checker_configured: first what is selected, then at which severity, then what is ignored; whatever the order on the
 * command line. */
static int apply_choices(void *context, struct checker *checker)
{
	const struct lint *lint = context;
	enum severity least = SEVERITY_OFF;
	int code = apply_selects(checker, &lint->selects);
	for (size_t i = 0; i < lint->severities.count && code == PROGRAM_GO_ON; i++)
		code = apply_severity(checker, lint->severities.at[i], &least);
	if (code == PROGRAM_GO_ON)
		apply_least(checker, least, lint->selects.count > 0);
	for (size_t i = 0; i < lint->ignores.count && code == PROGRAM_GO_ON; i++) {
		struct str name = lint->ignores.at[i];
		if (!names_a_rule(checker, name))
			code = checker_no_rule(checker, name);
		else if (!set(checker, name, SEVERITY_OFF))
			code = program_fail(&checker->program, EXIT_USAGE,
					    "'%.*s' can't be ignored: what can't be read can't be judged",
					    STR_ARG(name));
	}
	return code == PROGRAM_GO_ON ? check_selected(lint, checker) : code;
}

static bool has_pattern(const struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (str_starts(words->at[i], "custom/"))
			return true;
	return false;
}

/* Reports choices that make no sense before any file is looked for; but patterns are only known once satchel.xml is
 * read. */
static int try_choices(struct lint *lint)
{
	struct checker *checker = &lint->checker;
	if (!split(&lint->select_lists, &lint->selects) || !split(&lint->ignore_lists, &lint->ignores) ||
	    !split(&lint->severity_lists, &lint->severities))
		return program_fail_memory(&checker->program);
	if (has_pattern(&lint->selects) || has_pattern(&lint->ignores) || has_pattern(&lint->severities))
		return PROGRAM_GO_ON;
	struct rule_settings before = checker->settings;
	int code = apply_choices(lint, checker);
	checker->settings = before;
	return code;
}

int lint_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct lint lint = { .diff = false };
	struct checker *checker = &lint.checker;
	checker_init(checker, "satchel-lint", in, out, err);
	checker_take_real_day(checker);
	checker->configured = apply_choices;
	checker->context_of_configured = &lint;
	int code = checker_start(checker, &help, rows, &lint, argc, argv);
	if (code == PROGRAM_GO_ON)
		code = check_options(&lint);
	if (code == PROGRAM_GO_ON)
		code = try_choices(&lint);
	if (code == PROGRAM_GO_ON)
		code = checker_run(checker);
	code = program_end(&checker->program, code);
	checker_release(checker);
	free(lint.selects.at);
	free(lint.ignores.at);
	free(lint.severities.at);
	return code;
}
