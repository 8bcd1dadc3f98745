#include "check/custom.h"

bool custom_selector_matches(struct str selector, const struct custom_rule *rule)
{
	return str_is(selector, rule->name) || str_is(selector, "custom/") || str_is(selector, "custom") ||
	       str_is(selector, "custom/pattern") || str_is(selector, "all");
}

bool custom_names_one(const struct custom_rule *rules, struct str selector)
{
	for (; rules; rules = rules->next)
		if (str_is(selector, rules->name))
			return true;
	return false;
}

void custom_set_severity(struct custom_rule *rules, struct str selector, enum severity severity)
{
	for (; rules; rules = rules->next)
		if (custom_selector_matches(selector, rules))
			rules->severity = severity;
}

void custom_select(struct custom_rule *rules, const struct str *selectors, size_t count)
{
	for (; rules; rules = rules->next) {
		bool wanted = false;
		for (size_t i = 0; i < count && !wanted; i++)
			wanted = custom_selector_matches(selectors[i], rules);
		if (!wanted)
			rules->severity = SEVERITY_OFF;
	}
}
