#include "check/custom/worker.h"

static const struct custom_text *texts_of(const struct custom_worker *worker, size_t *count)
{
	*count = worker->list.len / sizeof(struct custom_text);
	return (const struct custom_text *)(const void *)worker->list.at;
}

static struct diagnostic *add_finding(struct custom_worker *worker, const struct custom_rule *rule, struct span span,
			       struct str item)
{
	struct report *report = worker->check->report;
	struct diagnostic *d = report_add(report, RULE_CUSTOM_PATTERN, span, item, "%s", rule->message);
	report_as_custom(report, d, rule->name, rule->severity);
	if (rule->help)
		report_help(report, d, "%s", rule->help);
	return d;
}

/* Appends the replacement for the current match to raw; false on failure. */
static bool replace(struct custom_worker *worker, const struct custom_pattern *pattern, struct str subject, size_t from)
{
	const uint32_t options = PCRE2_SUBSTITUTE_MATCHED | PCRE2_SUBSTITUTE_REPLACEMENT_ONLY |
				 PCRE2_SUBSTITUTE_UNSET_EMPTY | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH | PCRE2_NO_UTF_CHECK;
	PCRE2_SIZE room = 64;
	int count = PCRE2_ERROR_NOMEMORY;
	/* If the room is too small, PCRE2 returns the required size. */
	for (int i = 0; i < 2 && count == PCRE2_ERROR_NOMEMORY; i++) {
		buf_clear(&worker->raw);
		char *to = buf_reserve(&worker->raw, room);
		if (!to)
			return false;
		count = pcre2_substitute(pattern->code, (PCRE2_SPTR)subject.at, subject.len, from, options,
					 worker->match, worker->limits, (PCRE2_SPTR)pattern->rule->replacement,
					 PCRE2_ZERO_TERMINATED, (PCRE2_UCHAR *)to, &room);
	}
	if (count < 0)
		return false;
	buf_grew(&worker->raw, room);
	return true;
}

/* Reports a forbidden match. */
static void report_match(struct custom_worker *worker, const struct custom_pattern *pattern,
		       const struct custom_text *text, const struct custom_match *match, size_t from)
{
	const struct custom_rule *rule = pattern->rule;
	struct report *report = worker->check->report;
	struct custom_location place = custom_text_location(worker, text, match->start, match->end);
	struct diagnostic *d = add_finding(worker, rule, place.span, text->item);
	if (!rule->replacement || !d || !replace(worker, pattern, custom_text_view(worker, text), from))
		return;
	if (!rule->help && worker->raw.len)
		report_help(report, d, "write '%.*s'", STR_ARG(buf_view(&worker->raw)));
	else if (!rule->help)
		report_help(report, d, "omit it");
	custom_edit(worker, d, rule, &place, buf_view(&worker->raw));
}

static void judge_matches(struct custom_worker *worker, size_t number)
{
	const struct custom_pattern *pattern = &worker->set->patterns[number];
	const struct custom_rule *rule = pattern->rule;
	size_t lessons = worker->given_up[number].lessons, found = 0;
	struct custom_candidates candidates;
	const struct custom_text *text;
	custom_candidates_init(&candidates, worker, number);
	while (worker->given_up[number].lessons == lessons &&
	       (text = custom_candidates_next(&candidates, worker, number))) {
		struct custom_match match = { 0 };
		size_t from = 0;
		for (; custom_next(worker, number, text, &match); from = match.from) {
			found++;
			if (rule->kind == CUSTOM_MUST_NOT) {
				report_match(worker, pattern, text, &match, from);
			} else if (rule->kind == CUSTOM_AT_MOST && found > rule->times) {
				struct span span = custom_text_location(worker, text, match.start, match.end).span;
				report_label(worker->check->report, add_finding(worker, rule, span, text->item),
					     "number %zu; a lesson may have at most %u", found, rule->times);
			}
		}
	}
	if (rule->kind == CUSTOM_AT_LEAST && found < rule->times && worker->given_up[number].lessons == lessons)
		report_label(worker->check->report,
			     add_finding(worker, rule, worker->check->lesson->element.tag, STR_NONE),
			     "%zu found; a lesson must have at least %u", found, rule->times);
}

/* Reports each text without a match; texts that the words of the pattern rule out cannot match. */
static void judge_must(struct custom_worker *worker, size_t number, bool possible)
{
	const struct custom_rule *rule = worker->set->patterns[number].rule;
	size_t count, lessons = worker->given_up[number].lessons;
	const struct custom_text *texts = texts_of(worker, &count);
	for (size_t i = 0; i < count; i++) {
		struct custom_match match = { 0 };
		if (!custom_looks_at(rule, &texts[i]) || (possible && custom_next(worker, number, &texts[i], &match)))
			continue;
		if (worker->given_up[number].lessons != lessons)
			return;
		add_finding(worker, rule, custom_text_location(worker, &texts[i], 0, texts[i].len).span, texts[i].item);
	}
}

void custom_judge(struct custom_worker *worker, size_t number)
{
	const struct custom_pattern *pattern = &worker->set->patterns[number];
	bool possible = grams_allow(&worker->grams, &pattern->needed);
	switch (pattern->rule->kind) {
	case CUSTOM_MUST: judge_must(worker, number, possible); break;
	case CUSTOM_ONE_WAY:
		if (possible)
			custom_judge_one_way(worker, number);
		break;
	case CUSTOM_AT_LEAST: judge_matches(worker, number); break;
	case CUSTOM_MUST_NOT:
	case CUSTOM_AT_MOST:
		if (possible)
			judge_matches(worker, number);
		break;
	}
}
