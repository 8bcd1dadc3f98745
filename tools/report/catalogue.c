#include "report/catalogue.h"

#include "base/nearest.h"

static const struct rule rules[RULE_COUNT] = {
#define RULE(id, name, severity, fix, summary) [RULE_##id] = { name, severity, fix, summary },
#include "report/rules.def"
#undef RULE
};

/* The last row ends the table, which may otherwise be empty. */
static const struct rule_option options[OPTION_COUNT + 1] = {
#define OPTION(id, rule, name, otherwise, least, most, summary) \
	[OPTION_##id] = { rule, name, otherwise, least, most, summary },
#include "report/options.def"
#undef OPTION
	{ NULL, NULL, 0, 0, 0, NULL },
};

const struct rule_option *rule_option_get(enum option_id id)
{
	return &options[id];
}

enum option_id rule_option_find(struct str rule, struct str name)
{
	for (unsigned id = 0; id < OPTION_COUNT; id++)
		if (str_is(rule, options[id].rule) && str_is(name, options[id].name))
			return (enum option_id)id;
	return OPTION_COUNT;
}

/* The families that rule_nearest may suggest. A test compares this list with the table. */
static const char *const families[] = {
	"xml",	"schema",  "identity", "reference", "question", "card",	"duplicate",
	"text", "medical", "media",    "file",	 "freshness", "config",	 "custom", "suppression", "change",
};

static const char *const severity_names[] = {
	[SEVERITY_OFF] = "off",
	[SEVERITY_INFO] = "info",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

static const char *const fix_names[] = {
	[FIX_NONE] = "none",
	[FIX_SAFE] = "safe",
	[FIX_UNSAFE] = "unsafe",
};

const struct rule *rule_get(enum rule_id id)
{
	return &rules[id];
}

enum rule_id rule_find(struct str name)
{
	for (unsigned id = 0; id < RULE_COUNT; id++)
		if (str_is(name, rules[id].name))
			return (enum rule_id)id;
	return RULE_COUNT;
}

/* The part after the family: what-is-wrong. */
static const char *rule_tail(const struct rule *rule)
{
	return strchr(rule->name, '/') + 1;
}

const char *rule_nearest(struct str name)
{
	struct nearest nearest;
	nearest_init(&nearest, name);
	nearest_offer(&nearest, "all");
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		nearest_offer(&nearest, families[i]);
	for (unsigned id = 0; id < RULE_COUNT; id++)
		nearest_offer(&nearest, rules[id].name);
	if (nearest.best)
		return nearest.best;
	/* The family may be missing or wrong. */
	const char *slash = name.len ? memchr(name.at, '/', name.len) : NULL;
	if (slash)
		name = (struct str){ slash + 1, name.len - (size_t)(slash + 1 - name.at) };
	nearest_init(&nearest, name);
	for (unsigned id = 0; id < RULE_COUNT; id++)
		nearest_offer(&nearest, rule_tail(&rules[id]));
	for (unsigned id = 0; id < RULE_COUNT; id++)
		if (nearest.best == rule_tail(&rules[id]))
			return rules[id].name;
	return NULL;
}

const char *severity_name(enum severity severity)
{
	return severity_names[severity];
}

bool severity_parse(struct str name, enum severity *severity)
{
	for (unsigned i = SEVERITY_OFF; i <= SEVERITY_ERROR; i++) {
		if (str_is(name, severity_names[i])) {
			*severity = (enum severity)i;
			return true;
		}
	}
	return false;
}

const char *fix_class_name(enum fix_class fix)
{
	return fix_names[fix];
}

void rule_settings_default(struct rule_settings *settings)
{
	settings->infos = false;
	for (unsigned id = 0; id < RULE_COUNT; id++)
		settings->severity[id] = rules[id].severity == SEVERITY_INFO ? SEVERITY_OFF : rules[id].severity;
	for (unsigned id = 0; id < OPTION_COUNT; id++)
		settings->options[id] = options[id].otherwise;
}

bool rule_selector_matches(struct str selector, const struct rule *rule)
{
	if (str_is(selector, "all") || str_is(selector, rule->name))
		return true;
	struct str family = { rule->name, (size_t)(rule_tail(rule) - 1 - rule->name) };
	if (selector.len && selector.at[selector.len - 1] == '/')
		selector.len--;
	return str_equal(selector, family);
}

static bool is_of(const struct rule *rule, const char *family)
{
	return str_starts(str_from(rule->name), family);
}

/* Unreadable files are always errors, and the effect of a change on learners is not a matter of opinion. */
bool rule_is_fixed(const struct rule *rule)
{
	return is_of(rule, "xml/") || is_of(rule, "config/") || is_of(rule, "change/");
}

bool rule_is_change(enum rule_id id)
{
	return is_of(rule_get(id), "change/");
}

static bool names_something(struct str selector)
{
	for (unsigned id = 0; id < RULE_COUNT; id++)
		if (rule_selector_matches(selector, &rules[id]))
			return true;
	return false;
}

bool rule_settings_select(struct rule_settings *settings, const struct str *selectors, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!names_something(selectors[i]))
			return false;
	settings->infos = true;
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		bool wanted = rule_is_fixed(&rules[id]) || is_of(&rules[id], "schema/");
		for (size_t i = 0; i < count && !wanted; i++)
			wanted = rule_selector_matches(selectors[i], &rules[id]);
		if (!wanted)
			settings->severity[id] = SEVERITY_OFF;
		else if (settings->severity[id] == SEVERITY_OFF)
			settings->severity[id] = rules[id].severity;
	}
	return true;
}

bool rule_settings_set(struct rule_settings *settings, struct str selector, enum severity severity)
{
	bool any = false;
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		if (rule_is_fixed(&rules[id]) || !rule_selector_matches(selector, &rules[id]))
			continue;
		settings->severity[id] = severity;
		any = true;
	}
	return any;
}
