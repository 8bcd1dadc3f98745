#include "lesson/answer_range.h"
#include "pack/compiler.h"
#include "pack/edition_part.h"

static const char *question_name(enum question_kind kind)
{
	switch (kind) {
	case QUESTION_MULTIPLE: return "multiple";
	case QUESTION_OPEN: return "open";
	case QUESTION_NUMERIC: return "numeric";
	case QUESTION_MATCHING: return "matching";
	case QUESTION_ORDERING: return "ordering";
	case QUESTION_SINGLE: break;
	}
	return "single";
}

static void add_options(struct compiler *c, const struct option *options)
{
	struct json *json = &c->json;
	json_key(json, "options");
	json_open_array(json);
	for (const struct option *option = options; option; option = option->next) {
		json_open_object(json);
		compile_attribute(c, "id", &option->id);
		compile_text_and_blocks(c, option->text, option->blocks, &option->element);
		compile_attribute(c, "credit", &option->credit);
		/* Here, beside the feedback, it compresses best. */
		json_key(json, "correct");
		json_bool(json, option->correct);
		compile_flow(c, "feedback", option->feedback);
		json_close_object(json);
	}
	json_close_array(json);
}

/* Writes answers, choices, prompts or steps. */
static void add_entries(struct compiler *c, const char *key, const struct option *entries)
{
	json_key(&c->json, key);
	json_open_array(&c->json);
	for (const struct option *entry = entries; entry; entry = entry->next) {
		json_open_object(&c->json);
		compile_attribute(c, "id", &entry->id);
		compile_text_and_blocks(c, entry->text, entry->blocks, &entry->element);
		compile_attribute(c, "choice", &entry->choice);
		json_close_object(&c->json);
	}
	json_close_array(&c->json);
}

static void add_decimal(struct compiler *c, const char *key, int64_t billionths)
{
	struct buf number;
	buf_init(&number, 64);
	decimal_write(&number, billionths);
	json_member_text(&c->json, key, buf_cstr(&number));
	c->json.out->failed = c->json.out->failed || buf_failed(&number);
	buf_release(&number);
}

static void add_range(struct compiler *c, const struct question *question)
{
	struct answer_range range;
	compile_attribute(c, "value", &question->value);
	if (answer_range_read(question, &range)) {
		add_decimal(c, "min", range.least);
		add_decimal(c, "max", range.most);
	}
	compile_attribute(c, "unit", &question->unit);
}

void compile_question(struct compiler *c, const struct question *question, enum access outer)
{
	struct json *json = &c->json;
	json_open_object(json);
	compile_attribute(c, "id", &question->id);
	json_member_text(json, "kind", question_name(question->kind));
	json_member_text(json, "access", compile_access(access_within(question->access, outer)));
	if (question->set)
		compile_attribute(c, "set", &question->set->id);
	compile_attribute(c, "objective", &question->objective);
	if (question->difficulty)
		json_member_uint(json, "difficulty", question->difficulty);
	compile_tags(c, &question->tags);
	if (question->fixed_order) {
		json_key(json, "shuffle");
		json_bool(json, false);
	}
	compile_flow(c, "vignette", question->vignette);
	compile_flow(c, "stem", question->stem);
	switch (question->kind) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE: add_options(c, question->options); break;
	case QUESTION_OPEN:
		add_entries(c, "answers", question->options);
		compile_flow(c, "modelAnswer", question->model_answer);
		break;
	case QUESTION_NUMERIC: add_range(c, question); break;
	case QUESTION_MATCHING:
		add_entries(c, "choices", question->options);
		add_entries(c, "prompts", question->prompts);
		break;
	case QUESTION_ORDERING: add_entries(c, "steps", question->options); break;
	}
	compile_flow(c, "explanation", question->explanation);
	json_close_object(json);
}

void compile_sets(struct compiler *c, const struct question *questions, enum access outer)
{
	const struct question_set *before = NULL;
	bool any = false;
	for (const struct question *q = questions; q; before = q->set, q = q->next) {
		if (!q->set || q->set == before)
			continue;
		if (!any) {
			json_key(&c->json, "sets");
			json_open_array(&c->json);
		}
		any = true;
		json_open_object(&c->json);
		compile_attribute(c, "id", &q->set->id);
		json_member_text(&c->json, "access", compile_access(access_within(q->set->access, outer)));
		compile_flow(c, "vignette", q->set->vignette);
		json_close_object(&c->json);
	}
	if (any)
		json_close_array(&c->json);
}
