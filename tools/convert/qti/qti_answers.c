/* The answers of a question, out of those of a task. */
#include "convert/qti/qti.h"

#include "convert/moodle/bank.h"
#include "lesson/answer_range.h"

#include <math.h>
#include <stdio.h>

struct answering {
	struct qti_item *item;
	struct qti *qti;
	const struct qti_task *task;
	struct question *question;
};

/* What correct answers and points say together. */
struct qti_key {
	size_t right;	    /* answers */
	double sum;	    /* of their points */
	double most, least; /* points of a right answer */
	bool by_points;	    /* there is no other key */
	bool points;	    /* of answers count */
};

static struct qti_key key_of(const struct qti_task *task)
{
	struct qti_key key = { .least = INFINITY };
	bool keyed = false;
	for (const struct qti_answer *a = task->answers; a; a = a->next) {
		keyed = keyed || a->correct;
		key.most = a->weighted && a->weight > key.most ? a->weight : key.most;
		key.points = key.points || (a->weighted && task->mapped && fabs(a->weight) > 0);
	}
	key.by_points = !keyed;
	for (const struct qti_answer *a = task->answers; a; a = a->next) {
		bool right =
			keyed ? a->correct : a->weighted && (task->multiple ? a->weight > 0 : a->weight >= key.most);
		right = right && (keyed || key.most > 0);
		key.right += right;
		key.sum += right ? a->weight : 0;
		key.least = right && a->weight < key.least ? a->weight : key.least;
	}
	return key;
}

static bool is_right(const struct qti_task *task, const struct qti_key *key, const struct qti_answer *answer)
{
	if (!key->by_points)
		return answer->correct;
	return answer->weighted && key->most > 0 && (task->multiple ? answer->weight > 0 : answer->weight >= key->most);
}

/* The credit for points, of those that the whole answer gives. */
static void set_credit(struct answering *a, struct option *option, double points, double whole)
{
	struct arena *arena = &a->qti->import->arena;
	double share = round(points / whole * BANK_ALL);
	bank_fraction fraction = share > BANK_ALL ? BANK_ALL : share < -BANK_ALL ? -BANK_ALL : (bank_fraction)share;
	struct buf text;
	buf_init(&text, BUF_CAP);
	bank_fraction_write(&text, fraction);
	if (fraction)
		option->credit = make_attribute(arena, buf_view(&text));
	arena->failed = arena->failed || buf_failed(&text);
	buf_release(&text);
}

static void credit_option(struct answering *a, const struct qti_key *key, const struct qti_answer *answer,
			  struct option *option)
{
	bool multiple = a->question->kind == QUESTION_MULTIPLE;
	double whole = multiple ? key->sum : key->most;
	bool even = key->least * (double)key->right > key->sum * 0.9999;
	if (!key->points || whole <= 0)
		return;
	if (option->correct && multiple && !even)
		set_credit(a, option, answer->weight, whole);
	else if (!option->correct && (answer->weight < 0 || !multiple))
		set_credit(a, option, answer->weight, whole);
	else if (!option->correct && answer->weight > 0)
		qti_change(a->qti, STR("points for a wrong answer"),
			   "where several options are correct, wrong ones give no points", "left out");
}

/* An option keeps its id if that has the form of one, and no other option has it. */
static bool keeps_id(const struct qti_task *task, const struct qti_answer *answer)
{
	size_t count = 0;
	for (const struct qti_answer *a = task->answers; a; a = a->next)
		count += str_equal(a->id, answer->id);
	return count == 1 && id_looks_valid(answer->id);
}

static const char *answer_choice(struct answering *a)
{
	struct question *question = a->question;
	struct qti_key key = key_of(a->task);
	size_t count = 0;
	if (!key.right)
		return "no answer is correct";
	question->kind = a->task->multiple ? QUESTION_MULTIPLE : QUESTION_SINGLE;
	if (!a->task->multiple && key.right > 1) {
		question->kind = QUESTION_MULTIPLE;
		qti_change(a->qti, STR("several correct answers, of which one was to be chosen"),
			   "a question with one answer has one correct option", "learners must choose all of them");
		key.points = false;
	}
	bool negative = key.points && key.least <= 0;
	if (negative)
		qti_change(a->qti, STR("no points for a correct answer"),
			   "the correct options of a question share 100 percent", "shared equally");
	key.points = key.points && !negative;
	question->fixed_order = !a->task->shuffle;
	for (const struct qti_answer *answer = a->task->answers; answer; answer = answer->next) {
		if (inline_is_blank(answer->content.text) && !answer->content.blocks) {
			if (is_right(a->task, &key, answer))
				return "its correct answer is empty";
			qti_change(a->qti, STR("empty answer"), "an option needs a text", "left out");
			continue;
		}
		struct option *option = import_option(a->qti->import, &question->options);
		if (!option)
			return NULL;
		*option = answer->content;
		option->next = NULL;
		option->correct = is_right(a->task, &key, answer);
		if (keeps_id(a->task, answer))
			option->id = make_attribute(&a->qti->import->arena, answer->id);
		credit_option(a, &key, answer, option);
		count++;
	}
	return count < 2 ? "it has fewer than two answers to choose from" : NULL;
}

static const char *answer_text(struct answering *a)
{
	struct qti_key key = key_of(a->task);
	double best = key.points ? key.most : 0;
	a->question->kind = QUESTION_OPEN;
	if (a->task->exact_case)
		qti_change(a->qti, STR("upper and lower case"), "answers are compared regardless of case",
			   "either is accepted");
	for (const struct qti_answer *answer = a->task->answers; answer; answer = answer->next) {
		/* A mapping that the processing does not use says nothing beside a key. */
		bool weighs = answer->weighted && answer->weight > 0 && (a->task->mapped || key.by_points);
		bool right = answer->correct || weighs;
		bool partly = key.points && answer->weighted && answer->weight > 0 && answer->weight < best;
		if (!right || partly) {
			qti_changef(
				a->qti, partly ? "accepted answers give all points" : "only right answers are written",
				"left out", partly ? "answer '%.*s' for a part of the points" : "wrong answer '%.*s'",
				STR_ARG(answer->id));
			continue;
		}
		struct option *option = import_option(a->qti->import, &a->question->options);
		if (!option)
			return NULL;
		option->text = answer->content.text;
		option->correct = true;
	}
	if (a->question->options && !flow_is_blank(a->item->rubric)) {
		a->question->model_answer = a->item->rubric;
		a->item->rubric = NULL;
	}
	return a->question->options ? NULL : "no answer is accepted";
}

static bool set_decimal(struct answering *a, struct attribute *attribute, struct str text)
{
	struct arena *arena = &a->qti->import->arena;
	int64_t number;
	bool exact;
	struct buf out;
	if (!bank_number_read(str_trim(text), &number, &exact))
		return false;
	if (!exact)
		qti_change(a->qti, STR("digits of a number"), "numbers have at most six after the decimal point",
			   "rounded");
	buf_init(&out, BUF_CAP);
	decimal_write(&out, number);
	*attribute = make_attribute(arena, buf_view(&out));
	arena->failed = arena->failed || buf_failed(&out);
	buf_release(&out);
	return true;
}

/* The number that gives most points. */
static struct str best_number(struct answering *a)
{
	struct qti_key key = key_of(a->task);
	struct str best = STR_NONE;
	if (a->task->value.at)
		return a->task->value;
	for (const struct qti_answer *answer = a->task->answers; answer; answer = answer->next)
		if (!best.at && is_right(a->task, &key, answer))
			best = answer->id;
		else if (!answer->weighted || answer->weight > 0)
			qti_changef(a->qti, "a question accepts one number or range", "left out", "answer '%.*s'",
				    STR_ARG(answer->id));
	return best;
}

/* The best value is in the range, which is wider than that. */
static const char *fit_range(struct question *question)
{
	int64_t least, most, value;
	if (!decimal_read(&question->min, &least) || !decimal_read(&question->max, &most) || least > most)
		return "its range of numbers is empty";
	if (least == most) {
		question->value = question->min;
		question->min.value = question->max.value = STR_NONE;
	} else if (decimal_read(&question->value, &value) && (value < least || value > most)) {
		question->value.value = STR_NONE;
	}
	return NULL;
}

static const char *answer_number(struct answering *a)
{
	struct question *question = a->question;
	const struct qti_task *task = a->task;
	struct str value = best_number(a), tolerance = task->tolerance;
	question->kind = QUESTION_NUMERIC;
	if (task->unit.len)
		question->unit = make_attribute(&a->qti->import->arena, task->unit);
	if (!value.at && !(task->min.at && task->max.at))
		return "no number is accepted";
	if (value.at && !set_decimal(a, &question->value, value))
		return "its answer is no number that lessons can express";
	if (task->min.at && task->max.at) {
		if (!set_decimal(a, &question->min, task->min) || !set_decimal(a, &question->max, task->max))
			return "its answer is no number that lessons can express";
		return fit_range(question);
	}
	bool percent = tolerance.len && tolerance.at[tolerance.len - 1] == '%';
	tolerance.len -= percent;
	struct attribute made = { .value = STR_NONE };
	if (tolerance.len && (!set_decimal(a, &made, tolerance) || made.value.at[0] == '-')) {
		qti_changef(a->qti, "it is no number", "left out", "tolerance '%.*s'", STR_ARG(tolerance));
		return NULL;
	}
	if (made.value.at)
		question->tolerance =
			percent ? make_attribute(&a->qti->import->arena, qti_join(a->qti, "", made.value, "%")) : made;
	return NULL;
}

static void note_prompt(struct answering *a, const struct qti_answer *prompt)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	inline_plain(&text, prompt->content.text);
	qti_changef(a->qti, "each needs an answer", "left out", "prompt '%.*s'", STR_ARG(str_trim(buf_view(&text))));
	arena_drop(&a->qti->import->arena, &text);
}

/* Names the choices, then lets the prompts name them. */
static const char *answer_match(struct answering *a)
{
	struct arena *arena = &a->qti->import->arena;
	struct question *question = a->question;
	struct map choices;
	size_t count = 0;
	question->kind = QUESTION_MATCHING;
	question->fixed_order = !a->task->shuffle;
	map_init(&choices);
	for (const struct qti_answer *answer = a->task->answers; answer; answer = answer->next) {
		bool blank = inline_is_blank(answer->content.text) && !answer->content.blocks;
		struct option *choice = blank || map_get(&choices, answer->id)
						? NULL
						: import_option(a->qti->import, &question->options);
		if (!choice)
			continue;
		char id[32];
		snprintf(id, sizeof(id), "c%zu", ++count);
		*choice = answer->content;
		choice->next = NULL;
		choice->id = make_attribute(arena, id_looks_valid(answer->id) ? answer->id : str_from(id));
		void **slot = map_put(&choices, answer->id);
		if (slot)
			*slot = choice;
		arena->failed = arena->failed || !slot;
	}
	for (const struct qti_answer *p = a->task->prompts; p; p = p->next) {
		struct option *choice = p->match.at ? map_get(&choices, p->match) : NULL;
		if (!choice || (inline_is_blank(p->content.text) && !p->content.blocks)) {
			note_prompt(a, p);
			continue;
		}
		struct option *prompt = import_option(a->qti->import, &question->prompts);
		if (!prompt)
			break;
		*prompt = p->content;
		prompt->next = NULL;
		prompt->choice = choice->id;
	}
	map_release(&choices);
	return !question->prompts ? "it has nothing to match" : count < 2 ? "it has only one choice" : NULL;
}

static const char *answer_order(struct answering *a)
{
	size_t count = 0;
	a->question->kind = QUESTION_ORDERING;
	for (const struct qti_answer *answer = a->task->answers; answer; answer = answer->next) {
		if (inline_is_blank(answer->content.text) && !answer->content.blocks)
			continue;
		struct option *step = import_option(a->qti->import, &a->question->options);
		if (!step)
			return NULL;
		*step = answer->content;
		step->next = NULL;
		count++;
	}
	return count < 2 ? "it has fewer than two steps" : NULL;
}

/* An essay has a model answer: its own, or the instructions for markers, or what is said afterwards. */
static const char *answer_essay(struct answering *a, bool *is_text)
{
	struct qti_item *item = a->item;
	struct question *question = a->question;
	question->kind = QUESTION_OPEN;
	if (a->task->model) {
		question->model_answer = a->task->model;
	} else if (!flow_is_blank(item->rubric)) {
		question->model_answer = item->rubric;
		item->rubric = NULL;
	} else if (!flow_is_blank(item->explanation)) {
		question->model_answer = item->explanation;
		item->explanation = NULL;
		qti_change(a->qti, STR("general feedback"), "an open question needs a model answer",
			   "used as the model answer");
	} else {
		*is_text = true;
		qti_change(a->qti, STR("essay without model answer"), "an open question needs one",
			   "written as a section");
	}
	return NULL;
}

const char *qti_answer(struct qti_item *item, const struct qti_task *task, struct question *question, bool *is_text)
{
	struct answering a = { .item = item, .qti = item->qti, .task = task, .question = question };
	if (task->refused)
		return task->refused;
	switch (task->kind) {
	case QTI_CHOICE: return answer_choice(&a);
	case QTI_TEXT: return answer_text(&a);
	case QTI_NUMBER: return answer_number(&a);
	case QTI_MATCH: return answer_match(&a);
	case QTI_ORDER: return answer_order(&a);
	case QTI_ESSAY: break;
	}
	return answer_essay(&a, is_text);
}
