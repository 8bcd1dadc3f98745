#include "check/core/suppress_report.h"

static bool is_of(const char *name, const char *family)
{
	return strncmp(name, family, strlen(family)) == 0;
}

bool suppress_may(const struct rule *rule)
{
	return !is_of(rule->name, "xml/") && !is_of(rule->name, "schema/") && !is_of(rule->name, "suppression/") &&
	       !is_of(rule->name, "config/") && !is_of(rule->name, "change/");
}

struct suppress_meaning suppress_meaning(struct str selector, const struct report *report, const struct config *config)
{
	struct suppress_meaning meaning = { false, false, false, false };
	if (str_is(selector, "all"))
		return meaning;
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		const struct rule *rule = rule_get((enum rule_id)id);
		if (!rule_selector_matches(selector, rule))
			continue;
		meaning.known = true;
		meaning.suppressible = meaning.suppressible || suppress_may(rule);
		meaning.on = meaning.on || report_wants(report, (enum rule_id)id);
	}
	if (meaning.known || !str_starts(selector, "custom/"))
		return meaning;
	const struct custom_rule *custom = config_custom(config, selector);
	meaning.unsure = !config || !config->path;
	meaning.known = meaning.suppressible = custom || meaning.unsure;
	meaning.on = custom && custom->severity != SEVERITY_OFF && report_wants(report, RULE_CUSTOM_PATTERN);
	return meaning;
}

static const char until_then[] = "until then, --fix changes nothing in its element";

static void report_nameless(struct report *report, const struct suppression *s)
{
	struct diagnostic *d = report_add(report, RULE_SUPPRESSION_UNKNOWN_RULE, s->span, STR_NONE,
					  "this suppression names no rule");
	report_help(report, d, "name a rule or a family; satchel-lint --list-rules lists them; %s", until_then);
}

static void report_unknown_rule(struct report *report, const struct suppression_name *name,
				struct suppress_meaning meaning)
{
	bool all = str_is(name->name, "all");
	const char *near = meaning.known || all ? NULL : rule_nearest(name->name);
	struct diagnostic *d = report_add(report, RULE_SUPPRESSION_UNKNOWN_RULE, name->span, STR_NONE,
					  meaning.known ? "'%.*s' cannot be suppressed" : "unknown rule '%.*s'",
					  STR_ARG(name->name));
	if (meaning.known)
		report_help(report, d, "fix the error; errors in the form of the file are always reported");
	else if (near && strcmp(near, "all") != 0)
		report_help(report, d, "did you mean '%s'? %s", near, until_then);
	else
		report_help(report, d, "name a rule or a family; satchel-lint --list-rules lists them; %s", until_then);
}

void suppress_report_unused(struct report *report, const struct suppression *s, const struct suppression_name *name,
			  struct diagnostic **found)
{
	struct span span = s->names->next ? name->span : s->span;
	*found = report_add(report, RULE_SUPPRESSION_UNUSED, span, STR_NONE,
			   "this suppression of %.*s suppresses nothing", STR_ARG(name->name));
	report_help(report, *found, "delete it");
}

/* A fix is offered only for a suppression that works once it is repaired, because the next round of fixes must respect
 * it. */
static void report_misspelt(struct report *report, const struct source *source, const struct suppression *s,
			    bool repair)
{
	struct str bytes = source->bytes;
	bool comment = str_starts((struct str){ bytes.at + s->span.start, bytes.len - s->span.start }, "<!--");
	struct diagnostic *d = report_add(report, RULE_SUPPRESSION_MISSPELT, s->misspelt, STR_NONE,
					  comment ? "this suppression is a comment and has no effect"
						  : "this suppression is misspelt and has no effect");
	report_help(report, d, "write <?satchel-ignore family/rule reason=\"…\"?>; %s", until_then);
	if (!repair)
		return;
	report_edit(report, d, FIX_SAFE, s->misspelt, STR("<?satchel-ignore"));
	if (comment)
		report_edit(report, d, FIX_SAFE, (struct span){ s->span.end - 3, s->span.end }, STR("?>"));
}

bool suppress_report_wrong(struct report *report, const struct source *source, const struct suppression *s,
			 const struct config *config)
{
	bool misspelt = s->misspelt.end > s->misspelt.start, good = s->names != NULL;
	if (!s->names && !misspelt)
		report_nameless(report, s);
	for (const struct suppression_name *name = s->names; name; name = name->next) {
		struct suppress_meaning meaning = suppress_meaning(name->name, report, config);
		good = good && meaning.suppressible;
		if (!meaning.suppressible && !misspelt)
			report_unknown_rule(report, name, meaning);
	}
	if (misspelt) {
		report_misspelt(report, source, s, good && s->reason.at && s->scope);
	} else if (s->names && !s->reason.at && good) {
		struct diagnostic *d = report_add(report, RULE_SUPPRESSION_NO_REASON, s->span, STR_NONE,
						  "this suppression of %.*s has no reason and therefore no effect",
						  STR_ARG(s->names->name));
		report_help(report, d, "say why the rule does not apply here: reason=\"…\"; %s", until_then);
	} else if (good && !s->scope) {
		struct diagnostic *d =
			report_add(report, RULE_SUPPRESSION_UNUSED, s->span, STR_NONE,
				   "this suppression of %.*s is outside the lesson and suppresses nothing",
				   STR_ARG(s->names->name));
		report_help(
			report, d,
			"move it into the element that it applies to; until then, --fix changes nothing in this file");
	}
	return misspelt || !good || !s->reason.at || !s->scope;
}
