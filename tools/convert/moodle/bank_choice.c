/* Questions with options to choose from. */
#include "convert/moodle/bank_parts.h"
#include "convert/moodle/bank_words.h"

#include "lesson/language.h"

static void set_credit(struct bank_draft *draft, struct option *option, bank_fraction fraction)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	bank_fraction_write(&text, fraction);
	option->credit = make_attribute(draft->arena, buf_view(&text));
	draft->arena->failed = draft->arena->failed || buf_failed(&text);
	buf_release(&text);
}

/* How the points are shared. */
struct shares {
	size_t full, some; /* answers that give all points, or some */
	int64_t sum;	   /* of those that give some */
	bank_fraction most;
};

static struct shares count_shares(const struct bank_answer *answer)
{
	struct shares shares = { .full = 0 };
	for (; answer; answer = answer->next) {
		shares.full += answer->fraction == BANK_ALL;
		shares.some += answer->fraction > 0;
		shares.sum += answer->fraction > 0 ? answer->fraction : 0;
		shares.most = answer->fraction > shares.most ? answer->fraction : shares.most;
	}
	return shares;
}

/* Whether the correct answers share the points equally, up to rounding. */
static bool are_equal(const struct bank_answer *answer, const struct shares *shares)
{
	for (; answer; answer = answer->next) {
		int64_t rest = answer->fraction * (int64_t)shares->some - BANK_ALL;
		int64_t slack = (int64_t)shares->some * 1000; /* a hundredth of a percent */
		if (answer->fraction > 0 && (rest < -slack || rest > slack))
			return false;
	}
	return true;
}

static const char share_reason[] = "the correct options of a question share 100 percent";

/* Appends an option; NULL, with a row, if the answer is empty. */
static struct option *add_option(struct bank_draft *draft, const struct bank_answer *answer)
{
	struct option made = { .correct = false };
	bank_option_text(draft, &answer->text, &made);
	if (inline_is_blank(made.text) && !made.blocks) {
		draft_change(draft, STR("empty answer"), "an option needs a text", "left out");
		return NULL;
	}
	struct option *option = import_option(draft->bank->import, &draft->question.options);
	if (!option)
		return NULL;
	option->text = made.text;
	option->blocks = made.blocks;
	option->feedback = bank_flow(draft, &answer->feedback);
	return option;
}

static void read_multiple(struct bank_draft *draft, struct shares shares, bool full_only)
{
	const struct bank_answer *answers = draft->source->answers;
	bool equal = full_only || are_equal(answers, &shares);
	bool sums = !equal && shares.sum > BANK_ALL - 10000 && shares.sum < BANK_ALL + 10000;
	draft->question.kind = QUESTION_MULTIPLE;
	if (!equal && !sums)
		draft_change(draft, STR("weights of the answers"), share_reason, "shared equally");
	for (const struct bank_answer *a = answers; a; a = a->next) {
		struct option *option = add_option(draft, a);
		if (!option)
			continue;
		option->correct = full_only ? a->fraction == BANK_ALL : a->fraction > 0;
		if ((option->correct && sums) || a->fraction < 0)
			set_credit(draft, option, a->fraction);
		else if (!option->correct && a->fraction > 0)
			draft_change(draft, STR("partial credit"),
				     "where several options are correct, wrong ones give no points", "left out");
	}
}

static void read_single(struct bank_draft *draft, struct shares shares)
{
	draft->question.kind = QUESTION_SINGLE;
	bool found = false;
	if (shares.most < BANK_ALL)
		draft_change(draft, STR("weight of the best answer"), "the correct option gives all points",
			     "gives all points");
	for (const struct bank_answer *a = draft->source->answers; a; a = a->next) {
		struct option *option = add_option(draft, a);
		if (!option)
			continue;
		option->correct = !found && a->fraction == shares.most;
		found = found || option->correct;
		if (!option->correct && a->fraction)
			set_credit(draft, option, a->fraction);
	}
}

static void check_options(struct bank_draft *draft)
{
	size_t count = 0, correct = 0;
	for (const struct option *option = draft->question.options; option; option = option->next) {
		count++;
		correct += option->correct;
	}
	if (count < 2)
		draft_leave_out(draft, "it has fewer than two answers to choose from");
	else if (!correct)
		draft_leave_out(draft, "no answer is correct");
}

void draft_choice(struct bank_draft *draft)
{
	struct shares shares = count_shares(draft->source->answers);
	draft->question.fixed_order = draft->source->fixed_order;
	if (!shares.some) {
		draft_leave_out(draft, "no answer is correct");
		return;
	}
	if (!draft->source->single) {
		/* Some question types give each correct answer all points. */
		read_multiple(draft, shares, shares.full > 1);
	} else if (shares.full > 1) {
		draft_change(draft, STR("several correct answers, of which one was to be chosen"),
			     "a question with one answer has one correct option", "learners must choose all of them");
		read_multiple(draft, shares, true);
	} else {
		read_single(draft, shares);
	}
	check_options(draft);
}

void draft_true_false(struct bank_draft *draft)
{
	const struct import *import = draft->bank->import;
	struct str lang = str_from(import->language);
	const struct bank_words *found = bank_words_of(lang);
	bool yes = true;
	draft->question.kind = QUESTION_SINGLE;
	draft->question.fixed_order = true;
	for (const struct bank_answer *a = draft->source->answers; a; a = a->next, yes = false) {
		struct option *option = import_option(draft->bank->import, &draft->question.options);
		if (!option)
			return;
		option->text = make_text(draft->arena, str_from(yes ? found->yes : found->no));
		if (!language_is(lang, found->lang))
			option->element.lang = str_from(found->lang);
		option->correct = a->fraction > 0;
		option->feedback = bank_flow(draft, &a->feedback);
	}
	check_options(draft);
}
