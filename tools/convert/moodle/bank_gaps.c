/* Questions whose text has gaps to fill with choices from a list. */
#include "convert/core/gaps.h"
#include "convert/moodle/bank_parts.h"

/* [[12]] at an offset: its length, or 0. */
static size_t gap_length(struct str text, size_t at, unsigned *number)
{
	size_t i = at + 2;
	*number = 0;
	if (i >= text.len || text.at[at] != '[' || text.at[at + 1] != '[')
		return 0;
	for (; i < text.len && ascii_is_digit(text.at[i]) && *number < GAPS_MAX; i++)
		*number = *number * 10 + (unsigned)(text.at[i] - '0');
	bool closed = i + 1 < text.len && text.at[i] == ']' && text.at[i + 1] == ']';
	return closed && *number > 0 && *number < GAPS_MAX ? i + 2 - at : 0;
}

struct bank_text mark_gaps(struct bank_draft *draft, const struct bank_text *text)
{
	struct bank_text marked = *text;
	struct buf out;
	buf_init(&out, BUF_CAP);
	for (size_t i = 0; i < text->text.len;) {
		unsigned number;
		size_t len = gap_length(text->text, i, &number);
		if (len)
			gap_add(&out, number);
		else
			buf_char(&out, text->text.at[i]);
		i += len ? len : 1;
	}
	if (text->text.at)
		marked.text = arena_str(draft->arena, buf_view(&out));
	draft->arena->failed = draft->arena->failed || buf_failed(&out);
	buf_release(&out);
	return marked;
}

struct gap_list {
	struct bank_draft *draft;
	unsigned numbers[GAPS_MAX]; /* of the right answers */
	unsigned count;
	unsigned written;
};

static void list_gap(void *context, unsigned number)
{
	struct gap_list *list = context;
	if (list->count < GAPS_MAX)
		list->numbers[list->count++] = number;
}

static void list_run(void *context, struct inline_node *run)
{
	gaps_in_run(run, list_gap, context);
}

static void write_gap(void *context, unsigned number, struct buf *out)
{
	struct gap_list *list = context;
	(void)number;
	list->written++;
	if (list->count == 1)
		buf_text(out, "_____");
	else
		buf_format(out, "(%u) _____", list->written);
}

static void write_run(void *context, struct inline_node *run)
{
	struct gap_list *list = context;
	gaps_replace(list->draft->arena, run, write_gap, list);
}

static const struct bank_answer *answer_of(const struct bank_draft *draft, unsigned number)
{
	const struct bank_answer *answer = draft->source->answers;
	while (answer && --number > 0)
		answer = answer->next;
	return answer;
}

/* One gap: a question with the choices of its group. */
static void one_gap(struct bank_draft *draft, const struct bank_answer *right)
{
	draft->question.kind = QUESTION_SINGLE;
	draft->question.fixed_order = draft->source->fixed_order;
	size_t count = 0;
	for (const struct bank_answer *a = draft->source->answers; a; a = a->next) {
		if (a->group != right->group)
			continue;
		struct option *option = import_option(draft->bank->import, &draft->question.options);
		if (!option)
			return;
		option->text = bank_inline(draft, &a->text);
		option->correct = a == right;
		count++;
	}
	if (count < 2)
		draft_leave_out(draft, "it has fewer than two answers to choose from");
}

/* Several gaps: they are prompts, and all choices are in one list. */
static void many_gaps(struct bank_draft *draft, const struct gap_list *gaps)
{
	struct str choice_ids[GAPS_MAX];
	unsigned count = 0;
	bool groups = false;
	struct buf text;
	buf_init(&text, BUF_CAP);
	draft->question.kind = QUESTION_MATCHING;
	draft->question.fixed_order = draft->source->fixed_order;
	for (const struct bank_answer *a = draft->source->answers; a && count < GAPS_MAX; a = a->next) {
		struct option *choice = import_option(draft->bank->import, &draft->question.options);
		if (!choice)
			break;
		buf_clear(&text);
		buf_format(&text, "c%u", count + 1);
		choice->id = make_attribute(draft->arena, buf_view(&text));
		choice->text = bank_inline(draft, &a->text);
		choice_ids[count++] = choice->id.value;
		groups = groups || a->group != draft->source->answers->group;
	}
	for (unsigned i = 0; i < gaps->count && !buf_failed(&text); i++) {
		struct option *prompt = import_option(draft->bank->import, &draft->question.prompts);
		if (!prompt || gaps->numbers[i] > count)
			break;
		buf_clear(&text);
		buf_format(&text, "(%u)", i + 1);
		prompt->text = make_text(draft->arena, buf_view(&text));
		prompt->choice.value = choice_ids[gaps->numbers[i] - 1];
	}
	if (groups)
		draft_change(draft, STR("groups of choices"), "a matching question has one list of choices",
			     "all choices are in one list");
	draft_change(draft, STR("gaps in the text"), "questions have no gaps to fill",
		     "written as numbered gaps to match");
	draft->arena->failed = draft->arena->failed || buf_failed(&text);
	buf_release(&text);
}

void draft_gaps(struct bank_draft *draft)
{
	struct gap_list *gaps = arena_alloc(draft->arena, sizeof(*gaps));
	if (!gaps)
		return;
	gaps->draft = draft;
	gaps_each_run(draft->question.stem, list_run, gaps);
	gaps_each_run(draft->question.stem, write_run, gaps);
	if (!gaps->count) {
		draft_leave_out(draft, "its text has no gaps");
		return;
	}
	for (unsigned i = 0; i < gaps->count; i++) {
		const struct bank_answer *right = answer_of(draft, gaps->numbers[i]);
		if (right && right->text.text.at && str_trim(right->text.text).len)
			continue;
		draft_leave_out(draft, "it has no choice %u for a gap", gaps->numbers[i]);
		return;
	}
	if (gaps->count == 1)
		one_gap(draft, answer_of(draft, gaps->numbers[0]));
	else
		many_gaps(draft, gaps);
}
