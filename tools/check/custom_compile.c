#include "check/custom_set.h"

#include "base/file.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { CONFIG_SIZE_MAX = 16 * 1024 * 1024 };

bool custom_open_config(const struct config *config, struct buf *bytes, struct source *source)
{
	const char *path = config->path ? config->path : "";
	bool good = config->path && file_read(path, CONFIG_SIZE_MAX, bytes) == FILE_OK;
	if (!good)
		buf_clear(bytes);
	source_init(source, path, buf_view(bytes));
	return good;
}

/* The bytes of raw, which is XML, that stand for the first byte of the decoded text. */
static size_t raw_step(struct str raw, struct str decoded)
{
	const char *end = raw.at[0] == '&' ? memchr(raw.at, ';', raw.len) : NULL;
	if (end && decoded.at[0] != '\0')
		return (size_t)(end - raw.at) + 1;
	return str_starts(raw, "\r\n") ? 2 : 1;
}

/* How far into raw the first count bytes of decoded reach; to behind the marks of a CDATA section that stand there,
 * unless it is the end of something. */
static size_t raw_length(struct str raw, struct str decoded, size_t count, bool is_end)
{
	size_t i = 0, done = 0;
	bool cdata = false;
	/* The reader of satchel.xml may have taken white space off the ends. */
	while (decoded.len && i < raw.len && strchr(" \t\r\n", raw.at[i]) && raw.at[i] != decoded.at[0])
		i++;
	while (i < raw.len) {
		struct str rest = { raw.at + i, raw.len - i };
		if (is_end && count > 0 && done >= count)
			break;
		if (str_starts(rest, cdata ? "]]>" : "<![CDATA[")) {
			i += cdata ? 3 : 9;
			cdata = !cdata;
			continue;
		}
		if (done >= count || done >= decoded.len)
			break;
		size_t step = cdata ? 1 : raw_step(rest, (struct str){ decoded.at + done, decoded.len - done });
		done++;
		if (rest.at[0] == '&' && step > 1)
			while (done < decoded.len && ((unsigned char)decoded.at[done] & 0xc0) == 0x80)
				done++;
		i += step;
	}
	return i;
}

struct span custom_pattern_span(const struct custom_rule *rule, const struct source *source, size_t start, size_t end)
{
	struct span span = rule->span;
	struct str decoded = str_from(rule->pattern);
	if (span.end > source->bytes.len || span.end < span.start)
		return span;
	struct str raw = { source->bytes.at + span.start, span.end - span.start };
	uint32_t from = span.start + (uint32_t)raw_length(raw, decoded, start, false);
	uint32_t to = span.start + (uint32_t)raw_length(raw, decoded, end, true);
	return (struct span){ from, to > from ? to : from };
}

/* Where the character at offset of the text ends. */
static size_t behind_character(struct str text, size_t offset)
{
	size_t end = offset;
	if (end < text.len)
		utf8_next(text, &end);
	return end;
}

/* Tells that a rule can't be used, at the bytes from offset on. */
static void tell_wrong(const struct config *config, const struct custom_rule *rule, size_t offset, const char *what,
		       const char *why, const char *help, struct report *report)
{
	struct buf bytes;
	struct source source;
	buf_init(&bytes, CONFIG_SIZE_MAX + 1);
	struct place place = { 0 };
	if (custom_open_config(config, &bytes, &source)) {
		size_t end = behind_character(str_from(rule->pattern), offset);
		place = source_place(&source, custom_pattern_span(rule, &source, offset, end));
	}
	struct diagnostic *d = report_add_at(report, RULE_CUSTOM_PATTERN, config->path, place, STR_NONE, STR_NONE,
					     "%s of %s %s", what, rule->name, why);
	report_as_custom(report, d, rule->name, SEVERITY_ERROR);
	report_help(report, d, "%s", help);
	source_release(&source);
	buf_release(&bytes);
}

/* PCRE2's own words; they are in lower case and without a full stop. */
static void tell_no_pattern(const struct config *config, const struct custom_rule *rule, int error, size_t offset,
			    struct report *report)
{
	char why[256] = "", text[300];
	pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof(why));
	snprintf(text, sizeof(text), "is none: %s", why);
	tell_wrong(config, rule, offset, "the pattern", text,
		   "it is read as PCRE2 reads it; a \\ takes the meaning off the character behind it", report);
}

/* What is wrong with the replacement, or NULL: PCRE2 would say so only when something is to be replaced. */
static const char *replacement_mistake(const struct custom_pattern *pattern)
{
	uint32_t groups = 0;
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	for (const char *at = pattern->rule->replacement; (at = strchr(at, '$')); at++) {
		char name[64];
		bool braces = at[1] == '{';
		at += 1 + braces;
		if (!braces && *at == '$')
			continue;
		size_t len = strspn(at, "0123456789");
		bool number = len > 0;
		if (!number)
			len = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
		if (len == 0 || len >= sizeof(name) || (braces && at[len] != '}'))
			return "has a $ that names no group";
		snprintf(name, sizeof(name), "%.*s", (int)len, at);
		if (number ? strlen(name) > 5 || strtoul(name, NULL, 10) > groups
			   : pcre2_substring_number_from_name(pattern->code, (PCRE2_SPTR)name) < 0)
			return "names a group that the pattern does not have";
		at += len - !braces;
	}
	return NULL;
}

static enum custom_status compile(struct custom_set *set, const struct custom_rule *rule, struct report *report,
				  pcre2_compile_context *context)
{
	struct custom_pattern *pattern = &set->patterns[set->count];
	int error = 0;
	PCRE2_SIZE offset = 0;
	uint32_t options = PCRE2_UTF | PCRE2_UCP | (rule->ignore_case ? PCRE2_CASELESS : 0), groups = 0;
	*pattern = (struct custom_pattern){ .rule = rule };
	pattern->code =
		pcre2_compile((PCRE2_SPTR)rule->pattern, PCRE2_ZERO_TERMINATED, options, &error, &offset, context);
	if (!pattern->code && error == PCRE2_ERROR_HEAP_FAILED)
		return CUSTOM_NO_MEMORY;
	if (!pattern->code) {
		tell_no_pattern(set->config, rule, error, offset, report);
		return CUSTOM_WRONG;
	}
	set->count++;
	const char *mistake = rule->replacement ? replacement_mistake(pattern) : NULL;
	if (mistake) {
		tell_wrong(set->config, rule, 0, "the replacement", mistake,
			   "$1 is what the first pair of brackets matched, ${name} a named one, $$ a dollar", report);
		return CUSTOM_WRONG;
	}
	/* Where there is no JIT for this machine, or it may not write machine code, matching is slower. */
	pattern->compiled_to_machine = pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0;
	needed_words_read(&pattern->needed, str_from(rule->pattern), rule->ignore_case);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	set->groups = groups > set->groups ? groups : set->groups;
	set->places |= rule->places;
	set->by_path = set->by_path || rule->paths;
	return CUSTOM_OK;
}

/* What lacks its pattern stands in a satchel.xml that is wrong. */
static bool is_used(const struct custom_rule *rule)
{
	return rule->severity != SEVERITY_OFF && rule->pattern;
}

enum custom_status custom_compile(const struct config *config, struct report *report, struct custom_set **set)
{
	size_t count = 0;
	*set = NULL;
	if (!report_wants(report, RULE_CUSTOM_PATTERN))
		return CUSTOM_OK;
	for (const struct custom_rule *rule = config->custom; rule; rule = rule->next)
		count += is_used(rule);
	if (count == 0)
		return CUSTOM_OK;
	struct custom_set *made = calloc(1, sizeof(*made));
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	enum custom_status status = made && context ? CUSTOM_OK : CUSTOM_NO_MEMORY;
	if (made) {
		made->config = config;
		made->patterns = calloc(count, sizeof(*made->patterns));
		status = made->patterns ? status : CUSTOM_NO_MEMORY;
	}
	/* All that are wrong are told in one run. */
	for (const struct custom_rule *rule = config->custom; rule && status != CUSTOM_NO_MEMORY; rule = rule->next) {
		if (!is_used(rule))
			continue;
		enum custom_status one = compile(made, rule, report, context);
		status = one == CUSTOM_OK ? status : one;
	}
	pcre2_compile_context_free(context);
	if (status == CUSTOM_OK)
		*set = made;
	else
		custom_free(made);
	return status;
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
