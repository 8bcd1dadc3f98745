#include "check/run/select.h"

#include <stdlib.h>

enum checker_status checker_no_rule(const struct checker *checker, struct str name)
{
	const char *near = rule_nearest(name);
	if (near)
		return checker_fail(checker, CHECKER_WRONG, "unknown rule '%.*s'; did you mean '%s'?", STR_ARG(name),
				    near);
	return checker_fail(checker, CHECKER_WRONG, "unknown rule '%.*s'; satchel-lint --list-rules lists all rules",
			    STR_ARG(name));
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

/* Like rule_settings_select, but selectors may also name patterns. Turns off the patterns that are not selected, and
 * turns on selected ones as warnings. */
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

/* Sets the severity of a rule, family, or pattern of satchel.xml, which also turns it on. */
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

/* Splits the lists at commas. */
static bool split(const struct option_list *lists, struct selectors *selectors)
{
	size_t room = 1;
	for (size_t i = 0; i < lists->count; i++)
		room += strlen(lists->values[i]) / 2 + 1;
	selectors->at = calloc(room, sizeof(*selectors->at));
	for (size_t i = 0; selectors->at && i < lists->count; i++) {
		const char *list = lists->values[i];
		while (*(list += strspn(list, ", "))) {
			size_t len = strcspn(list, ", ");
			selectors->at[selectors->count++] = (struct str){ list, len };
			list += len;
		}
	}
	return selectors->at != NULL;
}

static enum checker_status apply_selects(struct checker *checker, const struct selectors *selectors)
{
	if (selectors->count == 0)
		return CHECKER_OK;
	for (size_t i = 0; i < selectors->count; i++)
		if (!names_a_rule(checker, selectors->at[i]))
			return checker_no_rule(checker, selectors->at[i]);
	struct str *copy = malloc(selectors->count * sizeof(*copy));
	if (!copy)
		return checker_fail_memory(checker);
	memcpy(copy, selectors->at, selectors->count * sizeof(*copy));
	bool good = select_patterns(checker, copy, selectors->count);
	free(copy);
	return good ? CHECKER_OK : CHECKER_WRONG;
}

void checker_set_least(struct checker *checker, enum severity least, bool selected)
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

/* RULE=LEVEL; a plain LEVEL is stored in *least. */
static enum checker_status apply_severity(struct checker *checker, struct str value, enum severity *least)
{
	const char *equals = memchr(value.at, '=', value.len);
	struct str name = { value.at, equals ? (size_t)(equals - value.at) : 0 };
	struct str level = equals ? (struct str){ equals + 1, value.len - name.len - 1 } : value;
	enum severity severity;
	if (!severity_parse(level, &severity) || (!equals && severity == SEVERITY_OFF))
		return checker_fail(checker, CHECKER_WRONG, "a severity must be error, warning%s, not '%.*s'",
				    equals ? ", info or off" : " or info", STR_ARG(level));
	if (!equals)
		*least = severity;
	else if (!names_a_rule(checker, name))
		return checker_no_rule(checker, name);
	else if (!set(checker, name, severity))
		return checker_fail(checker, CHECKER_WRONG,
				    "the severity of '%.*s' can't be changed", STR_ARG(name));
	return CHECKER_OK;
}

static bool is_on(const struct checker *checker, struct str selector)
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

/* Selected rules must not all be turned off again, because the run would always be clean. */
static enum checker_status check_selected(const struct selection *selection, const struct checker *checker)
{
	for (size_t i = 0; i < selection->selects.count; i++)
		if (is_on(checker, selection->selects.at[i]))
			return CHECKER_OK;
	if (selection->selects.count == 0)
		return CHECKER_OK;
	return checker_fail(checker, CHECKER_WRONG,
			    "nothing to check: --ignore or --severity turns off everything in --select");
}

/* A checker_configured: applies selections, then severities, then ignored rules, whatever their order on the command
 * line. */
static enum checker_status apply(void *context, struct checker *checker)
{
	const struct selection *selection = context;
	enum severity least = SEVERITY_OFF;
	enum checker_status status = apply_selects(checker, &selection->selects);
	for (size_t i = 0; i < selection->severities.count && status == CHECKER_OK; i++)
		status = apply_severity(checker, selection->severities.at[i], &least);
	if (status == CHECKER_OK)
		checker_set_least(checker, least, selection->selects.count > 0);
	for (size_t i = 0; i < selection->ignores.count && status == CHECKER_OK; i++) {
		struct str name = selection->ignores.at[i];
		if (!names_a_rule(checker, name))
			status = checker_no_rule(checker, name);
		else if (!set(checker, name, SEVERITY_OFF))
			status = checker_fail(checker, CHECKER_WRONG,
					    "'%.*s' cannot be ignored: unreadable files cannot be checked",
					    STR_ARG(name));
	}
	return status == CHECKER_OK ? check_selected(selection, checker) : status;
}

static bool has_pattern(const struct selectors *selectors)
{
	for (size_t i = 0; i < selectors->count; i++)
		if (str_starts(selectors->at[i], "custom/"))
			return true;
	return false;
}

enum checker_status selection_start(struct selection *selection, struct checker *checker,
				    const struct option_list *selects, const struct option_list *ignores,
				    const struct option_list *severities)
{
	checker->configured = apply;
	checker->context_of_configured = selection;
	if (!split(selects, &selection->selects) || !split(ignores, &selection->ignores) ||
	    !split(severities, &selection->severities))
		return checker_fail_memory(checker);
	if (has_pattern(&selection->selects) || has_pattern(&selection->ignores) || has_pattern(&selection->severities))
		return CHECKER_OK;
	struct rule_settings before = checker->settings;
	enum checker_status status = apply(selection, checker);
	checker->settings = before;
	return status;
}

void selection_release(struct selection *selection)
{
	free(selection->selects.at);
	free(selection->ignores.at);
	free(selection->severities.at);
}
