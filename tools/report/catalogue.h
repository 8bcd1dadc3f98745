/* The catalogue of rules. rules.def is the only list: the enumeration, names, severities, --list-rules, SARIF's rules
 * and the list of tests are generated from it. Each rule is explained for authors on its page,
 * tools/check/rules/FAMILY/NAME.md. */
#ifndef REPORT_CATALOGUE_H
#define REPORT_CATALOGUE_H

#include "base/attributes.h"
#include "base/str.h"

/* In ascending order. */
enum severity {
	SEVERITY_OFF,
	SEVERITY_INFO,    /* a matter of taste */
	SEVERITY_WARNING, /* makes a lesson worse */
	SEVERITY_ERROR,   /* makes a lesson, or part of it, unusable: it cannot be packed */
};

enum fix_class {
	FIX_NONE,
	FIX_SAFE,   /* changes notation only */
	FIX_UNSAFE, /* may change the meaning: needs review */
};

enum rule_id {
#define RULE(id, name, severity, fix, summary) RULE_##id,
#include "report/rules.def"
#undef RULE
	RULE_COUNT
};

struct rule {
	const char *name; /* family/what-is-wrong */
	enum severity severity;
	enum fix_class fix;
	const char *summary; /* a sentence without a full stop, stating the problem */
};

/* Never NULL for an id below RULE_COUNT. */
const struct rule *rule_get(enum rule_id id);
/* RULE_COUNT if there is no rule of that name. */
enum rule_id rule_find(struct str name);
/* The rule or family nearest to a misspelled name, or NULL. */
const char *rule_nearest(struct str name);

/* Whether the rule's severity cannot be set. */
bool rule_is_fixed(const struct rule *rule);
/* Whether the rule is about changes, reported by satchel-diff, rather than lessons. */
bool rule_is_change(enum rule_id id);
/* Whether the rule of that name is about the form of a file: of the families xml and schema. */
static inline bool rule_is_of_form(const char *name)
{
	return strncmp(name, "xml/", 4) == 0 || strncmp(name, "schema/", 7) == 0;
}

const char *severity_name(enum severity severity);
/* False if name is not error, warning, info or off. */
bool severity_parse(struct str name, enum severity *severity) MUST_CHECK;
const char *fix_class_name(enum fix_class fix);

enum option_id {
#define OPTION(id, rule, name, otherwise, least, most, summary) OPTION_##id,
#include "report/options.def"
#undef OPTION
	OPTION_COUNT
};

/* A threshold of a rule. */
struct rule_option {
	const char *rule;
	const char *name;
	long otherwise; /* default */
	long least, most;
	const char *summary;
};

/* Never NULL for an id below OPTION_COUNT. */
const struct rule_option *rule_option_get(enum option_id id);
/* OPTION_COUNT if the rule has no such option. */
enum option_id rule_option_find(struct str rule, struct str name);

/* The severities and thresholds of all rules. */
struct rule_settings {
	enum severity severity[RULE_COUNT];
	bool infos; /* whether rules of higher severity also report findings at info: see report_add_info */
	long options[OPTION_COUNT + 1]; /* the last one is unused */
};

/* Sets the defaults: each rule has the severity of its table row, but those of severity info are off. */
void rule_settings_default(struct rule_settings *settings);

/* Selectors name a rule (question/no-key), a family (question/ or question), or "all".
 *
 * select: turns off everything that no selector names, and turns on what they name, at the severity of its row. Rules
 * of the families xml, schema and config stay on, because an unreadable file cannot be judged. set: sets the severity
 * of what the selector names; those of xml, config and change are fixed. Both return false if the selector names
 * nothing, or nothing that can be set. */
bool rule_settings_select(struct rule_settings *settings, const struct str *selectors, size_t count) MUST_CHECK;
bool rule_settings_set(struct rule_settings *settings, struct str selector, enum severity severity) MUST_CHECK;
bool rule_selector_matches(struct str selector, const struct rule *rule);

#endif
