/* Response processing: which answers give points, and when feedback is shown. The templates of QTI, and conditions on
 * what was answered, are understood; what is more than that gets a row in the ledger. */
#include "convert/qti/qti.h"

/* A condition of the processing. */
struct qti_condition {
	enum qti_when when;
	struct str response, answer;
};

struct processing {
	struct qti_item *item;
	const xmlNode *root;
	bool unknown; /* points for something that is not understood */
	unsigned depth;
};

static struct qti_condition classify(struct processing *p, const xmlNode *node, unsigned depth);

static struct str identifier(const xmlNode *node)
{
	return node ? qti_attribute(node, "identifier") : STR_NONE;
}

/* Of a comparison: its first child with that name. */
static const xmlNode *operand(const xmlNode *node, const char *name)
{
	const xmlNode *found = qti_child(node, name);
	return found ? found : qti_find(node, name);
}

static struct qti_condition classify_comparison(struct processing *p, const xmlNode *node)
{
	const xmlNode *variable = operand(node, "variable"), *correct = operand(node, "correct"),
		      *value = operand(node, "baseValue");
	struct qti_condition condition = { QTI_UNKNOWN, identifier(variable), STR_NONE };
	struct qti_task *task = condition.response.at ? qti_find_task(p->item, condition.response) : NULL;
	bool score = condition.response.at && str_is(condition.response, "SCORE");
	if (correct && (task || !variable)) {
		condition.when = QTI_RIGHT;
		condition.response = identifier(correct);
	} else if (task && task->kind == QTI_NUMBER && !qti_is(node, "equal") && !qti_is(node, "match")) {
		/* Its bounds are read with the tolerance. */
		condition.when = QTI_RIGHT;
	} else if (task && value) {
		condition.when = QTI_CHOSEN;
		condition.answer = qti_text(p->item->qti, value);
	} else if (score && (qti_is(node, "gt") || qti_is(node, "gte"))) {
		condition.when = QTI_RIGHT;
	} else if (score && (qti_is(node, "lt") || qti_is(node, "lte"))) {
		condition.when = QTI_WRONG;
	} else if (score && value) {
		struct str points = qti_text(p->item->qti, value);
		condition.when = str_is(points, "0") || str_is(points, "0.0") ? QTI_WRONG : QTI_RIGHT;
	}
	return condition;
}

/* All parts must be right, of all answers that there are to give; or any of them, if there is only one. */
static struct qti_condition classify_all(struct processing *p, const xmlNode *node, unsigned depth)
{
	struct qti_condition all = { QTI_UNKNOWN, STR_NONE, STR_NONE };
	size_t count = 0;
	for (const xmlNode *child = qti_child(node, NULL); child; child = qti_next(child, NULL)) {
		struct qti_condition part = classify(p, child, depth + 1);
		if (part.when == QTI_ALWAYS)
			continue;
		if (count && (part.when != QTI_RIGHT || all.when != QTI_RIGHT))
			return (struct qti_condition){ QTI_UNKNOWN, STR_NONE, STR_NONE };
		all = part;
		count++;
	}
	size_t wanted = qti_is(node, "and") ? p->item->task_count : 1;
	if (all.when == QTI_RIGHT && p->item->task_count > 1 && count != wanted)
		all.when = QTI_UNKNOWN;
	return all;
}

static struct qti_condition classify(struct processing *p, const xmlNode *node, unsigned depth)
{
	static const char *const comparisons[] = { "match", "member", "equal", "equalRounded", "stringMatch", "gt",
						   "gte",   "lt",     "lte",   "contains",     NULL };
	struct qti_condition condition = { QTI_UNKNOWN, STR_NONE, STR_NONE };
	if (!node || depth > QTI_NESTED_MAX)
		return condition;
	for (size_t i = 0; comparisons[i]; i++)
		if (qti_is(node, comparisons[i]))
			return classify_comparison(p, node);
	if (qti_is(node, "and") || qti_is(node, "or") || qti_is(node, "anyN"))
		return classify_all(p, node, depth);
	if (!qti_is(node, "not"))
		return condition;
	const xmlNode *child = qti_child(node, NULL);
	condition = classify(p, child, depth + 1);
	if (child && qti_is(child, "isNull"))
		condition.when = QTI_ALWAYS;
	else
		condition.when = condition.when == QTI_RIGHT   ? QTI_WRONG
				 : condition.when == QTI_WRONG ? QTI_RIGHT
							       : QTI_UNKNOWN;
	return condition;
}

static void set_points(struct processing *p, const xmlNode *node, struct qti_condition condition)
{
	const xmlNode *value = qti_find(node, "baseValue");
	struct qti_task *task = condition.response.at ? qti_find_task(p->item, condition.response) : NULL;
	struct qti_answer *answer = task ? qti_find_answer(task->answers, condition.answer) : NULL;
	bool given = false;
	double points = value ? qti_points(qti_text(p->item->qti, value), &given) : 0;
	if (qti_find(node, "mapResponse")) {
		for (task = p->item->tasks; task; task = task->next)
			task->mapped = true;
		return;
	}
	if (condition.when == QTI_CHOSEN && given) {
		if (!answer && task && (task->kind == QTI_TEXT || task->kind == QTI_NUMBER)) {
			answer = qti_add_answer(p->item, task, &task->answers, condition.answer);
			if (answer)
				answer->content.text = make_text(&p->item->qti->import->arena, answer->id);
		}
		if (!answer)
			return;
		task->mapped = true;
		answer->weight = (answer->weighted ? answer->weight : 0) + points;
		answer->weighted = true;
	} else if (condition.when == QTI_UNKNOWN) {
		p->unknown = true;
	}
}

static void set_outcome(struct processing *p, const xmlNode *node, struct qti_condition condition)
{
	struct str outcome = identifier(node);
	struct qti_item *item = p->item;
	if (!outcome.at)
		return;
	if (str_is(outcome, "SCORE")) {
		set_points(p, node, condition);
		return;
	}
	for (const xmlNode *part = qti_walk(node, node); part; part = qti_walk(part, node)) {
		struct qti_trigger trigger = { .when = condition.when,
					       .response = condition.response,
					       .answer = condition.answer,
					       .outcome = outcome };
		if (qti_is(part, "delete"))
			return;
		if (qti_is(part, "baseValue")) {
			trigger.id = qti_text(item->qti, part);
		} else if (qti_is(part, "variable") && qti_find_task(item, identifier(part))) {
			trigger.when = QTI_SAME;
			trigger.response = identifier(part);
			trigger.id = STR_NONE;
		} else {
			continue;
		}
		qti_add_trigger(item, trigger);
	}
}

static void read_rules(struct processing *p, const xmlNode *rules, struct qti_condition outer);

static struct qti_condition otherwise(struct qti_condition before, bool several)
{
	if (!several && before.when == QTI_RIGHT)
		before.when = QTI_WRONG;
	else if (!several && before.when == QTI_WRONG)
		before.when = QTI_RIGHT;
	else if (before.when != QTI_ALWAYS)
		before.when = QTI_UNKNOWN;
	return before;
}

static void read_branches(struct processing *p, const xmlNode *node, struct qti_condition outer)
{
	struct qti_condition condition = { QTI_UNKNOWN, STR_NONE, STR_NONE };
	unsigned branches = 0;
	bool null = false;
	for (const xmlNode *branch = qti_child(node, NULL); branch; branch = qti_next(branch, NULL)) {
		const xmlNode *test = qti_child(branch, NULL);
		if (qti_is(branch, "responseElse")) {
			condition = branches ? otherwise(condition, branches > 1) : condition;
			condition.when = null && !branches ? QTI_ALWAYS : condition.when;
		} else if (test && qti_is(test, "isNull")) {
			/* What follows is about answers that are given. */
			null = true;
			continue;
		} else {
			condition = classify(p, test, 0);
			/* For each of several answers. */
			if (test && qti_is(test, "or") && condition.when == QTI_UNKNOWN)
				for (const xmlNode *each = qti_child(test, NULL); each; each = qti_next(each, NULL)) {
					struct qti_condition part = classify(p, each, 1);
					if (part.when == QTI_CHOSEN)
						read_rules(p, branch, part);
					condition.when = part.when == QTI_CHOSEN ? QTI_OTHERWISE : condition.when;
				}
			branches++;
		}
		if (condition.when == QTI_OTHERWISE)
			continue;
		struct qti_condition inner = outer.when == QTI_ALWAYS ? condition : outer;
		if (outer.when != QTI_ALWAYS && condition.when != QTI_ALWAYS && condition.when != outer.when)
			inner.when = QTI_UNKNOWN;
		read_rules(p, branch, inner);
	}
}

static void read_rules(struct processing *p, const xmlNode *rules, struct qti_condition outer)
{
	if (++p->depth < QTI_NESTED_MAX)
		for (const xmlNode *rule = qti_child(rules, NULL); rule; rule = qti_next(rule, NULL)) {
			if (qti_is(rule, "setOutcomeValue"))
				set_outcome(p, rule, outer);
			else if (qti_is(rule, "responseCondition"))
				read_branches(p, rule, outer);
			else if (qti_is(rule, "responseProcessingFragment"))
				read_rules(p, rule, outer);
			else if (qti_is(rule, "lookupOutcomeValue"))
				p->unknown = true;
		}
	p->depth--;
}

/* How far from its value a number may be, or between which bounds, if the processing says so. */
static void read_tolerance(struct qti_item *item, struct qti_task *task, const xmlNode *processing)
{
	struct qti *qti = item->qti;
	for (const xmlNode *node = qti_walk(processing, processing); node; node = qti_walk(node, processing)) {
		const xmlNode *variable = node->type == XML_ELEMENT_NODE ? qti_child(node, "variable") : NULL;
		if (!variable || !str_equal(identifier(variable), task->response))
			continue;
		const xmlNode *value = qti_child(node, "baseValue");
		struct str words = value ? qti_text(qti, value) : STR_NONE;
		bool after = qti_next(variable, "baseValue") != NULL;
		if (qti_is(node, "equal")) {
			struct str given = qti_attribute(node, "tolerance"),
				   tolerance = str_trim(given.at ? given : STR(""));
			size_t len = 0;
			while (len < tolerance.len && !ascii_is_space(tolerance.at[len]))
				len++;
			struct str one = { tolerance.at, len },
				   other = str_trim((struct str){ tolerance.at + len, tolerance.len - len });
			if (other.len && !str_equal(one, other))
				qti_change(qti, STR("different tolerance above and below"), "numbers have one",
					   "the first was used");
			if (len && qti_attribute_is(node, "toleranceMode", "relative"))
				task->tolerance = qti_join(qti, "", one, "%");
			else if (len && !qti_attribute_is(node, "toleranceMode", "exact"))
				task->tolerance = qti_join(qti, "", one, "");
			task->value = words.at ? words : task->value;
		} else if (words.at && (qti_is(node, "gte") || qti_is(node, "gt"))) {
			*(after ? &task->min : &task->max) = words;
		} else if (words.at && (qti_is(node, "lte") || qti_is(node, "lt"))) {
			*(after ? &task->max : &task->min) = words;
		} else if (qti_is(node, "equalRounded")) {
			qti_change(qti, STR("rounding of the answer"), "numbers have a tolerance", "left out");
		}
		if (words.at && (qti_is(node, "gt") || qti_is(node, "lt")))
			qti_change(qti, STR("bound that is not accepted itself"), "bounds are accepted", "accepted");
	}
}

void qti_read_processing(struct qti_item *item, const xmlNode *root)
{
	const xmlNode *processing = qti_child(root, "responseProcessing");
	if (!processing)
		return;
	struct str template = qti_attribute(processing, "template");
	if (template.at && memmem(template.at, template.len, "map_response", 12))
		for (struct qti_task *task = item->tasks; task; task = task->next)
			task->mapped = true;
	struct processing p = { .item = item, .root = root };
	read_rules(&p, processing, (struct qti_condition){ QTI_ALWAYS, STR_NONE, STR_NONE });
	for (struct qti_task *task = item->tasks; task; task = task->next)
		if (task->kind == QTI_NUMBER)
			read_tolerance(item, task, processing);
	if (p.unknown)
		qti_change(item->qti, STR("points by a calculation"), "questions have a key", "only the key counts");
}
