#include "base/nearest.h"
#include "check/question/parts.h"
#include "lesson/id.h"

static void add_twice(struct lesson_check *check, const struct question *question, const struct option *option,
		      const struct option *first)
{
	struct diagnostic *d = report_add(check->report, RULE_IDENTITY_DUPLICATE_ID, option->id.span,
					  question->id.value, "the id \"%.*s\" appears twice in this question",
					  STR_ARG(option->id.value));
	report_label(check->report, d, "first used on line %u",
		     source_location(check->source, first->id.span).line);
	report_help(check->report, d, "give one of the two another id");
}

static void add_unknown(struct lesson_check *check, const struct question *question, const struct option *prompt)
{
	struct nearest nearest;
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_UNKNOWN_CHOICE, prompt->choice.span,
					  question->id.value, "this question has no choice \"%.*s\"",
					  STR_ARG(prompt->choice.value));
	nearest_init(&nearest, prompt->choice.value);
	for (const struct option *o = question->options; o; o = o->next) {
		struct str id = arena_str(&check->questions.memory, o->id.value);
		check->failed = check->failed || (o->id.value.len && !id.at);
		if (id.len)
			nearest_offer(&nearest, id.at);
	}
	if (nearest.best) {
		report_help(check->report, d, "did you mean \"%s\"?", nearest.best);
		report_edit(check->report, d, FIX_UNSAFE, prompt->choice.span, str_from(nearest.best));
	} else {
		report_help(check->report, d, "add a choice with that id, or name another");
	}
}

void check_option_ids(struct lesson_check *check, const struct question *question)
{
	struct map *seen = &check->questions.seen;
	bool all_have_ids = true;
	map_clear(seen);
	for (const struct option *o = question->options; o; o = o->next) {
		all_have_ids = all_have_ids && o->id.value.len;
		void **slot = o->id.value.len ? map_put(seen, o->id.value) : NULL;
		check->failed = check->failed || (o->id.value.len && !slot);
		if (slot && *slot)
			add_twice(check, question, o, *slot);
		else if (slot)
			*slot = (void *)(uintptr_t)o;
	}
	for (const struct option *prompt = all_have_ids ? question->prompts : NULL; prompt; prompt = prompt->next)
		if (id_looks_valid(prompt->choice.value) && !map_get(seen, prompt->choice.value))
			add_unknown(check, question, prompt);
}
