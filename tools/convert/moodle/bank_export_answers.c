/* The answers of questions in a question bank. */
#include "convert/moodle/bank_export_parts.h"
#include "convert/moodle/bank_words.h"

#include "lesson/answer_range.h"
#include "lesson/language_tag.h"

#include <stdlib.h>

static struct bank_answer *add_answer(struct bank_exporter *bank, struct bank_question *made)
{
	struct bank_answer **end = &made->answers, *answer = arena_alloc(&bank->arena, sizeof(*answer));
	while (*end)
		end = &(*end)->next;
	*end = answer;
	return answer;
}

static struct bank_text option_html(struct bank_exporter *bank, const struct option *option)
{
	struct flow flow = option_flow(option);
	return bank_html(bank, &flow);
}

/* Moodle accepts these weights only, and those below zero. */
static const bank_fraction weights[] = {
	0,	 500000,  1000000, 1111111, 1250000, 1428571, 1666667, 2000000, 2500000, 3000000,  3333333,
	4000000, 5000000, 6000000, 6666667, 7000000, 7500000, 8000000, 8333333, 9000000, BANK_ALL,
};

static bank_fraction nearest_weight(bank_fraction wanted)
{
	bank_fraction size = wanted < 0 ? -wanted : wanted, best = 0;
	for (size_t i = 0; i < sizeof(weights) / sizeof(weights[0]); i++)
		if (abs(weights[i] - size) < abs(best - size))
			best = weights[i];
	return wanted < 0 ? -best : best;
}

static void set_weight(struct bank_exporter *bank, struct bank_answer *answer, bank_fraction wanted)
{
	struct buf what, outcome;
	answer->fraction = nearest_weight(wanted);
	answer->weighted = true;
	if (abs(answer->fraction - wanted) <= 1000)
		return;
	buf_init(&what, BUF_CAP);
	buf_init(&outcome, BUF_CAP);
	buf_text(&what, "credit of ");
	bank_fraction_write(&what, wanted);
	buf_text(&what, " percent");
	bank_fraction_write(&outcome, answer->fraction);
	buf_text(&outcome, " percent");
	bank_lose(bank, buf_cstr(&what), "Moodle accepts only some weights", buf_cstr(&outcome));
	bank->arena.failed = bank->arena.failed || buf_failed(&what) || buf_failed(&outcome);
	buf_release(&what);
	buf_release(&outcome);
}

/* Whether an option has just that word. */
static bool is_word(struct bank_exporter *bank, const struct option *option, const char *word, struct str lang)
{
	struct buf text;
	bool plain = !option->blocks && !option->credit.value.at &&
		     (!option->element.lang.at || language_tag_same(option->element.lang, lang));
	buf_init(&text, BUF_CAP);
	for (const struct inline_node *node = option->text; node && plain; node = node->next) {
		plain = node->kind == INLINE_TEXT;
		buf_str(&text, node->text);
	}
	bool same = plain && str_is(str_trim(buf_view(&text)), word);
	bank->arena.failed = bank->arena.failed || buf_failed(&text);
	buf_release(&text);
	return same;
}

static bool is_true_false(struct bank_exporter *bank, const struct question *question)
{
	const struct option *first = question->options, *second = first ? first->next : NULL;
	struct str spoken = first && first->element.lang.at ? first->element.lang : bank->lesson->lang.value;
	const struct bank_words *words = bank_words_of(spoken);
	return question->kind == QUESTION_SINGLE && question->fixed_order && second && !second->next &&
	       is_word(bank, first, words->yes, spoken) && is_word(bank, second, words->no, spoken);
}

/* Whether the correct options keep their credits: what is accepted of them must add up to 100 percent. */
static bool keeps_credits(struct bank_exporter *bank, const struct question *question)
{
	int64_t sum = 0;
	bool given = false;
	for (const struct option *o = question->options; o; o = o->next) {
		bank_fraction credit;
		if (!o->correct || !o->credit.value.at || !bank_fraction_read(o->credit.value, &credit))
			continue;
		given = true;
		sum += nearest_weight(credit);
	}
	bool keeps = !given || question->kind == QUESTION_SINGLE || (sum > BANK_ALL - 50000 && sum < BANK_ALL + 50000);
	if (!keeps)
		bank_lose(bank, "credit of options", "Moodle accepts only some weights, which add up to 100",
			  "shared equally");
	return keeps;
}

void bank_export_choice(struct bank_exporter *bank, const struct question *question, struct bank_question *made)
{
	bank_fraction correct = 0, credit;
	for (const struct option *o = question->options; o; o = o->next)
		correct += o->correct;
	bool true_false = is_true_false(bank, question), keeps = keeps_credits(bank, question);
	made->kind = true_false ? BANK_TRUE_FALSE : BANK_CHOICE;
	made->single = question->kind == QUESTION_SINGLE;
	for (const struct option *o = question->options; o; o = o->next) {
		struct bank_answer *answer = add_answer(bank, made);
		if (!answer)
			return;
		if (o->id.value.at)
			bank_lose(bank, "ids of the options", "question banks have none", "left out");
		answer->correct = o->correct;
		answer->text = option_html(bank, o);
		answer->feedback = bank_html(bank, o->feedback);
		bank_fraction share = !o->correct || correct == 0 ? 0 : (BANK_ALL + correct / 2) / correct;
		bool given =
			o->credit.value.at && bank_fraction_read(o->credit.value, &credit) && (keeps || !o->correct);
		set_weight(bank, answer, given ? credit : share);
	}
}

void bank_export_open(struct bank_exporter *bank, const struct question *question, struct bank_question *made)
{
	made->kind = question->options ? BANK_SHORT : BANK_ESSAY;
	for (const struct option *o = question->options; o; o = o->next) {
		struct bank_answer *answer = add_answer(bank, made);
		if (!answer)
			return;
		answer->correct = true;
		answer->fraction = BANK_ALL;
		answer->text = (struct bank_text){ BANK_PLAIN, bank_words_of_option(bank, o), NULL };
	}
	if (!question->model_answer)
		return;
	if (made->kind == BANK_ESSAY) {
		made->model = bank_html(bank, question->model_answer);
		return;
	}
	struct flow *both = make_flow(&bank->arena);
	if (!both)
		return;
	if (question->explanation)
		flow_append(&bank->arena, both, question->explanation);
	struct flow *whole = make_flow(&bank->arena);
	if (!whole)
		return;
	flow_append(&bank->arena, whole, question->model_answer);
	flow_append(&bank->arena, whole, both);
	made->general = bank_explanation(bank, question, whole);
	bank_lose(bank, "model answer", "short answer questions have none", "added to the general feedback");
}

static struct str number(struct bank_exporter *bank, int64_t billionths)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	decimal_write(&text, billionths);
	struct str copy = arena_str(&bank->arena, buf_view(&text));
	bank->arena.failed = bank->arena.failed || buf_failed(&text);
	buf_release(&text);
	return copy.at ? copy : STR("");
}

void bank_export_numeric(struct bank_exporter *bank, const struct question *question, struct bank_question *made)
{
	struct bank_answer *answer = add_answer(bank, made);
	struct answer_range range = { 0, 0 };
	int64_t value;
	made->kind = BANK_NUMERIC;
	if (!answer || !answer_range_read(question, &range))
		return;
	bool has_value = decimal_read(&question->value, &value), ranged = question->min.value.at;
	int64_t middle = range.least + (range.most - range.least) / 2;
	answer->correct = true;
	answer->fraction = BANK_ALL;
	answer->number_kind = ranged && bank->ranges ? BANK_NUMBER_RANGE : BANK_NUMBER_TOLERANCE;
	if (answer->number_kind == BANK_NUMBER_RANGE) {
		answer->number = number(bank, range.least);
		answer->second = number(bank, range.most);
	} else {
		answer->number = number(bank, has_value && !ranged ? value : middle);
		answer->second = number(bank, range.most - middle);
	}
	if (ranged && !bank->ranges)
		bank_lose(bank, "least and greatest number", "Moodle has a number and a tolerance",
			  "written as the number between them and a tolerance");
	if (ranged && has_value)
		bank_lose(bank, "best number", "a range has none", "left out");
	if (!ranged && question->tolerance.value.len &&
	    memchr(question->tolerance.value.at, '%', question->tolerance.value.len))
		bank_lose(bank, "tolerance in percent", "Moodle has tolerances as numbers", "written as a number");
	made->unit = question->unit.value;
}

static const struct option *choice_of(const struct question *question, struct str id)
{
	const struct option *choice = question->options;
	while (choice && !str_equal(choice->id.value, id))
		choice = choice->next;
	return choice;
}

/* Adds a pair; prompt is NULL for a choice that is right for none. */
static void add_pair(struct bank_exporter *bank, struct bank_question *made, const struct option *prompt,
		     const struct option *choice)
{
	struct bank_answer *answer = add_answer(bank, made);
	if (!answer)
		return;
	answer->match = bank_words_of_option(bank, choice);
	if (prompt)
		answer->text = option_html(bank, prompt);
}

/* Rows if the choices are not the same when they are read back from the pairs. */
static void compare_choices(struct bank_exporter *bank, const struct question *question,
			    const struct bank_question *made)
{
	const struct option *next = question->options;
	bool ordered = true, same = false;
	for (const struct bank_answer *a = made->answers; a; a = a->next) {
		bool seen = false;
		for (const struct bank_answer *b = made->answers; b != a && !seen; b = b->next)
			seen = str_equal(a->match, b->match);
		if (seen)
			continue;
		ordered = ordered && next && str_equal(bank_words_of_option(bank, next), a->match);
		next = next ? next->next : NULL;
	}
	for (const struct option *o = question->options; o && !same; o = o->next)
		for (const struct option *p = question->options; p != o && !same; p = p->next)
			same = str_equal(bank_words_of_option(bank, o), bank_words_of_option(bank, p));
	if (same)
		bank_lose(bank, "choices that differ only in markup", "choices are plain text in question banks",
			  "joined into one");
	else if (!ordered)
		bank_lose(bank, "order of the choices", "it is that of the prompts in question banks",
			  "written in the order of the prompts");
}

void bank_export_matching(struct bank_exporter *bank, const struct question *question, struct bank_question *made)
{
	made->kind = BANK_MATCHING;
	bank_lose(bank, "ids of the choices", "question banks have none", "left out");
	for (const struct option *p = question->prompts; p; p = p->next) {
		const struct option *choice = choice_of(question, p->choice.value);
		if (choice)
			add_pair(bank, made, p, choice);
	}
	for (const struct option *o = question->options; o; o = o->next) {
		bool used = false;
		for (const struct option *p = question->prompts; p && !used; p = p->next)
			used = str_equal(p->choice.value, o->id.value);
		if (!used)
			add_pair(bank, made, NULL, o);
	}
	if (!arena_failed(&bank->arena))
		compare_choices(bank, question, made);
}

void bank_export_ordering(struct bank_exporter *bank, const struct question *question, struct bank_question *made)
{
	made->kind = BANK_ORDERING;
	for (const struct option *o = question->options; o; o = o->next) {
		struct bank_answer *answer = add_answer(bank, made);
		if (!answer)
			return;
		answer->text = option_html(bank, o);
	}
}
