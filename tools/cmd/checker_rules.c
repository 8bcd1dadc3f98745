#include "base/json.h"
#include "check/core/check.h"
#include "cmd/checker.h"

int checker_no_rule(const struct checker *checker, struct str name)
{
	const char *near = rule_nearest(name);
	if (near)
		return program_fail(&checker->program, EXIT_USAGE, "there is no rule '%.*s'; did you mean '%s'?", STR_ARG(name),
				    near);
	return program_fail(&checker->program, EXIT_USAGE, "there is no rule '%.*s'; %s --list-rules lists all rules",
			    STR_ARG(name), checker->program.name);
}

static void list_as_json(struct buf *out)
{
	struct json json;
	json_init(&json, out);
	json_open_array(&json);
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		const struct rule *rule = rule_get((enum rule_id)id);
		if (rule_is_change((enum rule_id)id))
			continue;
		json_open_object(&json);
		json_member_text(&json, "name", rule->name);
		json_member_text(&json, "severity", severity_name(rule->severity));
		json_member_text(&json, "fix", fix_class_name(rule->fix));
		json_member_text(&json, "summary", rule->summary);
		json_close_object(&json);
	}
	json_close_array(&json);
	buf_char(out, '\n');
}

static void list_as_text(struct buf *out, struct str selector)
{
	int name_width = 0;
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		int len = (int)strlen(rule_get((enum rule_id)id)->name);
		name_width = len > name_width ? len : name_width;
	}
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		const struct rule *rule = rule_get((enum rule_id)id);
		if (rule_is_change((enum rule_id)id) || !rule_selector_matches(selector, rule))
			continue;
		buf_format(out, "%-*s  %-7s  %s\n", name_width, rule->name, severity_name(rule->severity),
			   rule->summary);
	}
}

static int print(const struct checker *checker, struct buf *out)
{
	int code = buf_failed(out) ? program_fail_memory(&checker->program) : program_print(&checker->program, out);
	buf_release(out);
	return code;
}

int checker_list_rules(const struct checker *checker)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	if (checker->format == RENDER_JSON)
		list_as_json(&out);
	else
		list_as_text(&out, str_from("all"));
	return print(checker, &out);
}

/* The page of a rule, that of custom/pattern for any pattern, or the list of a family. */
int checker_explain(const struct checker *checker)
{
	struct str name = str_from(checker->explain);
	enum rule_id rule = str_starts(name, "custom/") ? RULE_CUSTOM_PATTERN : rule_find(name);
	const char *page = rule == RULE_COUNT ? NULL : check_rule_page(rule);
	struct buf out;
	buf_init(&out, BUF_CAP);
	if (page)
		buf_text(&out, page);
	else
		list_as_text(&out, name);
	if (out.len || buf_failed(&out))
		return print(checker, &out);
	buf_release(&out);
	return checker_no_rule(checker, name);
}
