#include "convert/moodle/cloze.h"

#include "convert/core/gaps.h"

#include <stdio.h>

/* The questions of a text, and their stems. */
struct cloze {
	struct bank_draft *draft;
	const struct bank_question *questions;
	struct gap_stems stems;
};

/* One embedded question: it is the question, and its gap is in the text. */
static void import_single(struct cloze *cloze, struct flow *text)
{
	struct bank_draft *draft = cloze->draft;
	struct bank_question source = *draft->source;
	source.kind = cloze->questions->kind;
	source.answers = cloze->questions->answers;
	source.single = cloze->questions->single;
	source.fixed_order = cloze->questions->fixed_order;
	source.case_matters = cloze->questions->case_matters;
	const struct bank_question *whole = draft->source;
	draft->source = &source;
	draft->question.stem = text;
	draft->question.explanation = bank_flow(draft, &source.general);
	draft_answers(draft);
	draft->source = whole;
	if (draft->left_out)
		return;
	draft_note_losses(draft);
	draft_finish(draft, draft_id(draft, "q-"));
}

static struct str member_key(struct bank_draft *draft, struct str key, unsigned number)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_str(&text, key);
	buf_format(&text, "#%u", number + 1);
	struct str made = arena_str(draft->arena, buf_view(&text));
	draft->arena->failed = draft->arena->failed || buf_failed(&text);
	buf_release(&text);
	return made.at ? made : STR("");
}

/* Makes the question of a gap; false if it cannot be one. */
static bool make_member(struct cloze *cloze, const struct bank_question *source, unsigned number,
			struct bank_draft *member)
{
	char name[32];
	snprintf(name, sizeof(name), "gap %u", number + 1);
	*member = *cloze->draft;
	member->source = source;
	member->part = str_from(name);
	member->question = (struct question){ .stem = make_flow(member->arena) };
	if (!member->question.stem || !cloze->stems.of[number])
		return false;
	member->question.stem->text = cloze->stems.of[number];
	draft_answers(member);
	member->part = STR_NONE;
	return !member->left_out;
}

static void import_set(struct cloze *cloze, struct flow *text)
{
	struct bank_draft *draft = cloze->draft, last;
	struct import *import = draft->bank->import;
	struct question_set *set = arena_alloc(draft->arena, sizeof(*set));
	struct str key = draft_key(draft);
	struct attribute last_id = { .value = STR_NONE };
	if (!set)
		return;
	set->id = import_id(import, "set-", key, draft->has_id);
	set->vignette = text;
	unsigned number = 0;
	for (const struct bank_question *q = cloze->questions; q; q = q->next, number++) {
		struct bank_draft member;
		if (!make_member(cloze, q, number, &member))
			continue;
		if (last_id.value.at)
			draft_finish(&last, last_id);
		last = member;
		last.source = draft->source;
		last.question.set = set;
		last_id = import_id(import, "q-", member_key(draft, key, number), false);
	}
	if (!last_id.value.at) {
		draft_leave_out(draft, "none of its questions can be carried over");
		return;
	}
	draft_change(draft, STR("several questions in one text"), "a question has one answer",
		     "written as a question set, with a question for each gap");
	if (draft->source->general.text.at && str_trim(draft->source->general.text).len)
		draft_change(draft, STR("general feedback"), "question sets have no explanation",
			     "added to that of the last question");
	draft_explain(&last, NULL, &draft->source->general);
	draft_note_losses(&last);
	draft_finish(&last, last_id);
}

void cloze_import(struct bank_draft *draft)
{
	struct bank_text text = draft->source->stem;
	struct cloze *cloze = arena_alloc(draft->arena, sizeof(*cloze));
	if (!cloze)
		return;
	cloze->draft = draft;
	cloze->stems.arena = draft->arena;
	cloze->questions = text.text.at ? cloze_parse(draft->arena, text.text, &text.text) : NULL;
	for (const struct bank_question *q = cloze->questions; q; q = q->next)
		cloze->stems.count++;
	struct flow *read = cloze->stems.count ? bank_flow(draft, &text) : NULL;
	if (!read) {
		draft_leave_out(draft, "its text has no embedded questions");
		return;
	}
	gap_stems_take(&cloze->stems, read);
	draft_note_name(draft, read);
	if (cloze->stems.count == 1)
		import_single(cloze, read);
	else
		import_set(cloze, read);
}
