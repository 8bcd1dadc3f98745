#include "convert/moodle/bank_export.h"

#include "convert/core/plain.h"
#include "convert/moodle/bank_export_parts.h"

void bank_exporter_init(struct bank_exporter *bank, struct export *export)
{
	*bank = (struct bank_exporter){ .export = export };
	arena_init(&bank->arena);
	arena_init(&bank->names);
	map_init(&bank->counted);
}

void bank_exporter_release(struct bank_exporter *bank)
{
	map_release(&bank->counted);
	arena_release(&bank->names);
	arena_release(&bank->arena);
}

static void lose_rest(struct bank_exporter *bank, const struct lesson *lesson)
{
	struct ledger *ledger = &bank->export->ledger;
	export_leave_out_text(
		bank->export, lesson, bank->item,
		&(struct export_text){ .why = "question banks have only questions", .summary = true, .sources = true });
	for (const struct reference *r = lesson->sources; r; r = r->next) {
		struct ledger_item *item = ledger_read(ledger, LEDGER_SOURCE, r->id.value, 0);
		if (bank_is_cited(lesson->questions, r))
			ledger_change(ledger, item, STR("place in the list of sources"),
				      "question banks have no such list",
				      "written after the explanations of the questions that cite it");
		else
			ledger_leave_out(ledger, item, "no question cites it");
	}
}

/* The name of a category, in which // is a slash. */
static void add_category(struct buf *path, struct str name)
{
	buf_char(path, '/');
	for (size_t i = 0; i < name.len; i++) {
		buf_char(path, name.at[i]);
		if (name.at[i] == '/')
			buf_char(path, '/');
	}
}

void bank_export_lesson(struct bank_exporter *bank, const struct lesson *lesson, struct bank_question *category)
{
	struct buf path;
	arena_clear(&bank->arena);
	bank->lesson = lesson;
	bank->item = ledger_read(&bank->export->ledger, LEDGER_LESSON, lesson->id.value, 0);
	lose_rest(bank, lesson);
	*category = (struct bank_question){ .kind = BANK_CATEGORY };
	buf_init(&path, BUF_CAP);
	buf_text(&path, "$course$/top");
	if (bank->export->unit.len)
		add_category(&path, bank->export->unit);
	struct plain plain = { &bank->export->ledger, bank->item, "the title" };
	struct str words = plain_title(&plain, lesson, &bank->arena);
	add_category(&path, words.len ? words : lesson->id.value);
	category->name = arena_str(&bank->arena, buf_view(&path));
	category->id = lesson->id.value;
	category->stem = bank_summary(bank);
	bank->arena.failed = bank->arena.failed || buf_failed(&path);
	buf_release(&path);
}

static void lose_attributes(struct bank_exporter *bank, const struct question *question)
{
	static const char why[] = "question banks have no such attribute";
	if (question->objective.value.at)
		bank_lose(bank, "objective", why, "left out");
	if (question->difficulty)
		bank_lose(bank, "difficulty", why, "left out");
	if (question->progress.value.at)
		bank_lose(bank, "progress", why, "left out");
	if (question->access == ACCESS_MEMBER || (question->set && question->set->access == ACCESS_MEMBER))
		bank_lose(bank, "access for members only", why, "left out");
}

static void add_tags(struct bank_exporter *bank, struct str tags, struct bank_question *made)
{
	struct str tag = { NULL, 0 };
	struct bank_string **end = &made->tags;
	while (tags.at && tags_next(tags, &tag)) {
		struct bank_string *string = arena_alloc(&bank->arena, sizeof(*string));
		if (!string)
			return;
		string->text = tag;
		*end = string;
		end = &string->next;
	}
}

bool bank_export_question(struct bank_exporter *bank, const struct question *question, struct bank_question *made)
{
	static void (*const kinds[])(struct bank_exporter *, const struct question *, struct bank_question *) = {
		[QUESTION_SINGLE] = bank_export_choice,	    [QUESTION_MULTIPLE] = bank_export_choice,
		[QUESTION_OPEN] = bank_export_open,	    [QUESTION_NUMERIC] = bank_export_numeric,
		[QUESTION_MATCHING] = bank_export_matching, [QUESTION_ORDERING] = bank_export_ordering,
	};
	struct ledger *ledger = &bank->export->ledger;
	bank->item = ledger_read(ledger, LEDGER_QUESTION, question->id.value, 0);
	*made = (struct bank_question){ .id = question->id.value };
	if (question->kind == QUESTION_ORDERING && !bank->ordering) {
		ledger_leave_out(ledger, bank->item, "the format has no questions to put in order");
		return false;
	}
	made->name = bank_name(bank, question->stem);
	made->name = made->name.len ? made->name : question->id.value;
	made->stem = bank_stem(bank, question);
	made->general = bank_explanation(bank, question, question->explanation);
	made->fixed_order = question->fixed_order;
	add_tags(bank, question->tags.value, made);
	lose_attributes(bank, question);
	bank_lose_markup(bank, question);
	kinds[question->kind](bank, question, made);
	return true;
}
