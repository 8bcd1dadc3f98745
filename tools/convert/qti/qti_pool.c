/* Pools of questions as Blackboard wrote them before QTI, and as publishers still do: an element for each question,
 * named after its kind. Their ids are numbers in the file, so that questions are known by their text. */
#include "convert/core/foreign_xml.h"
#include "convert/html/html_write.h"
#include "convert/qti/qti.h"

#include <stdio.h>
#include <strings.h>

struct qti_pool {
	struct qti *qti;
	const xmlNode *root;
	bool html, lines; /* how texts of the current question are read: as HTML, and with their line ends */
};

enum pool_kind {
	POOL_CHOICE,
	POOL_SEVERAL,
	POOL_TRUE_FALSE,
	POOL_TEXT,
	POOL_ESSAY,
	POOL_MATCH,
	POOL_ORDER,
	POOL_OTHER
};

static enum pool_kind kind_of(const xmlNode *question)
{
	static const char *const names[] = {
		[POOL_CHOICE] = "QUESTION_MULTIPLECHOICE", [POOL_SEVERAL] = "QUESTION_MULTIPLEANSWER",
		[POOL_TRUE_FALSE] = "QUESTION_TRUEFALSE",  [POOL_TEXT] = "QUESTION_FILLINBLANK",
		[POOL_ESSAY] = "QUESTION_ESSAY",	   [POOL_MATCH] = "QUESTION_MATCH",
		[POOL_ORDER] = "QUESTION_ORDER",	   [POOL_OTHER] = NULL,
	};
	enum pool_kind kind = POOL_CHOICE;
	while (names[kind] && !qti_is(question, names[kind]))
		kind++;
	return kind;
}

static bool is_question(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE && strncasecmp((const char *)node->name, "QUESTION_", 9) == 0;
}

/* The text of an element, in its TEXT if it has one. */
static struct flow *read_flow(struct qti_pool *pool, const xmlNode *node)
{
	struct qti *qti = pool->qti;
	const xmlNode *inner = qti_child(node, "TEXT");
	struct str text = qti_text(qti, inner ? inner : node);
	struct buf html;
	buf_init(&html, BUF_CAP);
	for (size_t i = 0; i < text.len; i++) {
		struct str one = { text.at + i, 1 };
		if (text.at[i] == '\n' && (pool->lines || !pool->html))
			buf_text(&html, "<br>");
		else if (pool->html)
			buf_str(&html, one);
		else
			html_escape(&html, one);
	}
	qti->import->arena.failed = qti->import->arena.failed || buf_failed(&html);
	qti_remove_marks(&html);
	struct flow *flow = html_read(&qti->html, buf_view(&html));
	buf_release(&html);
	return flow;
}

static bool flag(const xmlNode *body, const char *name, bool otherwise)
{
	const xmlNode *flags = body ? qti_child(body, "FLAGS") : NULL, *found = flags ? qti_child(flags, name) : NULL;
	struct str value = found ? qti_attribute(found, "value") : STR_NONE;
	return value.at ? str_is(value, "true") : otherwise;
}

/* Adds the children with that name to the list, in the order of their positions. */
static void add_answers(struct qti_pool *pool, struct qti_item *item, struct qti_task *task, struct qti_answer **list,
			const xmlNode *question, const char *name)
{
	for (const xmlNode *n = qti_child(question, name); n; n = qti_next(n, name)) {
		struct str position = qti_attribute(n, "position");
		struct qti_answer *answer = qti_add_answer(item, task, list, qti_attribute(n, "id")), **to = list;
		if (!answer)
			return;
		html_flow_option(&pool->qti->html, read_flow(pool, n), &answer->content);
		answer->weight = position.at ? qti_points(position, NULL) : 0;
		while (*to != answer && (!position.at || (*to)->weight <= answer->weight))
			to = &(*to)->next;
		if (*to == answer)
			continue;
		struct qti_answer **last = to;
		while (*last != answer)
			last = &(*last)->next;
		*last = NULL;
		answer->next = *to;
		*to = answer;
	}
	for (struct qti_answer *a = *list; a; a = a->next)
		a->weight = 0;
}

/* Puts a step after the ones that were placed before. */
static struct qti_answer **place_step(struct qti_answer **to, struct qti_answer *step)
{
	struct qti_answer **from = to;
	while (*from && *from != step)
		from = &(*from)->next;
	if (!*from)
		return to;
	*from = step->next;
	step->next = *to;
	*to = step;
	return &step->next;
}

static void read_key(struct qti_task *task, enum pool_kind kind, const xmlNode *question)
{
	const xmlNode *gradable = qti_child(question, "GRADABLE");
	struct qti_answer **step = &task->answers;
	for (const xmlNode *n = gradable ? qti_child(gradable, "CORRECTANSWER") : NULL; n;
	     n = qti_next(n, "CORRECTANSWER")) {
		struct str id = qti_attribute(n, "answer_id"), choice = qti_attribute(n, "choice_id");
		struct qti_answer *answer =
			id.at ? qti_find_answer(kind == POOL_MATCH ? task->prompts : task->answers, id) : NULL;
		if (!answer)
			continue;
		answer->correct = true;
		if (kind == POOL_MATCH)
			answer->match = choice;
		if (kind == POOL_ORDER)
			step = place_step(step, answer);
	}
}

static void read_task(struct qti_pool *pool, struct qti_item *item, enum pool_kind kind, const xmlNode *question)
{
	static const enum qti_kind kinds[] = {
		[POOL_CHOICE] = QTI_CHOICE, [POOL_SEVERAL] = QTI_CHOICE, [POOL_TRUE_FALSE] = QTI_CHOICE,
		[POOL_TEXT] = QTI_TEXT,	    [POOL_ESSAY] = QTI_ESSAY,	 [POOL_MATCH] = QTI_MATCH,
		[POOL_ORDER] = QTI_ORDER,   [POOL_OTHER] = QTI_ESSAY,
	};
	struct qti_task *task = qti_add_task(item, kinds[kind], STR("response"));
	const xmlNode *answer = qti_child(question, "ANSWER");
	if (!task)
		return;
	task->multiple = kind == POOL_SEVERAL;
	task->shuffle = kind != POOL_TRUE_FALSE;
	if (kind == POOL_ESSAY) {
		task->model = answer ? read_flow(pool, answer) : NULL;
		if (flow_is_blank(task->model))
			task->model = NULL;
		return;
	}
	add_answers(pool, item, task, kind == POOL_MATCH ? &task->prompts : &task->answers, question, "ANSWER");
	add_answers(pool, item, task, &task->answers, question, "CHOICE");
	read_key(task, kind, question);
	for (struct qti_answer *a = kind == POOL_TEXT ? task->answers : NULL; a; a = a->next)
		a->correct = true;
}

static struct flow *read_feedback(struct qti *qti, const xmlNode *node)
{
	struct qti_pool pool = { .qti = qti, .html = true };
	return read_flow(&pool, node);
}

static void add_feedback(struct qti_item *item, const xmlNode *question)
{
	static const struct {
		const char *name;
		enum qti_when when;
	} kinds[] = { { "FEEDBACK_WHEN_CORRECT", QTI_RIGHT }, { "FEEDBACK_WHEN_INCORRECT", QTI_WRONG } };
	const xmlNode *gradable = qti_child(question, "GRADABLE");
	for (size_t i = 0; gradable && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const xmlNode *node = qti_child(gradable, kinds[i].name);
		struct str id = str_from(kinds[i].name);
		if (!node || !qti_text(item->qti, node).len)
			continue;
		qti_add_feedback(item, (struct qti_feedback){ .id = id, .node = node });
		qti_add_trigger(item, (struct qti_trigger){ .when = kinds[i].when, .id = id });
	}
	item->read = read_feedback;
	qti_place_feedback(item);
}

/* What else the question has. */
static void note_rest(struct qti_pool *pool, const xmlNode *question)
{
	static const char *const known[] = { "DATES",
					     "BODY",
					     "ANSWER",
					     "CHOICE",
					     "GRADABLE",
					     "TEXT",
					     "FLAGS",
					     "CORRECTANSWER",
					     "FEEDBACK_WHEN_CORRECT",
					     "FEEDBACK_WHEN_INCORRECT",
					     NULL };
	for (const xmlNode *n = qti_walk(question, question), *next; n; n = next) {
		size_t i = 0;
		next = qti_walk(n, question);
		if (n->type != XML_ELEMENT_NODE)
			continue;
		while (known[i] && !qti_is(n, known[i]))
			i++;
		bool settings = qti_is(n, "DATES") || qti_is(n, "FLAGS");
		if (settings || !known[i])
			next = qti_skip(n, question);
		if (!known[i] && (n->properties || qti_text(pool->qti, n).len))
			qti_changef(pool->qti, "questions have no such part", "left out", "element '<%s>'",
				    (const char *)n->name);
	}
}

static void note_points(struct qti_pool *pool, const xmlNode *entry)
{
	struct str text = entry ? qti_attribute(entry, "points") : STR_NONE;
	double points = text.at ? qti_points(text, NULL) : 0;
	if (points > 0 && (points < 1 || points > 1))
		qti_changef(pool->qti, "all questions count the same", "left out", "points '%.*s'", STR_ARG(text));
}

static void read_question(struct qti_pool *pool, const xmlNode *question, const xmlNode *entry)
{
	struct qti *qti = pool->qti;
	struct ledger *ledger = &qti->import->ledger;
	const xmlNode *body = qti_child(question, "BODY");
	enum pool_kind kind = kind_of(question);
	struct qti_item item;
	struct buf name;
	qti->html.item = ledger_read(ledger, LEDGER_QUESTION, STR(""), foreign_line(question));
	qti_item_init(&item, qti);
	pool->html = flag(body, "ISHTML", true);
	pool->lines = flag(body, "ISNEWLINELITERAL", false);
	item.body = body ? read_flow(pool, body) : NULL;
	buf_init(&name, BUF_CAP);
	inline_plain(&name, item.body ? item.body->text : NULL);
	struct str id = qti_attribute(question, "id");
	ledger_name(ledger, item.item, name.len ? buf_view(&name) : id.at ? id : STR(""));
	arena_drop(&qti->import->arena, &name);
	if (kind == POOL_OTHER) {
		ledger_leave_out(ledger, item.item, "lessons have no questions of the type '%s'",
				 (const char *)question->name);
		return;
	}
	read_task(pool, &item, kind, question);
	add_feedback(&item, question);
	note_points(pool, entry);
	note_rest(pool, question);
	qti_make(&item);
}

static void add_text(struct qti_pool *pool, const xmlNode *node, struct str title)
{
	struct qti *qti = pool->qti;
	struct qti_item item;
	pool->html = flag(node, "ISHTML", true);
	pool->lines = flag(node, "ISNEWLINELITERAL", false);
	if (!qti_text(qti, node).len)
		return;
	qti->html.item = ledger_read(&qti->import->ledger, LEDGER_SECTION, title, foreign_line(node));
	qti_item_init(&item, qti);
	item.title = title;
	item.body = read_flow(pool, node);
	qti_make(&item);
}

/* The entry of the list for each question, by its id. Those that remain are missing. */
static void read_questions(struct qti_pool *pool)
{
	struct qti *qti = pool->qti;
	struct ledger *ledger = &qti->import->ledger;
	const xmlNode *list = qti_child(pool->root, "QUESTIONLIST");
	struct map entries;
	map_init(&entries);
	for (xmlNode *entry = list ? qti_child(list, "QUESTION") : NULL; entry; entry = qti_next(entry, "QUESTION")) {
		struct str id = qti_attribute(entry, "id");
		void **slot = id.at ? map_put(&entries, id) : NULL;
		qti->import->arena.failed = qti->import->arena.failed || (id.at && !slot);
		if (slot)
			*slot = entry;
	}
	for (const xmlNode *n = qti_child(pool->root, NULL); n; n = qti_next(n, NULL)) {
		struct str id = qti_attribute(n, "id");
		const xmlNode *entry = id.at ? map_get(&entries, id) : NULL;
		void **slot = entry ? map_put(&entries, id) : NULL;
		if (!is_question(n))
			continue;
		read_question(pool, n, entry == pool->root ? NULL : entry);
		if (slot)
			*slot = (void *)pool->root;
	}
	for (const xmlNode *entry = list ? qti_child(list, "QUESTION") : NULL; entry;
	     entry = qti_next(entry, "QUESTION")) {
		struct str id = qti_attribute(entry, "id");
		if (id.at && map_get(&entries, id) != pool->root)
			ledger_leave_out(ledger, ledger_read(ledger, LEDGER_QUESTION, id, foreign_line(entry)),
					 "the pool lists it, but does not contain it");
	}
	map_release(&entries);
}

void qti_read_pool(struct qti *qti, const xmlNode *root, struct str name)
{
	static const char *const texts[] = { "DESCRIPTION", "INSTRUCTIONS" };
	struct qti_pool pool = { .qti = qti, .root = root };
	const xmlNode *title = qti_child(root, "TITLE");
	struct str own = title ? str_trim(qti_attribute(title, "value")) : STR_NONE;
	bool tex = qti->html.tex;
	own = own.len ? own : name;
	qti->html.tex = true;
	qti_begin_lesson(qti, qti_join(qti, "pool:", own, ""), own, STR_NONE, root);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const xmlNode *text = qti_child(root, texts[i]);
		if (text)
			add_text(&pool, text, own);
	}
	read_questions(&pool);
	qti->html.tex = tex;
	qti->lesson = NULL;
}
