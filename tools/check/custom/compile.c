/* Compiles the patterns of satchel.xml, and reports the invalid ones. */
#include "check/custom/set.h"

#include <stdlib.h>

/* A mistake in a pattern or its replacement. */
struct custom_mistake {
	bool in_replacement;
	size_t start, end; /* bytes of that text */
	char why[256];
};

/* Whether the replacement is valid; PCRE2 would only report it when something is replaced. */
static bool replacement_is_good(const struct custom_rule *rule, const pcre2_code *code, struct custom_mistake *mistake)
{
	const char *wrong = NULL, *dollar = rule->replacement, *at = dollar;
	uint32_t groups = 0;
	pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
	while (!wrong && dollar && (dollar = strchr(at, '$'))) {
		char name[64];
		bool braces = dollar[1] == '{';
		at = dollar + 1 + braces;
		if (!braces && *at == '$') {
			at++;
			continue;
		}
		size_t len = strspn(at, "0123456789");
		bool number = len > 0;
		if (!number)
			len = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
		snprintf(name, sizeof(name), "%.*s", (int)len, at);
		if (len == 0 || len >= sizeof(name) || (braces && at[len] != '}'))
			wrong = "has a $ that names no group";
		else if (number ? len > 5 || strtoul(name, NULL, 10) > groups
				: pcre2_substring_number_from_name(code, (PCRE2_SPTR)name) < 0)
			wrong = "names a group that the pattern does not have";
		at += len + (braces && at[len] == '}');
	}
	if (!wrong)
		return true;
	mistake->in_replacement = true;
	mistake->start = (size_t)(dollar - rule->replacement);
	mistake->end = (size_t)(at - rule->replacement);
	snprintf(mistake->why, sizeof(mistake->why), "%s", wrong);
	return false;
}

enum { LONGEST_TO_SEARCH = 4096 };

static pcre2_code *try(struct str pattern, uint32_t options, int *error)
{
	PCRE2_SIZE offset;
	return pcre2_compile((PCRE2_SPTR)pattern.at, pattern.len, options, error, &offset, NULL);
}

/* Finds the character that makes the pattern invalid: the last one of the shortest prefix after which the error is the
 * same. PCRE2 also gives an offset, but it differs between versions. */
static void find_mistake(struct str pattern, uint32_t options, int error, struct custom_mistake *mistake)
{
	size_t end = pattern.len, start = end;
	for (;;) {
		while (start > 0 && ((unsigned char)pattern.at[--start] & 0xc0) == 0x80)
			;
		int now = 0;
		pcre2_code *code = start > 0 && pattern.len <= LONGEST_TO_SEARCH
					   ? try((struct str){ pattern.at, start }, options, &now)
					   : NULL;
		pcre2_code_free(code);
		if (code || now != error)
			break;
		end = start;
	}
	mistake->start = start;
	mistake->end = end;
}

/* NULL if memory ran out, or the pattern or its replacement is invalid: then *mistake has a why. The caller frees the
 * code. */
static pcre2_code *compile(const struct custom_rule *rule, struct custom_mistake *mistake)
{
	struct str pattern = str_from(rule->pattern);
	int error = 0;
	/* \C would match part of a character. */
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | (rule->ignore_case ? PCRE2_CASELESS : 0);
	*mistake = (struct custom_mistake){ .start = 0 };
	pcre2_code *code = try(pattern, options, &error);
	if (code && replacement_is_good(rule, code, mistake))
		return code;
	if (!code && error != PCRE2_ERROR_HEAP_FAILED) {
		char why[200] = "";
		find_mistake(pattern, options, error, mistake);
		/* PCRE2's messages are in lower case without a full stop. */
		pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof(why));
		snprintf(mistake->why, sizeof(mistake->why), "is invalid: %s", why);
	}
	pcre2_code_free(code);
	return NULL;
}

static void add_finding(const struct custom_rule *rule, const struct custom_mistake *mistake,
			const struct source *source, struct report *report)
{
	bool in = mistake->in_replacement;
	struct span span =
		custom_config_span(in ? rule->replacement_span : rule->span, in ? rule->replacement : rule->pattern,
				   source, mistake->start, mistake->end);
	struct diagnostic *d = report_add(report, RULE_CUSTOM_PATTERN, span, STR_NONE, "the %s of %s %s",
					  in ? "replacement" : "pattern", rule->name, mistake->why);
	report_as_custom(report, d, rule->name, SEVERITY_ERROR);
	report_help(report, d, "%s",
		    in ? "$1 is what the first pair of brackets matched, ${name} a named one, $$ a dollar"
		       : "the syntax is PCRE2's; a \\ makes the next character literal");
}

bool custom_check(const struct config *config, const struct source *source, struct report *report)
{
	for (const struct custom_rule *rule = config->custom; rule; rule = rule->next) {
		struct custom_mistake mistake;
		/* A missing pattern has been reported. */
		if (!rule->pattern)
			continue;
		pcre2_code *code = compile(rule, &mistake);
		if (!code && !*mistake.why)
			return false;
		if (!code)
			add_finding(rule, &mistake, source, report);
		pcre2_code_free(code);
	}
	return true;
}

static bool add(struct custom_set *set, const struct custom_rule *rule)
{
	struct custom_pattern *pattern = &set->patterns[set->count];
	struct custom_mistake mistake;
	uint32_t groups = 0;
	*pattern = (struct custom_pattern){ .rule = rule, .code = compile(rule, &mistake) };
	if (!pattern->code)
		return false;
	set->count++;
	/* Matching is slower if there is no JIT for this machine, or it must not write machine code. */
	size_t machine_code = 0;
	(void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
	/* With (*NO_JIT) it succeeds without machine code. */
	pcre2_pattern_info(pattern->code, PCRE2_INFO_JITSIZE, &machine_code);
	pattern->compiled_to_machine = machine_code > 0;
	needed_words_read(&pattern->needed, str_from(rule->pattern), rule->ignore_case);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	set->groups = groups > set->groups ? groups : set->groups;
	set->roles |= rule->roles;
	set->by_path = set->by_path || rule->paths;
	return true;
}

bool custom_compile(const struct config *config, const struct report *report, struct custom_set **set)
{
	size_t count = 0;
	*set = NULL;
	if (!report_wants(report, RULE_CUSTOM_PATTERN))
		return true;
	for (const struct custom_rule *rule = config->custom; rule; rule = rule->next)
		count += rule->severity != SEVERITY_OFF;
	if (count == 0)
		return true;
	struct custom_set *made = calloc(1, sizeof(*made));
	if (!made)
		return false;
	made->config = config;
	made->patterns = calloc(count, sizeof(*made->patterns));
	bool good = made->patterns != NULL;
	for (const struct custom_rule *rule = config->custom; rule && good; rule = rule->next)
		good = rule->severity == SEVERITY_OFF || add(made, rule);
	if (good)
		*set = made;
	else
		custom_free(made);
	return good;
}

void custom_free(struct custom_set *set)
{
	if (!set)
		return;
	for (size_t i = 0; set->patterns && i < set->count; i++)
		pcre2_code_free(set->patterns[i].code);
	free(set->patterns);
	free(set);
}
