#include "cmd/fix.h"

#include <stdlib.h>

enum {
	SELECT = CHECKER_OWN,
	IGNORE,
	SEVERITY,
	BASELINE,
	UPDATE_BASELINE,
	SINCE,
	STATISTICS,
	FAIL_ON,
	FIX,
	UNSAFE_FIXES,
	DIFF,
	TODAY,
};

static const struct option_row rows[] = {
	{ SELECT, 's', "select", "LIST",
	  "only these rules or families: question/,card/empty-back\n(xml and schema always)" },
	{ IGNORE, 'i', "ignore", "LIST", "not these rules or families" },
	{ SEVERITY, 0, "severity", "LIST",
	  "RULE=LEVEL: this rule or family at error, warning, info or off\n"
	  "LEVEL: only findings of this level and above" },
	{ FIX, 0, "fix", NULL, "mend what is safe to mend, then show what is left" },
	{ UNSAFE_FIXES, 0, "unsafe-fixes", NULL, "with --fix or --diff: mend what may change meaning too" },
	{ DIFF, 'd', "diff", NULL, "print what --fix would change, and change nothing" },
	{ TODAY, 0, "today", "DATE", "hold the dates of lessons against this day, YYYY-MM-DD" },
	{ BASELINE, 0, "baseline", "FILE", "only what is not known from FILE" },
	{ UPDATE_BASELINE, 0, "update-baseline", NULL, "write what is found into the baseline, drop what is gone" },
	{ SINCE, 0, "since", "REV", "only what is new since that Git revision" },
	{ STATISTICS, 0, "statistics", NULL, "counts by rule in place of the findings" },
	{ FAIL_ON, 0, "fail-on", "LEVEL", "exit with 1 only for findings of this level and above" },
	CHECKER_ROWS,
	OPTION_ROWS_COMMON,
	{ 0 },
};

/* One word of a list, as it stood on the command line. */
struct choice {
	int id; /* SELECT, IGNORE or SEVERITY */
	struct str value;
};

struct lint {
	struct checker checker;
	struct choice *choices;
	size_t count;
};

/* Takes a list apart at its commas. */
static int take_list(struct lint *lint, int id, const char *value)
{
	while (*value) {
		size_t len = strcspn(value, ", ");
		if (len) {
			struct choice *choices = realloc(lint->choices, (lint->count + 1) * sizeof(*choices));
			if (!choices)
				return checker_fail(&lint->checker, EXIT_FAILED, "out of memory");
			lint->choices = choices;
			choices[lint->count++] = (struct choice){ id, { value, len } };
		}
		value += len;
		value += *value != '\0';
	}
	return CHECKER_GO_ON;
}

static int take_option(void *context, int id, const char *value)
{
	struct lint *lint = context;
	struct checker *checker = &lint->checker;
	switch (id) {
	case BASELINE: checker->baseline = value; break;
	case UPDATE_BASELINE: checker->update_baseline = true; break;
	case SINCE: checker->since = value; break;
	case STATISTICS: checker->statistics = true; break;
	case FAIL_ON:
		if (!severity_parse(str_from(value), &checker->fail_on) || checker->fail_on == SEVERITY_OFF)
			return checker_fail(checker, EXIT_USAGE, "--fail-on is error, warning or info, not '%s'", value);
		break;
	case FIX: checker->fix = checker->fix == FIX_MODE_OFF ? FIX_MODE_WRITE : checker->fix; break;
	case DIFF: checker->fix = FIX_MODE_DIFF; break;
	case UNSAFE_FIXES: checker->fix_unsafe = true; break;
	case TODAY: return checker_take_today(checker, value);
	default: return take_list(lint, id, value);
	}
	return CHECKER_GO_ON;
}

/* Options that say nothing together. */
static int check_options(const struct checker *checker)
{
	if (checker->fix_unsafe && checker->fix == FIX_MODE_OFF)
		return checker_fail(checker, EXIT_USAGE, "--unsafe-fixes goes with --fix or --diff");
	if (checker->update_baseline && !checker->baseline)
		return checker_fail(checker, EXIT_USAGE, "--update-baseline needs --baseline FILE");
	if (checker->update_baseline && checker->fix != FIX_MODE_OFF)
		return checker_fail(checker, EXIT_USAGE, "--update-baseline can't go with --fix or --diff");
	if (checker->update_baseline && checker->since)
		return checker_fail(checker, EXIT_USAGE,
				    "--update-baseline and --since can't go together: a baseline holds all that is found");
	if (checker->statistics && checker->format != RENDER_TEXT && checker->format != RENDER_JSON)
		return checker_fail(checker, EXIT_USAGE, "--statistics are written as text or json only");
	return CHECKER_GO_ON;
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

static int apply_selects(const struct lint *lint, struct checker *checker)
{
	struct str *selectors = calloc(lint->count ? lint->count : 1, sizeof(*selectors));
	size_t count = 0;
	int code = CHECKER_GO_ON;
	if (!selectors)
		return checker_fail(checker, EXIT_FAILED, "out of memory");
	for (size_t i = 0; i < lint->count; i++) {
		if (lint->choices[i].id != SELECT)
			continue;
		if (!names_a_rule(checker, lint->choices[i].value)) {
			code = checker_no_rule(checker, lint->choices[i].value);
			goto out;
		}
		selectors[count++] = lint->choices[i].value;
	}
	if (count && !select_patterns(checker, selectors, count))
		code = EXIT_USAGE;
out:
	free(selectors);
	return code;
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
		return checker_fail(checker, EXIT_USAGE, "a severity is error, warning%s, not '%.*s'",
				    equals ? ", info or off" : " or info", STR_ARG(level));
	if (!equals)
		*least = severity;
	else if (!names_a_rule(checker, name))
		return checker_no_rule(checker, name);
	else if (!set(checker, name, severity))
		return checker_fail(checker, EXIT_USAGE,
				    "'%.*s' always has the severity it has; nothing can set it", STR_ARG(name));
	return CHECKER_GO_ON;
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
	bool selected = false;
	for (size_t i = 0; i < lint->count; i++) {
		if (lint->choices[i].id != SELECT)
			continue;
		selected = true;
		if (speaks(checker, lint->choices[i].value))
			return CHECKER_GO_ON;
	}
	if (!selected)
		return CHECKER_GO_ON;
	return checker_fail(checker, EXIT_USAGE,
			    "nothing is left to check: what --select names is switched off by --ignore or --severity");
}

/* First what is selected, then at which severity, then what is ignored; whatever the order on the command
 * line. */
static int apply_choices(void *context, struct checker *checker)
{
	const struct lint *lint = context;
	enum severity least = SEVERITY_OFF;
	bool selected = false;
	int code = apply_selects(lint, checker);
	for (size_t i = 0; i < lint->count && code == CHECKER_GO_ON; i++) {
		selected = selected || lint->choices[i].id == SELECT;
		if (lint->choices[i].id == SEVERITY)
			code = apply_severity(checker, lint->choices[i].value, &least);
	}
	if (code == CHECKER_GO_ON)
		apply_least(checker, least, selected);
	for (size_t i = 0; i < lint->count && code == CHECKER_GO_ON; i++) {
		struct str value = lint->choices[i].value;
		if (lint->choices[i].id != IGNORE)
			continue;
		if (!names_a_rule(checker, value))
			code = checker_no_rule(checker, value);
		else if (!set(checker, value, SEVERITY_OFF))
			code = checker_fail(checker, EXIT_USAGE,
					    "'%.*s' can't be ignored: what can't be read can't be judged",
					    STR_ARG(value));
	}
	return code == CHECKER_GO_ON ? check_selected(lint, checker) : code;
}

/* What makes no sense is told before any file is looked for; but patterns are only known when satchel.xml is read. */
static int try_choices(struct lint *lint)
{
	for (size_t i = 0; i < lint->count; i++)
		if (str_starts(lint->choices[i].value, "custom/"))
			return CHECKER_GO_ON;
	struct rule_settings before = lint->checker.settings;
	int code = apply_choices(lint, &lint->checker);
	lint->checker.settings = before;
	return code;
}

int lint_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct lint lint = { .choices = NULL };
	struct checker_interface interface = {
		.usage = "satchel-lint [OPTION...] FILE|FOLDER|-...",
		.about = "Checks all that satchel-validate checks, then the content: questions without an answer,\n"
			 "cards that give theirs away, the same thing asked twice.\n"
			 "satchel-lint --explain RULE says why something is found and what to do about it.",
		.rows = rows,
		.option = take_option,
		.configured = apply_choices,
		.context = &lint,
	};
	checker_init(&lint.checker, "satchel-lint", in, out, err);
	checker_take_real_day(&lint.checker);
	int code = checker_read_options(&lint.checker, &interface, argc, argv);
	if (code == CHECKER_GO_ON)
		code = check_options(&lint.checker);
	if (code == CHECKER_GO_ON)
		code = try_choices(&lint);
	if (code == CHECKER_GO_ON)
		code = checker_run(&lint.checker, &interface);
	checker_release(&lint.checker);
	free(lint.choices);
	return code;
}
