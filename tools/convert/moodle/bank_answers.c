/* Questions to answer in words or with a number, and those to match or to order. */
#include "convert/moodle/bank_parts.h"

#include "lesson/answer_range.h"

#include <stdio.h>

/* What is said of an answer, which only options can have. */
static void explain_answer(struct bank_draft *draft, const struct bank_answer *answer, const struct bank_text *words)
{
	if (!answer->feedback.text.at || !str_trim(answer->feedback.text).len)
		return;
	draft_change(draft, STR("feedback of an answer"), "only options have feedback", "added to the explanation");
	draft_explain(draft, words, &answer->feedback);
}

/* An answer of a short answer question without wildcards, which are asterisks. *wild is whether it has some. */
static struct str without_wildcards(struct arena *arena, struct str text, bool *wild)
{
	char *copy = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	*wild = false;
	for (size_t i = 0; copy && i < text.len; i++) {
		bool star = text.at[i] == '*',
		     escaped = text.at[i] == '\\' && i + 1 < text.len && text.at[i + 1] == '*';
		*wild = *wild || star;
		i += escaped;
		if (!star)
			copy[len++] = text.at[i];
	}
	return copy ? str_trim((struct str){ copy, len }) : STR("");
}

static bank_fraction best_fraction(const struct bank_draft *draft)
{
	bank_fraction best = 0;
	for (const struct bank_answer *a = draft->source->answers; a; a = a->next)
		best = a->fraction > best ? a->fraction : best;
	return best;
}

static void note_partial(struct bank_draft *draft, const struct bank_answer *answer, struct str words)
{
	if (answer->fraction <= 0)
		return;
	struct buf percent;
	buf_init(&percent, BUF_CAP);
	bank_fraction_write(&percent, answer->fraction);
	draft_changef(draft, "accepted answers give all points", "left out", "answer '%.*s' for %s percent",
		      STR_ARG(words), buf_cstr(&percent));
	draft->arena->failed = draft->arena->failed || buf_failed(&percent);
	buf_release(&percent);
}

void draft_short(struct bank_draft *draft)
{
	bank_fraction best = best_fraction(draft);
	draft->question.kind = QUESTION_OPEN;
	if (draft->source->case_matters)
		draft_change(draft, STR("upper and lower case"), "answers are compared regardless of case",
			     "either is accepted");
	for (const struct bank_answer *a = draft->source->answers; a; a = a->next) {
		bool wild;
		struct bank_text text = a->text;
		text.text = without_wildcards(draft->arena, text.text.at ? text.text : STR(""), &wild);
		explain_answer(draft, a, &text);
		if (!text.text.len)
			continue;
		if (a->fraction < best || best == 0) {
			note_partial(draft, a, text.text);
			if (a->fraction <= 0 && !a->feedback.text.at)
				draft_changef(draft, "only right answers are written", "left out",
					      "wrong answer '%.*s'", STR_ARG(text.text));
			continue;
		}
		struct inline_node *words = bank_inline(draft, &text);
		struct option *option =
			inline_is_blank(words) ? NULL : import_option(draft->bank->import, &draft->question.options);
		if (!option)
			continue;
		option->text = words;
		option->correct = true;
		if (wild)
			draft_changef(draft, "accepted answers are written out", "the asterisk is left out",
				      "wildcard in '%.*s'", STR_ARG(a->text.text));
	}
	if (!draft->question.options)
		draft_leave_out(draft, "no answer is accepted");
	else if (best < BANK_ALL)
		draft_change(draft, STR("weight of the best answer"), "accepted answers give all points",
			     "gives all points");
}

static struct attribute number_attribute(struct bank_draft *draft, int64_t billionths)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	decimal_write(&text, billionths);
	struct attribute attribute = make_attribute(draft->arena, buf_view(&text));
	draft->arena->failed = draft->arena->failed || buf_failed(&text);
	buf_release(&text);
	return attribute;
}

/* Sets the numbers that are accepted; false if lessons cannot express them. */
static bool set_number(struct bank_draft *draft, const struct bank_answer *answer)
{
	int64_t first, second = 0;
	bool exact, also_exact = true;
	struct question *question = &draft->question;
	if (!bank_number_read(answer->number, &first, &exact) ||
	    (answer->number_kind != BANK_NUMBER_EXACT && !bank_number_read(answer->second, &second, &also_exact)))
		return false;
	if (!exact || !also_exact)
		draft_change(draft, STR("digits of a number"), "numbers have at most six after the decimal point",
			     "rounded");
	if (answer->number_kind == BANK_NUMBER_RANGE && first != second) {
		question->min = number_attribute(draft, first < second ? first : second);
		question->max = number_attribute(draft, first < second ? second : first);
		return true;
	}
	question->value = number_attribute(draft, first);
	if (answer->number_kind == BANK_NUMBER_TOLERANCE && second)
		question->tolerance = number_attribute(draft, second < 0 ? -second : second);
	return true;
}

/* An answer as it is written. */
static struct str number_words(struct bank_draft *draft, const struct bank_answer *answer)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	if (answer->number_kind != BANK_NUMBER_NONE)
		buf_str(&text, answer->number);
	if (answer->number_kind == BANK_NUMBER_TOLERANCE && !str_is(answer->second, "0"))
		buf_format(&text, " ± %.*s", STR_ARG(answer->second));
	if (answer->number_kind == BANK_NUMBER_RANGE)
		buf_format(&text, " – %.*s", STR_ARG(answer->second));
	struct str words = text.len ? make_str(draft->arena, buf_view(&text)) : STR_NONE;
	draft->arena->failed = draft->arena->failed || buf_failed(&text);
	buf_release(&text);
	return words;
}

void draft_numeric(struct bank_draft *draft)
{
	bank_fraction best = best_fraction(draft);
	bool found = false;
	draft->question.kind = QUESTION_NUMERIC;
	for (const struct bank_answer *a = draft->source->answers; a && !draft->left_out; a = a->next) {
		struct str words = number_words(draft, a);
		explain_answer(draft, a, &(struct bank_text){ BANK_PLAIN, words, NULL });
		if (!words.at)
			continue;
		if (!found && best > 0 && a->fraction == best) {
			found = true;
			if (!set_number(draft, a))
				draft_leave_out(draft, "lessons cannot express its answer, %.*s", STR_ARG(words));
		} else if (a->fraction > 0 && a->fraction < best) {
			note_partial(draft, a, words);
		} else {
			draft_changef(draft, "a question accepts one number or range", "left out", "answer '%.*s'",
				      STR_ARG(words));
		}
	}
	if (draft->left_out)
		return;
	if (!found)
		draft_leave_out(draft, "no number is accepted");
	else if (best < BANK_ALL)
		draft_change(draft, STR("weight of the best answer"), "accepted answers give all points",
			     "gives all points");
	if (draft->source->unit.at && draft->source->unit.len)
		draft->question.unit = make_attribute(draft->arena, draft->source->unit);
}

/* The choice with that text, which is added if there is none. */
static struct option *choice_of(struct bank_draft *draft, struct map *choices, struct str text)
{
	void **slot = map_put(choices, text);
	if (!slot) {
		draft->arena->failed = true;
		return NULL;
	}
	if (*slot)
		return *slot;
	struct option *choice = import_option(draft->bank->import, &draft->question.options);
	char id[32];
	if (!choice) {
		draft->arena->failed = true;
		*slot = draft;
		return NULL;
	}
	snprintf(id, sizeof(id), "c%zu", choices->count);
	choice->id = make_attribute(draft->arena, str_from(id));
	choice->text = bank_plain(draft, text);
	*slot = choice;
	return choice;
}

void draft_matching(struct bank_draft *draft)
{
	struct map choices;
	struct option **end = &draft->question.prompts;
	map_init(&choices);
	draft->question.kind = QUESTION_MATCHING;
	draft->question.fixed_order = draft->source->fixed_order;
	for (const struct bank_answer *a = draft->source->answers; a && !arena_failed(draft->arena); a = a->next) {
		struct str match = a->match.at ? str_trim(a->match) : STR("");
		struct option made = { .correct = false };
		bank_option_text(draft, &a->text, &made);
		bool empty = inline_is_blank(made.text) && !made.blocks;
		struct option *choice = match.len ? choice_of(draft, &choices, match) : NULL;
		if (!choice && !empty)
			draft_change(draft, STR("a prompt without answer"), "each needs one", "left out");
		/* An answer alone is one more choice. */
		if (!choice || empty)
			continue;
		struct option *prompt = arena_alloc(draft->arena, sizeof(*prompt));
		if (!prompt)
			break;
		*end = prompt;
		end = &prompt->next;
		prompt->text = made.text;
		prompt->blocks = made.blocks;
		prompt->choice = choice->id;
		explain_answer(draft, a, &a->text);
	}
	if (!draft->question.prompts)
		draft_leave_out(draft, "it has nothing to match");
	else if (choices.count < 2)
		draft_leave_out(draft, "it has only one choice");
	map_release(&choices);
}

void draft_ordering(struct bank_draft *draft)
{
	size_t count = 0;
	draft->question.kind = QUESTION_ORDERING;
	for (const struct bank_answer *a = draft->source->answers; a; a = a->next) {
		struct option made = { .correct = false };
		bank_option_text(draft, &a->text, &made);
		if (inline_is_blank(made.text) && !made.blocks)
			continue;
		explain_answer(draft, a, &a->text);
		struct option *step = import_option(draft->bank->import, &draft->question.options);
		if (!step)
			return;
		step->text = made.text;
		step->blocks = made.blocks;
		count++;
	}
	if (count < 2)
		draft_leave_out(draft, "it has fewer than two steps");
}

void draft_essay(struct bank_draft *draft)
{
	draft->question.kind = QUESTION_OPEN;
	draft->question.model_answer = bank_flow(draft, &draft->source->model);
	if (!flow_is_blank(draft->question.model_answer))
		return;
	draft->question.model_answer = draft->question.explanation;
	draft->question.explanation = NULL;
	draft->is_text = flow_is_blank(draft->question.model_answer);
	if (draft->is_text)
		draft_change(draft, STR("essay without model answer"), "an open question needs one",
			     "written as a section");
	else
		draft_change(draft, STR("general feedback"), "an open question needs a model answer",
			     "used as the model answer");
}
