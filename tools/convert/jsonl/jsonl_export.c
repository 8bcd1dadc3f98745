/* Questions and cards as lines of JSON, one item a line, in plain text: for scripts and other tools. */
#include "base/json.h"
#include "convert/core/plain.h"
#include "convert/formats.h"

#include <stdlib.h>

struct jsonl_state {
	struct export *export;
	struct json json;
	struct ledger_item *item;
	struct buf text;
};

static enum result jsonl_begin(struct export *export, void **state, struct buf *why)
{
	(void)why;
	struct jsonl_state *s = *state = calloc(1, sizeof(*s));
	if (!s)
		return RESULT_NO_MEMORY;
	s->export = export;
	buf_init(&s->text, BUF_CAP);
	return RESULT_OK;
}

static void jsonl_release(void *state)
{
	struct jsonl_state *s = state;
	if (s)
		buf_release(&s->text);
	free(s);
}

/* A value that is plain text: a line for each paragraph. */
static void value(struct jsonl_state *s, const struct inline_node *text, const struct block *blocks)
{
	buf_clear(&s->text);
	plain_text(&(struct plain){ &s->export->ledger, s->item, NULL }, text, blocks, &s->text);
	s->export->out->failed = s->export->out->failed || buf_failed(&s->text);
	json_str(&s->json, buf_view(&s->text));
}

static void member(struct jsonl_state *s, const char *key, const struct flow *flow)
{
	if (!flow)
		return;
	json_key(&s->json, key);
	value(s, flow->text, flow->blocks);
}

static void attribute(struct jsonl_state *s, const char *key, const struct attribute *attribute)
{
	if (attribute->value.at)
		json_member_str(&s->json, key, attribute->value);
}

/* What all items have. */
static void begin_item(struct jsonl_state *s, const struct lesson *lesson, struct str id, const char *kind,
		       enum ledger_kind ledger)
{
	s->item = ledger_read(&s->export->ledger, ledger, id, 0);
	json_init(&s->json, s->export->out);
	json_open_object(&s->json);
	json_member_str(&s->json, "id", id);
	json_member_text(&s->json, "kind", kind);
	json_member_str(&s->json, "lesson", lesson->id.value);
	if (s->export->unit.len)
		json_member_str(&s->json, "unit", s->export->unit);
	json_member_str(&s->json, "lang", lesson->lang.value);
}

static void end_item(struct jsonl_state *s, const struct attribute *objective, unsigned difficulty,
		     const struct attribute *tags, enum access access)
{
	attribute(s, "objective", objective);
	if (difficulty)
		json_member_uint(&s->json, "difficulty", difficulty);
	if (tags->value.len) {
		struct str tag = { NULL, 0 };
		json_key(&s->json, "tags");
		json_open_array(&s->json);
		while (tags_next(tags->value, &tag))
			json_str(&s->json, tag);
		json_close_array(&s->json);
	}
	if (access == ACCESS_MEMBER)
		json_member_text(&s->json, "access", "member");
	json_close_object(&s->json);
	buf_char(s->export->out, '\n');
}

static void options(struct jsonl_state *s, const char *key, const struct option *option, bool judged)
{
	if (!option)
		return;
	json_key(&s->json, key);
	json_open_array(&s->json);
	for (; option; option = option->next) {
		json_open_object(&s->json);
		attribute(s, "id", &option->id);
		json_key(&s->json, "text");
		value(s, option->text, option->blocks);
		if (judged) {
			json_key(&s->json, "correct");
			json_bool(&s->json, option->correct);
		}
		attribute(s, "credit", &option->credit);
		attribute(s, "choice", &option->choice);
		member(s, "feedback", option->feedback);
		json_close_object(&s->json);
	}
	json_close_array(&s->json);
}

static void write_question(struct jsonl_state *s, const struct lesson *lesson, const struct question *question)
{
	static const char *const kinds[] = { "single", "multiple", "open", "numeric", "matching", "ordering" };
	static const char *const lists[] = { "options", "options", "answers", "", "choices", "steps" };
	begin_item(s, lesson, question->id.value, kinds[question->kind], LEDGER_QUESTION);
	if (question->set) {
		json_member_str(&s->json, "set", question->set->id.value);
		member(s, "setVignette", question->set->vignette);
	}
	member(s, "vignette", question->vignette);
	member(s, "stem", question->stem);
	options(s, lists[question->kind], question->options, question_has_options(question));
	options(s, "prompts", question->prompts, false);
	member(s, "modelAnswer", question->model_answer);
	attribute(s, "value", &question->value);
	attribute(s, "tolerance", &question->tolerance);
	attribute(s, "min", &question->min);
	attribute(s, "max", &question->max);
	attribute(s, "unit", &question->unit);
	if (question->fixed_order) {
		json_key(&s->json, "shuffle");
		json_bool(&s->json, false);
	}
	member(s, "explanation", question->explanation);
	end_item(s, &question->objective, question->difficulty, &question->tags, question->access);
}

/* The gaps of a cloze, in order. */
static void gaps(struct jsonl_state *s, const struct inline_node *text)
{
	for (; text; text = text->next) {
		if (text->kind != INLINE_BLANK) {
			gaps(s, text->children);
			continue;
		}
		json_open_object(&s->json);
		if (text->of.blank.number)
			json_member_uint(&s->json, "n", text->of.blank.number);
		json_key(&s->json, "text");
		value(s, text->children, NULL);
		attribute(s, "hint", &text->of.blank.hint);
		json_close_object(&s->json);
	}
}

static void write_card(struct jsonl_state *s, const struct lesson *lesson, const struct card *card)
{
	const struct occlusion *occlusion = card->occlusion;
	begin_item(s, lesson, card->id.value, card->is_cloze ? "cloze" : occlusion ? "occlusion" : "card", LEDGER_CARD);
	member(s, "front", card->front);
	member(s, "back", card->back);
	if (card->is_cloze) {
		json_key(&s->json, "text");
		value(s, card->cloze, card->blocks);
		json_key(&s->json, "gaps");
		json_open_array(&s->json);
		gaps(s, card->cloze);
		json_close_array(&s->json);
	}
	if (occlusion) {
		ledger_change(&s->export->ledger, s->item, STR("the picture and the places of its parts"),
			      "the format is plain text", "only the answers are written");
		json_key(&s->json, "answers");
		json_open_array(&s->json);
		for (const struct shape *shape = occlusion->shapes; shape; shape = shape->next)
			value(s, shape->label, NULL);
		json_close_array(&s->json);
	}
	member(s, "extra", card->extra);
	end_item(s, &card->objective, card->difficulty, &card->tags, card->access);
}

static enum result jsonl_lesson(void *state, const struct lesson *lesson, struct buf *why)
{
	struct jsonl_state *s = state;
	(void)why;
	struct ledger_item *item = ledger_read(&s->export->ledger, LEDGER_LESSON, lesson->id.value, 0);
	export_leave_out_text(s->export, lesson, item,
			      &(struct export_text){ .why = "there are only lines for questions and cards",
						     .language = true,
						     .cards = true });
	for (const struct question *q = lesson->questions; q; q = q->next)
		write_question(s, lesson, q);
	for (const struct card *card = lesson->cards; card; card = card->next)
		write_card(s, lesson, card);
	return buf_failed(s->export->out) ? RESULT_NO_MEMORY : RESULT_OK;
}

static enum result jsonl_end(void *state, struct buf *why)
{
	(void)state, (void)why;
	return RESULT_OK;
}

const struct exporter jsonl_exporter = {
	.name = "jsonl",
	.about = "questions and cards as lines of JSON, in plain text",
	.begin = jsonl_begin,
	.lesson = jsonl_lesson,
	.end = jsonl_end,
	.release = jsonl_release,
};
