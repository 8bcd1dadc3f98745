/* Adds items to lessons: as a question, as a question set if there are several answers to give, or as a section if
 * there are none. */
#include "convert/qti/qti.h"

#include "base/utf8.h"
#include "convert/core/gaps.h"

#include <stdio.h>

enum { TITLE_MAX = 60 };

/* A key that no other item of this source has. */
static struct str key_of(struct qti_item *item, const char *kind, struct str id)
{
	struct qti *qti = item->qti;
	struct str key = qti_join(qti, kind, id, "");
	for (unsigned number = 2; map_get(&qti->keys, key); number++) {
		char suffix[16];
		snprintf(suffix, sizeof(suffix), "#%u", number);
		struct str base = qti_join(qti, kind, id, "");
		key = qti_join(qti, "", base, suffix);
	}
	void **slot = map_put(&qti->keys, key);
	if (slot)
		*slot = qti;
	else
		qti->import->arena.failed = true;
	return key;
}

static struct attribute id_of(struct qti_item *item, const char *prefix, struct str key)
{
	struct attribute id = import_id(item->qti->import, prefix, key, item->id.len > 0);
	import_report_id(item->qti->import, item->id, id, item->item);
	return id;
}

/* The id of the source, or one made of the text. */
static struct str item_key(struct qti_item *item, const char *kind)
{
	struct qti *qti = item->qti;
	if (item->id.len)
		return key_of(item, kind, item->id);
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_str(&text, item->title);
	inline_plain(&text, item->body ? item->body->text : NULL);
	struct str key = import_text_key(qti->import, "item", buf_view(&text));
	qti->import->arena.failed = qti->import->arena.failed || buf_failed(&text);
	buf_release(&text);
	return key;
}

static void join(struct qti_item *item, struct flow **to, struct flow *more)
{
	if (flow_is_blank(more))
		return;
	if (flow_is_blank(*to))
		*to = more;
	else
		flow_append(&item->qti->import->arena, *to, more);
}

static void finish(struct qti_item *item, const struct question *question, struct attribute id)
{
	struct qti *qti = item->qti;
	struct question *made = import_question(qti->import, qti->lesson, question->kind, id, item->item);
	if (!made)
		return;
	struct question *next = made->next;
	*made = *question;
	made->id = id;
	made->next = next;
	made->tags = item->tags;
	made->difficulty = item->difficulty;
	if (item->lang.len)
		made->element.lang = item->lang;
}

/* The start of the text. */
static struct str section_title(struct qti_item *item)
{
	struct arena *arena = &item->qti->import->arena;
	struct buf plain;
	if (item->title.len)
		return make_str(arena, item->title);
	buf_init(&plain, BUF_CAP);
	inline_plain(&plain, item->body->text);
	struct str start = str_trim(buf_view(&plain));
	if (start.len > TITLE_MAX) {
		for (start.len = TITLE_MAX; start.len && !ascii_is_space(start.at[start.len]);)
			start.len--;
		start.len += start.len ? 0 : utf8_valid_prefix((struct str){ start.at, TITLE_MAX });
	}
	struct str title = start.len ? arena_str(arena, start) : item->id.len ? item->id : STR("Text");
	arena->failed = arena->failed || buf_failed(&plain);
	buf_release(&plain);
	return title.at ? title : STR("Text");
}

static void make_section(struct qti_item *item)
{
	struct qti *qti = item->qti;
	struct ledger *ledger = &qti->import->ledger;
	struct flow *text = item->vignette;
	join(item, &text, item->stem);
	join(item, &text, item->body);
	join(item, &text, item->explanation);
	if (flow_is_blank(text)) {
		ledger_leave_out(ledger, item->item, "it has no text");
		return;
	}
	item->body = text;
	struct block *p = text->text ? make_block(&qti->import->arena, BLOCK_P) : NULL;
	struct section *section =
		import_section(qti->import, qti->lesson, id_of(item, "s-", item_key(item, "section:")),
			       section_title(item), item->item);
	struct block_chain blocks;
	block_chain_init(&blocks);
	if (p)
		p->of.p = text->text;
	block_chain_add(&blocks, p);
	block_chain_add(&blocks, text->blocks);
	if (section)
		section->blocks = blocks.first;
	if (section && item->lang.len)
		section->element.lang = item->lang;
}

/* Its own prompt; else the text; what is left of the text is the case. */
static void set_stem(struct qti_item *item, const struct qti_task *task, struct question *question)
{
	struct flow *prompt = !flow_is_blank(task->prompt) ? task->prompt : NULL;
	question->vignette = item->vignette;
	if (!flow_is_blank(item->stem) && !prompt) {
		join(item, &question->vignette, item->body);
		question->stem = item->stem;
	} else if (prompt) {
		join(item, &question->vignette, item->stem);
		join(item, &question->vignette, item->body);
		question->stem = prompt;
	} else {
		question->stem = item->body;
	}
	if (flow_is_blank(question->stem) && !flow_is_blank(question->vignette)) {
		question->stem = question->vignette;
		question->vignette = NULL;
	}
	if (flow_is_blank(question->stem) && item->title.len) {
		qti_change(item->qti, STR("question without text"), "a question has a text", "the title was used");
		question->stem = make_plain_flow(&item->qti->import->arena, item->title);
	}
}

/* Reports a title that says more than the texts of the question. */
static void note_title(struct qti_item *item, const struct flow *stem)
{
	struct import *import = item->qti->import;
	const struct flow *texts[] = { stem, item->stem, item->body, item->vignette };
	if (import_is_generic(item->title) || str_equal(item->title, item->id))
		return;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i] && import_repeats(import, item->title, texts[i]))
			return;
	qti_change(item->qti, STR("name"), "questions have no names", "left out");
}

static void make_single(struct qti_item *item)
{
	struct qti *qti = item->qti;
	struct question question = { .set = qti->set };
	bool is_text = false;
	const char *refused = qti_answer(item, item->tasks, &question, &is_text);
	if (!refused && is_text) {
		join(item, &item->body, item->tasks->prompt);
		make_section(item);
		return;
	}
	if (!refused)
		set_stem(item, item->tasks, &question);
	if (!refused && flow_is_blank(question.stem))
		refused = "it has no text";
	if (refused) {
		ledger_leave_out(&qti->import->ledger, item->item, "%s", refused);
		return;
	}
	question.explanation = item->explanation;
	note_title(item, question.stem);
	finish(item, &question, id_of(item, "q-", item_key(item, "")));
}

/* A question of several in an item; false if it cannot be one. */
static bool make_member(struct qti_item *item, struct qti_task *task, struct inline_node *gap, unsigned number,
			struct question *question)
{
	bool is_text = false;
	char name[64];
	*question = (struct question){ .stem = task->prompt };
	const char *refused = qti_answer(item, task, question, &is_text);
	if (!refused && is_text)
		refused = "it has no model answer";
	if (!refused && flow_is_blank(question->stem)) {
		question->stem = make_flow(&item->qti->import->arena);
		snprintf(name, sizeof(name), "(%u)", number);
		if (question->stem)
			question->stem->text =
				gap ? gap
				    : make_text(&item->qti->import->arena, qti_join(item->qti, name, STR(""), ""));
	}
	if (!refused)
		return true;
	snprintf(name, sizeof(name), "question %u of the text", number);
	qti_change(item->qti, str_from(name), refused, "left out");
	return false;
}

static void make_members(struct qti_item *item, struct gap_stems *stems)
{
	struct qti *qti = item->qti;
	struct flow *text = item->vignette;
	struct question *made = arena_alloc(&qti->import->arena, QTI_TASKS_MAX * sizeof(*made));
	unsigned count = 0, number = 0;
	join(item, &text, item->stem);
	join(item, &text, item->body);
	const char *first = NULL;
	for (struct qti_task *task = item->tasks; made && task; task = task->next, number++) {
		first = first ? first : task->refused;
		if (make_member(item, task, stems->of[number], number + 1, &made[count]))
			count++;
	}
	if (!count) {
		ledger_leave_out(&qti->import->ledger, item->item, "%s",
				 first ? first : "none of its questions can be carried over");
		return;
	}
	struct str key = item_key(item, "");
	struct question_set *set = qti->set;
	note_title(item, made->stem);
	bool joined = set && !flow_is_blank(text);
	if (!set && count > 1 && !flow_is_blank(text)) {
		set = arena_alloc(&qti->import->arena, sizeof(*set));
		if (!set)
			return;
		set->id =
			import_id(qti->import, "set-", qti_join(qti, "set:", item->id.len ? item->id : key, ""), false);
		set->vignette = text;
	}
	qti_change(qti, STR("several questions in one item"), "a question has one answer",
		   set ? "written as a question set" : "written as separate questions");
	if (!flow_is_blank(item->explanation) && count > 1)
		qti_change(qti, STR("feedback of several questions"), "each question has its own explanation",
			   "added to that of the last question");
	for (unsigned i = 0; i < count; i++) {
		char suffix[16];
		snprintf(suffix, sizeof(suffix), "#%u", i + 1);
		made[i].set = set;
		if ((joined || (!set && count == 1)) && i == 0)
			made[i].vignette = text;
		if (i + 1 == count)
			made[i].explanation = item->explanation;
		finish(item, &made[i], import_id(qti->import, "q-", qti_join(qti, "", key, suffix), false));
	}
}

void qti_make(struct qti_item *item)
{
	struct qti *qti = item->qti;
	struct gap_stems *stems = arena_alloc(&qti->import->arena, sizeof(*stems));
	if (!stems || !qti->lesson)
		return;
	stems->arena = &qti->import->arena;
	stems->count = item->task_count;
	struct flow *texts[] = { item->vignette, item->stem, item->body };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i])
			gap_stems_take(stems, texts[i]);
	if (!item->tasks)
		make_section(item);
	else if (item->task_count == 1)
		make_single(item);
	else
		make_members(item, stems);
	if (!flow_is_blank(item->rubric))
		qti_change(qti, STR("instructions for those who mark"), "lessons are for learners", "left out");
}
