#include "base/ascii.h"
#include "check/custom/worker.h"

#include "base/utf8.h"

#include <utf8proc.h>

/* A spelling, and its count in the lesson. */
struct spelling_count {
	struct str text; /* first occurrence */
	size_t count;
	struct spelling_count *next;
};

struct occurrence {
	struct spelling_count *spelling;
	const struct custom_text *text;
	size_t start, end;
	struct occurrence *next;
};

/* The key that identical spellings share: the bytes, or their lower case. */
static struct str key_of(struct arena *arena, struct str match, bool ignore_case)
{
	if (!ignore_case)
		return match;
	/* The lower case of a letter may be longer. */
	char *key = arena_alloc(arena, match.len * 2 + 4);
	size_t len = 0;
	for (size_t i = 0; key && i < match.len;) {
		uint32_t code = utf8_next(match, &i);
		len += utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)code), key + len);
	}
	return (struct str){ key, len };
}

static struct spelling_count *spelling_of(struct custom_worker *worker, struct str match, bool ignore_case,
				    struct spelling_count **first)
{
	struct lesson_check *check = worker->check;
	struct str key = key_of(&check->patterns.memory, match, ignore_case);
	void **slot = key.at ? map_put(&check->patterns.seen, key) : NULL;
	if (slot && !*slot) {
		struct spelling_count *spelling = arena_alloc(&check->patterns.memory, sizeof(*spelling));
		if (!spelling)
			return NULL;
		*spelling = (struct spelling_count){ .text = match };
		*slot = spelling;
		while (*first)
			first = &(*first)->next;
		*first = spelling;
	}
	return slot ? *slot : NULL;
}

static void add_finding(struct custom_worker *worker, const struct custom_rule *rule, const struct occurrence *here,
		 const struct spelling_count *usual)
{
	struct report *report = worker->check->report;
	struct custom_location place = custom_text_location(worker, here->text, here->start, here->end);
	struct diagnostic *d =
		report_add(report, RULE_CUSTOM_PATTERN, place.span, here->text->item, "%s", rule->message);
	report_as_custom(report, d, rule->name, rule->severity);
	report_label(report, d, "the lesson has '%.*s' %zu time%s", STR_ARG(usual->text), usual->count,
		     usual->count == 1 ? "" : "s");
	report_help(report, d, "%s%swrite '%.*s' throughout", rule->help ? rule->help : "", rule->help ? "; " : "",
		    STR_ARG(usual->text));
	/* At the start of a sentence the capital would be lost. */
	struct str there = custom_text_view(worker, here->text);
	bool capital = ascii_is_upper(there.at[here->start]);
	bool usual_capital = ascii_is_upper(usual->text.at[0]);
	if (capital == usual_capital)
		custom_edit(worker, d, rule, &place, usual->text);
}

void custom_judge_one_way(struct custom_worker *worker, size_t number)
{
	struct lesson_check *check = worker->check;
	const struct custom_rule *rule = worker->set->patterns[number].rule;
	struct custom_candidates candidates;
	const struct custom_text *text;
	size_t lessons = worker->given_up[number].lessons;
	struct occurrence *first = NULL, **last = &first;
	struct spelling_count *spellings = NULL, *usual;
	map_clear(&check->patterns.seen);
	arena_clear(&check->patterns.memory);
	custom_candidates_init(&candidates, worker, number);
	while (worker->given_up[number].lessons == lessons &&
	       (text = custom_candidates_next(&candidates, worker, number))) {
		struct custom_match match = { 0 };
		while (custom_next(worker, number, text, &match)) {
			if (match.start == match.end)
				continue;
			struct str view = custom_text_view(worker, text);
			struct str found = { view.at + match.start, match.end - match.start };
			struct occurrence *here = arena_alloc(&check->patterns.memory, sizeof(*here));
			struct spelling_count *spelling = spelling_of(worker, found, rule->ignore_case, &spellings);
			if (!here || !spelling) {
				check->failed = true;
				return;
			}
			spelling->count++;
			*here = (struct occurrence){ spelling, text, match.start, match.end, NULL };
			*last = here;
			last = &here->next;
		}
	}
	/* Of equally frequent ones, the first. */
	usual = spellings;
	for (struct spelling_count *one = spellings; one; one = one->next)
		usual = one->count > usual->count ? one : usual;
	for (; first; first = first->next)
		if (first->spelling != usual)
			add_finding(worker, rule, first, usual);
}
