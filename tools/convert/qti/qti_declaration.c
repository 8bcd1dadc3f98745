/* Response declarations: the key of a task, and the points for answers. */
#include "convert/qti/qti.h"

static const xmlNode *declaration_of(const xmlNode *root, struct str response)
{
	const xmlNode *node = qti_child(root, "responseDeclaration");
	while (node && !str_equal(qti_attribute(node, "identifier"), response))
		node = qti_next(node, "responseDeclaration");
	return node;
}

/* Adds the answer of a text or number, unless there is one. */
static struct qti_answer *words_of(struct qti_item *item, struct qti_task *task, struct str words)
{
	struct qti_answer *answer = qti_find_answer(task->answers, words);
	if (answer || !words.len)
		return answer;
	answer = qti_add_answer(item, task, &task->answers, words);
	if (answer)
		answer->content.text = make_text(&item->qti->import->arena, answer->id);
	return answer;
}

static void note_unknown(struct qti_item *item, struct str id)
{
	qti_changef(item->qti, "there is no such answer", "left out", "correct answer '%.*s'", STR_ARG(id));
}

/* Splits "A B" at white space. */
static bool split_pair(struct str pair, struct str *first, struct str *second)
{
	pair = str_trim(pair);
	size_t len = 0;
	while (len < pair.len && !ascii_is_space(pair.at[len]))
		len++;
	*first = (struct str){ pair.at, len };
	*second = str_trim((struct str){ pair.at + len, pair.len - len });
	return first->len && second->len;
}

/* Matches the prompt and the choice that a pair names, in any order. False if the prompt has another choice. */
static bool match_pair(struct qti_item *item, struct qti_task *task, struct str pair)
{
	struct str first, second;
	struct qti_answer *prompt = NULL, *choice = NULL;
	if (split_pair(pair, &first, &second)) {
		prompt = qti_find_answer(task->prompts, first);
		choice = qti_find_answer(task->answers, second);
		if (!prompt || !choice) {
			prompt = qti_find_answer(task->prompts, second);
			choice = qti_find_answer(task->answers, first);
		}
	}
	if (!prompt || !choice) {
		note_unknown(item, pair);
		return true;
	}
	if (prompt->match.at && !str_equal(prompt->match, choice->id))
		return false;
	prompt->match = choice->id;
	return true;
}

/* Calls match_pair for each pair; false if one prompt has several choices. */
static bool match_pairs(struct qti_item *item, struct qti_task *task, const xmlNode *declaration)
{
	const xmlNode *correct = qti_child(declaration, "correctResponse"),
		      *mapping = qti_child(declaration, "mapping");
	bool good = true;
	for (const xmlNode *v = correct ? qti_child(correct, "value") : NULL; v; v = qti_next(v, "value"))
		good = match_pair(item, task, qti_text(item->qti, v)) && good;
	if (correct && qti_child(correct, "value"))
		return good;
	for (const xmlNode *e = mapping ? qti_child(mapping, "mapEntry") : NULL; e; e = qti_next(e, "mapEntry"))
		if (qti_points(qti_attribute(e, "mappedValue"), NULL) > 0)
			good = match_pair(item, task, qti_attribute(e, "mapKey")) && good;
	return good;
}

/* Pairs in which each of either side has one partner; the side of which each has one becomes the prompts. */
static void read_pairs(struct qti_item *item, struct qti_task *task, const xmlNode *declaration)
{
	if (match_pairs(item, task, declaration))
		return;
	for (int turn = 0; turn < 2; turn++) {
		struct qti_answer *prompts = task->prompts;
		task->prompts = task->answers;
		task->answers = prompts;
		for (struct qti_answer *p = task->prompts; p; p = p->next)
			p->match = STR_NONE;
		for (struct qti_answer *p = task->answers; p; p = p->next)
			p->match = STR_NONE;
		if (match_pairs(item, task, declaration))
			return;
	}
	task->refused = "several of its choices are right for one prompt";
}

/* Sorts the steps as the key does. */
static void read_order(struct qti_item *item, struct qti_task *task, const xmlNode *correct)
{
	struct qti_answer *sorted = NULL, **end = &sorted;
	for (const xmlNode *v = correct ? qti_child(correct, "value") : NULL; v; v = qti_next(v, "value")) {
		struct str id = qti_text(item->qti, v);
		struct qti_answer **from = &task->answers;
		while (*from && !str_equal((*from)->id, id))
			from = &(*from)->next;
		struct qti_answer *step = *from;
		if (!step) {
			note_unknown(item, id);
			continue;
		}
		*from = step->next;
		step->next = NULL;
		*end = step;
		end = &step->next;
	}
	if (!sorted)
		task->refused = "its right order is not given";
	else if (task->answers)
		qti_change(item->qti, STR("steps that are not part of the right order"), "all steps have a place in it",
			   "left out");
	task->answers = sorted;
}

static void read_correct(struct qti_item *item, struct qti_task *task, const xmlNode *correct)
{
	for (const xmlNode *v = correct ? qti_child(correct, "value") : NULL; v; v = qti_next(v, "value")) {
		struct str value = qti_text(item->qti, v);
		if (!value.len)
			continue;
		struct qti_answer *answer =
			task->kind == QTI_CHOICE ? qti_find_answer(task->answers, value) : words_of(item, task, value);
		if (answer)
			answer->correct = true;
		else if (task->kind == QTI_CHOICE)
			note_unknown(item, value);
	}
}

static void read_mapping(struct qti_item *item, struct qti_task *task, const xmlNode *mapping)
{
	struct str other = qti_attribute(mapping, "defaultValue");
	for (const xmlNode *e = qti_child(mapping, "mapEntry"); e; e = qti_next(e, "mapEntry")) {
		struct str key = str_trim(qti_attribute(e, "mapKey"));
		struct qti_answer *answer =
			task->kind == QTI_CHOICE ? qti_find_answer(task->answers, key) : words_of(item, task, key);
		if (!answer) {
			note_unknown(item, key);
			continue;
		}
		answer->weighted = true;
		answer->weight = qti_points(qti_attribute(e, "mappedValue"), NULL);
		if (task->kind == QTI_TEXT && !qti_attribute_is(e, "caseSensitive", "false"))
			task->exact_case = true;
	}
	for (struct qti_answer *a = task->kind == QTI_CHOICE ? task->answers : NULL; a; a = a->next)
		if (!a->weighted) {
			a->weighted = true;
			a->weight = qti_points(other, NULL);
		}
}

/* Whether the key is set when the item begins. */
static bool is_computed(const xmlNode *root, struct str response)
{
	const xmlNode *template = qti_child(root, "templateProcessing");
	for (const xmlNode *n = template ? qti_walk(template, template) : NULL; n; n = qti_walk(n, template))
		if (qti_is(n, "setCorrectResponse") && str_equal(qti_attribute(n, "identifier"), response))
			return true;
	return false;
}

void qti_read_key(struct qti_item *item, struct qti_task *task, const xmlNode *root)
{
	const xmlNode *declaration = declaration_of(root, task->response);
	if (task->refused)
		return;
	if (!declaration) {
		task->refused = task->kind == QTI_ESSAY ? NULL : "its answer is not declared";
		return;
	}
	const xmlNode *correct = qti_child(declaration, "correctResponse"),
		      *mapping = qti_child(declaration, "mapping");
	if (is_computed(root, task->response)) {
		task->refused = "its key is computed from values that are drawn by chance";
	} else if (qti_attribute_is(declaration, "cardinality", "record")) {
		task->refused = "its answer is a record";
	} else if (task->kind == QTI_MATCH) {
		read_pairs(item, task, declaration);
	} else if (task->kind == QTI_ORDER) {
		read_order(item, task, correct);
	} else if (task->kind == QTI_ESSAY) {
		const xmlNode *value = correct ? qti_child(correct, "value") : NULL;
		struct str words = value ? qti_text(item->qti, value) : STR("");
		task->model = words.len ? make_plain_flow(&item->qti->import->arena, words) : NULL;
	} else {
		task->exact_case = task->kind == QTI_TEXT && !mapping;
		read_correct(item, task, correct);
		if (mapping)
			read_mapping(item, task, mapping);
	}
}
