/* Response conditions of QTI 1.2. */
#include "convert/qti/qti.h"

#include <strings.h>

enum { EQUALS_MAX = 200, POINTS_MAX = 100 }; /* points: "SCORE.max" is all of them */

/* What a condition asks for. */
struct asked {
	const xmlNode *equal[EQUALS_MAX];
	size_t count;
	bool negated, other, either, only; /* a not; an <other/>; an <or>; nothing else */
	bool no_answer;
};

struct conditions {
	struct qti_item *item;
	bool placed;   /* conditions name the places of steps */
	bool unscored; /* none says which answer is right */
};

static bool is_within(const xmlNode *node, const xmlNode *root, const char *name)
{
	for (const xmlNode *p = node->parent; p && p != root; p = p->parent)
		if (qti_is(p, name))
			return true;
	return false;
}

static void look(const xmlNode *variables, struct asked *asked)
{
	*asked = (struct asked){ .only = true };
	for (const xmlNode *node = qti_walk(variables, variables); node; node = qti_walk(node, variables)) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		bool negated = is_within(node, variables, "not");
		asked->negated = asked->negated || negated;
		asked->either = asked->either || qti_is(node, "or");
		asked->no_answer = asked->no_answer || qti_is(node, "unanswered");
		asked->other = asked->other || (qti_is(node, "other") && !negated);
		bool equal = qti_is(node, "varequal") || qti_is(node, "varsubset") || qti_is(node, "varsubstring");
		if (equal && !negated && asked->count < EQUALS_MAX)
			asked->equal[asked->count++] = node;
	}
}

/* The points that a condition gives; *some is whether it gives any, even 0. */
static double points_of(struct qti *qti, const xmlNode *condition, bool *some)
{
	double sum = 0;
	*some = false;
	for (const xmlNode *set = qti_child(condition, "setvar"); set; set = qti_next(set, "setvar")) {
		struct str name = qti_attribute(set, "varname"), text = qti_text(qti, set);
		bool given = true;
		double points;
		if (!name.at)
			name = qti_attribute(set, "variablename");
		/* Respondus and D2L count wrong replies too. */
		if (name.at && (str_is(name, "Respondus_Incorrect") || str_is(name, "D2L_Incorrect")))
			continue;
		if (text.len > 4 && strncasecmp(text.at + text.len - 4, ".max", 4) == 0)
			points = POINTS_MAX;
		else
			points = qti_points(text, &given);
		if (!given)
			continue;
		*some = true;
		sum += qti_attribute_is(set, "action", "Subtract") ? -points : points;
	}
	return sum;
}

static struct str response_of(const xmlNode *equal)
{
	struct str response = qti_attribute(equal, "respident");
	return response.at ? str_trim(response) : STR("");
}

/* The answer that a comparison names; of texts, it is added. */
static struct qti_answer *answer_of(struct conditions *c, const xmlNode *equal, struct qti_task **task)
{
	struct qti_item *item = c->item;
	struct str value = qti_text(item->qti, equal);
	*task = qti_find_task(item, response_of(equal));
	/* Some programs name the only response otherwise than it is declared. */
	if (!*task && item->task_count == 1)
		*task = item->tasks;
	struct qti_answer *answer = *task ? qti_find_answer((*task)->answers, value) : NULL;
	bool words = *task && ((*task)->kind == QTI_TEXT || (*task)->kind == QTI_NUMBER);
	if (answer || !words || !value.len)
		return answer;
	answer = qti_add_answer(item, *task, &(*task)->answers, value);
	if (answer)
		answer->content.text = make_text(&item->qti->import->arena, answer->id);
	return answer;
}

/* Puts a step at the end of those whose place is known: they come first, in order. */
static void place_step(struct qti_task *task, struct qti_answer *step, size_t place)
{
	struct qti_answer **from = &task->answers, **to = &task->answers;
	while (*from && *from != step)
		from = &(*from)->next;
	if (!*from)
		return;
	*from = step->next;
	for (size_t i = 0; i < place && *to; i++)
		to = &(*to)->next;
	step->next = *to;
	*to = step;
}

/* D2L: names a step, and its place. */
static bool take_place(struct conditions *c, const xmlNode *equal)
{
	struct qti_task *task = c->item->tasks;
	if (!task || task->kind != QTI_ORDER || qti_find_task(c->item, response_of(equal)))
		return false;
	struct qti_answer *step = qti_find_answer(task->answers, response_of(equal));
	bool given = false;
	double place = step ? qti_points(qti_text(c->item->qti, equal), &given) : 0;
	if (!given)
		return false;
	step->weight = place;
	c->placed = true;
	return true;
}

static void sort_steps(struct qti_task *task)
{
	struct qti_answer *sorted = NULL;
	for (struct qti_answer *step = task->answers, *next; step; step = next) {
		struct qti_answer **to = &sorted;
		next = step->next;
		while (*to && (*to)->weight <= step->weight)
			to = &(*to)->next;
		step->next = *to;
		*to = step;
	}
	task->answers = sorted;
}

static void take_number(struct qti_task *task, struct qti *qti, const xmlNode *variables)
{
	for (const xmlNode *node = qti_walk(variables, variables); node; node = qti_walk(node, variables)) {
		bool least = qti_is(node, "vargte") || qti_is(node, "vargt"),
		     most = qti_is(node, "varlte") || qti_is(node, "varlt");
		if (!least && !most && !qti_is(node, "varequal"))
			continue;
		struct str *number = least ? &task->min : most ? &task->max : &task->value;
		struct str text = qti_text(qti, node);
		if (!number->at)
			*number = text;
		else if (!str_equal(*number, text))
			qti_changef(qti, "a question accepts one number or range", "left out", "number '%.*s'",
				    STR_ARG(text));
		if (qti_is(node, "vargt") || qti_is(node, "varlt"))
			qti_change(qti, STR("bound that is not accepted itself"), "bounds are accepted", "accepted");
	}
}

static void take_points(struct conditions *c, const struct asked *asked, double points)
{
	size_t place = 0;
	for (size_t i = 0; i < asked->count; i++) {
		struct qti_task *task;
		if (take_place(c, asked->equal[i]))
			continue;
		struct qti_answer *answer = answer_of(c, asked->equal[i], &task);
		if (!answer || task->kind == QTI_NUMBER)
			continue;
		if (task->kind == QTI_MATCH)
			continue;
		if (task->kind == QTI_ORDER) {
			place_step(task, answer, place++);
			answer->correct = true;
		} else if (task->kind == QTI_CHOICE && task->multiple && (asked->negated || asked->count > 1) &&
			   !asked->either) {
			answer->correct = answer->correct || points > 0;
		} else {
			task->mapped = true;
			answer->weighted = true;
			answer->weight = answer->weight > points ? answer->weight : points;
			if (points < 0)
				answer->weight = points;
		}
		struct qti *qti = c->item->qti;
		if (task->kind == QTI_TEXT && qti_attribute_is(asked->equal[i], "case", "Yes"))
			task->exact_case = true;
		if (task->kind == QTI_TEXT && !qti_is(asked->equal[i], "varequal"))
			qti_changef(qti, "answers are compared as a whole", "used as the whole answer",
				    "part of an answer '%.*s'", STR_ARG(answer->id));
	}
}

/* Matching has a response for each prompt; or for each category, to which several prompts may belong. */
static void take_match(struct conditions *c, const struct asked *asked)
{
	struct qti_task *task = c->item->tasks;
	for (size_t i = 0; i < asked->count; i++) {
		struct qti_answer *category = qti_find_answer(task->answers, response_of(asked->equal[i]));
		struct qti_answer *member = qti_find_answer(task->prompts, qti_text(c->item->qti, asked->equal[i]));
		if (category && member) {
			member->match = category->id;
			continue;
		}
		struct qti_answer *prompt = qti_find_answer(task->prompts, response_of(asked->equal[i]));
		struct str choice = qti_text(c->item->qti, asked->equal[i]);
		if (!prompt || prompt->match.at)
			continue;
		struct qti_answer *named = qti_find_answer(task->answers, choice);
		/* Blackboard: the prompt has names of its own for the choices. */
		for (struct qti_answer *a = task->answers; a && !named; a = a->next)
			named = a->match.at && memmem(a->match.at, a->match.len, choice.at, choice.len) ? a : NULL;
		if (named)
			prompt->match = named->id;
	}
}

static bool shows(const xmlNode *condition, const char *feedback)
{
	const xmlNode *show = qti_child(condition, "displayfeedback");
	return show && qti_attribute_is(show, "linkrefid", feedback);
}

static void add_triggers(struct conditions *c, const xmlNode *condition, const struct asked *asked, bool right)
{
	struct qti_item *item = c->item;
	for (const xmlNode *show = qti_child(condition, "displayfeedback"); show;
	     show = qti_next(show, "displayfeedback")) {
		struct qti_trigger trigger = { .when = QTI_UNKNOWN, .id = qti_attribute(show, "linkrefid") };
		bool always = qti_attribute_is(condition, "continue", "Yes") ||
			      (trigger.id.at && str_is(trigger.id, "general_fb"));
		struct qti_task *first = NULL;
		if (asked->count)
			(void)answer_of(c, asked->equal[0], &first);
		bool chosen = first && asked->count && (first->kind == QTI_CHOICE || first->kind == QTI_TEXT) &&
			      item->task_count == 1;
		if (chosen && first->kind == QTI_CHOICE && first->multiple && (asked->count > 1 || asked->negated))
			chosen = false;
		if (!asked->count && asked->other)
			trigger.when = always ? QTI_ALWAYS : QTI_OTHERWISE;
		else if (!chosen)
			trigger.when = right ? QTI_RIGHT : asked->negated ? QTI_WRONG : QTI_UNKNOWN;
		if (!chosen) {
			qti_add_trigger(item, trigger);
			continue;
		}
		for (size_t i = 0; i < asked->count; i++) {
			trigger.when = QTI_CHOSEN;
			trigger.response = first->response;
			trigger.answer = qti_text(item->qti, asked->equal[i]);
			qti_add_trigger(item, trigger);
		}
	}
}

static bool says_right(const xmlNode *condition, double points, bool some)
{
	return points > 0 ||
	       (!some && (qti_attribute_is(condition, "title", "correct") || shows(condition, "correct")));
}

/* Blackboard gives no points for the answers to some kinds of questions. */
static bool is_right(struct conditions *c, const xmlNode *condition, const struct asked *asked, double points,
		     bool some)
{
	const struct qti_task *task = c->item->tasks;
	if (says_right(condition, points, some))
		return true;
	if (!c->unscored || some || !asked->count || asked->negated || !task ||
	    qti_attribute_is(condition, "title", "incorrect") ||
	    (task->kind != QTI_TEXT && task->kind != QTI_NUMBER && task->kind != QTI_MATCH))
		return false;
	qti_change(c->item->qti, STR("answer without points"), "the question has no other", "accepted");
	return true;
}

static void read_condition(struct conditions *c, const xmlNode *condition)
{
	struct qti_item *item = c->item;
	const xmlNode *variables = qti_child(condition, "conditionvar");
	struct asked asked;
	bool some;
	double points = points_of(item->qti, condition, &some);
	if (!variables)
		return;
	look(variables, &asked);
	struct qti_task *task = item->tasks;
	bool right = is_right(c, condition, &asked, points, some);
	if (right && points <= 0)
		points = 1;
	if (asked.count == EQUALS_MAX)
		qti_change(item->qti, STR("condition on more than 200 answers"), "that is too many", "cut");
	if (task && task->kind == QTI_MATCH && right)
		take_match(c, &asked);
	else if (task && task->kind == QTI_NUMBER && right)
		take_number(task, item->qti, variables);
	else if (some || right)
		take_points(c, &asked, points);
	add_triggers(c, condition, &asked, right);
}

void qti1_read_conditions(struct qti_item *item, const xmlNode *node)
{
	struct conditions conditions = { .item = item, .unscored = true };
	for (const xmlNode *processing = qti_child(node, "resprocessing"); processing;
	     processing = qti_next(processing, "resprocessing"))
		for (const xmlNode *c = qti_child(processing, "respcondition"); c; c = qti_next(c, "respcondition")) {
			bool some;
			double points = points_of(item->qti, c, &some);
			const xmlNode *variables = qti_child(c, "conditionvar");
			bool asks = variables && qti_child(variables, NULL);
			conditions.unscored = conditions.unscored && !(asks && says_right(c, points, some));
		}
	for (const xmlNode *processing = qti_child(node, "resprocessing"); processing;
	     processing = qti_next(processing, "resprocessing"))
		for (const xmlNode *c = qti_child(processing, "respcondition"); c; c = qti_next(c, "respcondition"))
			read_condition(&conditions, c);
	if (conditions.placed)
		sort_steps(item->tasks);
}
