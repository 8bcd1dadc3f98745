/* The rules: what every finding is an instance of. rules.def is the one list of them; the enumeration,
 * the names, the severities, --list-rules, SARIF's rules and the test list are all made from it. What a
 * rule means for an author stands in its page, tools/check/rules/FAMILY/NAME.md. */
#ifndef REPORT_CATALOGUE_H
#define REPORT_CATALOGUE_H

#include "base/attributes.h"
#include "base/str.h"

/* In rising order. */
enum severity {
	SEVERITY_OFF,
	SEVERITY_INFO,    /* a matter of taste */
	SEVERITY_WARNING, /* makes a lesson worse */
	SEVERITY_ERROR,   /* makes a lesson, or a part of it, unusable: it does not pack */
};

enum fix_class {
	FIX_NONE,
	FIX_SAFE,   /* changes notation only */
	FIX_UNSAFE, /* may change meaning: a person has to look at it */
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
	const char *summary; /* a sentence without a full stop */
};

/* Never NULL for an id below RULE_COUNT. */
const struct rule *rule_get(enum rule_id id);
/* RULE_COUNT where there is no rule of that name. */
enum rule_id rule_find(struct str name);
/* The rule or family whose name is nearest to a misspelled one, or NULL where none is near. */
const char *rule_nearest(struct str name);

/* Whether nobody can set the rule's severity. */
bool rule_is_fixed(const struct rule *rule);
/* Whether the rule is none of lessons, but of what changed in them: satchel-diff's, of the family change. */
bool rule_is_change(enum rule_id id);

const char *severity_name(enum severity severity);
/* False where name is none of error, warning, info, off. */
bool severity_parse(struct str name, enum severity *severity) MUST_CHECK;
const char *fix_class_name(enum fix_class fix);

enum option_id {
#define OPTION(id, rule, name, otherwise, least, most, summary) OPTION_##id,
#include "report/options.def"
#undef OPTION
	OPTION_COUNT
};

/* A number that a rule goes by. */
struct rule_option {
	const char *rule;
	const char *name;
	long otherwise; /* where it is not set */
	long least, most;
	const char *summary;
};

/* Never NULL for an id below OPTION_COUNT. */
const struct rule_option *rule_option_get(enum option_id id);
/* OPTION_COUNT where the rule has no such option. */
enum option_id rule_option_find(struct str rule, struct str name);

/* Which rules speak, how loudly, and the numbers they go by. */
struct rule_settings {
	enum severity severity[RULE_COUNT];
	bool infos; /* whether a rule above info tells what it finds at info too: see report_add_info */
	long options[OPTION_COUNT + 1]; /* the last one is not used */
};

/* Each rule at the severity of its table row, info being off; each option as its row says. */
void rule_settings_default(struct rule_settings *settings);

/* Selectors name a rule (question/no-key), a family (question/ or question), or "all".
 *
 * select: only what a selector names speaks, and all that it finds; what was off, at the severity of its row.
 * The rules of families xml, schema and config speak whatever is selected: what can't be read can't be judged.
 * set: what the selector names speaks at that severity; xml, config and change always do at their own.
 * Each returns false where the selector names nothing, or nothing that may be switched. */
bool rule_settings_select(struct rule_settings *settings, const struct str *selectors, size_t count) MUST_CHECK;
bool rule_settings_set(struct rule_settings *settings, struct str selector, enum severity severity) MUST_CHECK;
bool rule_selector_matches(struct str selector, const struct rule *rule);

#endif
