#include "check/suppress_tell.h"

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

static void tell_unknown(struct report *report, const struct suppression *s, struct suppress_meaning meaning)
{
	bool none = s->rule.len == 0 || str_starts(s->rule, "reason="), all = str_is(s->rule, "all");
	const char *near = meaning.known || all ? NULL : rule_nearest(s->rule);
	struct span span = none ? s->span : s->rule_span;
	struct diagnostic *d;
	if (none)
		d = report_add(report, RULE_SUPPRESSION_UNKNOWN_RULE, span, STR_NONE, "this suppression names no rule");
	else if (meaning.known)
		d = report_add(report, RULE_SUPPRESSION_UNKNOWN_RULE, span, STR_NONE, "'%.*s' can't be suppressed",
			       STR_ARG(s->rule));
	else
		d = report_add(report, RULE_SUPPRESSION_UNKNOWN_RULE, span, STR_NONE, "there is no rule '%.*s'",
			       STR_ARG(s->rule));
	if (meaning.known)
		report_help(report, d, "mend what is found; what is wrong with the form of the file is always told");
	else if (near && strcmp(near, "all") != 0)
		report_help(report, d, "did you mean '%s'?", near);
	else
		report_help(report, d, "name a rule or a family; satchel-lint --list-rules names them all");
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The instruction, with its line where nothing else stands on it. */
static struct span with_line(const struct source *source, struct span span)
{
	struct str bytes = source->bytes;
	uint32_t start = span.start, end = span.end;
	while (start > 0 && is_blank(bytes.at[start - 1]))
		start--;
	while (end < bytes.len && is_blank(bytes.at[end]))
		end++;
	bool alone = (start == 0 || bytes.at[start - 1] == '\n') && end < bytes.len &&
		     (bytes.at[end] == '\n' || bytes.at[end] == '\r');
	if (!alone)
		return span;
	end += bytes.at[end] == '\r';
	end += end < bytes.len && bytes.at[end] == '\n';
	return (struct span){ start, end };
}

struct diagnostic *suppress_tell_unused(struct report *report, const struct source *source,
					const struct suppression *s)
{
	struct diagnostic *d = report_add(report, RULE_SUPPRESSION_UNUSED, s->span, STR_NONE,
					  "this suppression of %.*s suppresses nothing", STR_ARG(s->rule));
	report_help(report, d, "delete it");
	report_edit(report, d, FIX_SAFE, with_line(source, s->span), STR(""));
	return d;
}

/* The mark is mended alone: what is wrong behind it is told when the instruction is one. */
static void tell_misspelt(struct report *report, const struct source *source, const struct suppression *s)
{
	struct str bytes = source->bytes;
	bool comment = str_starts((struct str){ bytes.at + s->span.start, bytes.len - s->span.start }, "<!--");
	struct diagnostic *d = report_add(report, RULE_SUPPRESSION_MISSPELT, s->misspelt, STR_NONE,
					  comment ? "this suppression is a comment, so it does not hold"
						  : "this suppression is misspelt, so it does not hold");
	report_help(report, d, "write <?satchel-ignore family/rule reason=\"…\"?>");
	report_edit(report, d, FIX_SAFE, s->misspelt, STR("<?satchel-ignore"));
	if (comment)
		report_edit(report, d, FIX_SAFE, (struct span){ s->span.end - 3, s->span.end }, STR("?>"));
}

bool suppress_tell_wrong(struct report *report, const struct source *source, const struct suppression *s,
			 struct suppress_meaning meaning)
{
	struct diagnostic *d;
	if (s->misspelt.end > s->misspelt.start) {
		tell_misspelt(report, source, s);
	} else if (!meaning.suppressible) {
		tell_unknown(report, s, meaning);
	} else if (!s->reason.at) {
		d = report_add(report, RULE_SUPPRESSION_NO_REASON, s->span, STR_NONE,
			       "this suppression of %.*s gives no reason, so it does not hold", STR_ARG(s->rule));
		report_help(report, d, "say why the rule does not apply here: reason=\"…\"");
	} else if (!s->scope) {
		d = report_add(report, RULE_SUPPRESSION_UNUSED, s->span, STR_NONE,
			       "this suppression of %.*s stands outside the lesson and suppresses nothing",
			       STR_ARG(s->rule));
		report_help(report, d, "move it into the element that it is to speak for");
	} else {
		return false;
	}
	return true;
}
