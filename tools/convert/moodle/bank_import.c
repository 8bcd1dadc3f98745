#include "convert/moodle/bank_import.h"

#include "base/path.h"
#include "base/utf8.h"
#include "convert/moodle/bank_parts.h"
#include "convert/moodle/cloze.h"

#include <stdarg.h>

enum { TITLE_MAX = 60 };

void draft_change(struct bank_draft *draft, struct str what, const char *why, const char *outcome)
{
	ledger_change(&draft->bank->import->ledger, draft->item, what, why, outcome);
}

static void add_formatted(struct bank_draft *draft, struct buf *text, const char *format, va_list args)
{
	buf_init(text, BUF_CAP);
	buf_vformat(text, format, args);
	draft->arena->failed = draft->arena->failed || buf_failed(text);
}

void draft_changef(struct bank_draft *draft, const char *why, const char *outcome, const char *what, ...)
{
	struct buf text;
	va_list args;
	va_start(args, what);
	add_formatted(draft, &text, what, args);
	va_end(args);
	draft_change(draft, buf_view(&text), why, outcome);
	arena_drop(&draft->bank->import->arena, &text);
}

void draft_leave_out(struct bank_draft *draft, const char *why, ...)
{
	struct buf text;
	va_list args;
	draft->left_out = true;
	va_start(args, why);
	add_formatted(draft, &text, why, args);
	va_end(args);
	if (draft->part.at)
		draft_change(draft, draft->part, buf_cstr(&text), "left out");
	else
		ledger_leave_out(&draft->bank->import->ledger, draft->item, "%s", buf_cstr(&text));
	arena_drop(&draft->bank->import->arena, &text);
}

void bank_importer_init(struct bank_importer *bank, struct import *import, const char *path)
{
	const char *name = path_name(path), *dot = strrchr(name, '.');
	size_t len = dot && dot > name ? (size_t)(dot - name) : strlen(name);
	*bank = (struct bank_importer){ .import = import, .title = { name, len } };
	map_init(&bank->keys);
}

void bank_importer_release(struct bank_importer *bank)
{
	bank_leave_category(bank, STR_NONE);
	map_release(&bank->keys);
}

struct str draft_own_key(struct bank_draft *draft, struct str key, bool *own)
{
	struct str made = make_attribute(draft->arena, key).value;
	void **slot = made.len && !map_get(&draft->bank->keys, made) ? map_put(&draft->bank->keys, made) : NULL;
	*own = slot != NULL;
	if (!slot)
		return import_text_key(draft->bank->import, "question", key);
	*slot = draft->bank;
	return made;
}

struct str draft_key(struct bank_draft *draft)
{
	const struct bank_question *source = draft->source;
	struct buf text;
	struct str key;
	buf_init(&text, BUF_CAP);
	if (source->id.at && source->id.len) {
		buf_text(&text, "question:");
		buf_str(&text, source->id);
		key = draft_own_key(draft, buf_view(&text), &draft->has_id);
	} else {
		buf_str(&text, source->name.at ? source->name : STR(""));
		buf_str(&text, source->stem.text.at ? source->stem.text : STR(""));
		buf_str(&text, source->tail.text.at ? source->tail.text : STR(""));
		key = import_text_key(draft->bank->import, "question", buf_view(&text));
	}
	draft->arena->failed = draft->arena->failed || buf_failed(&text);
	buf_release(&text);
	return key;
}

struct attribute draft_id(struct bank_draft *draft, const char *prefix)
{
	struct str key = draft_key(draft);
	struct attribute id = import_id(draft->bank->import, prefix, key, draft->has_id);
	if (draft->has_id)
		import_report_id(draft->bank->import, key, id, draft->item);
	return id;
}

/* The text of a question, with a gap where its answers are. */
static struct bank_text gapped(struct bank_draft *draft)
{
	const struct bank_question *source = draft->source;
	struct bank_text text = source->stem;
	struct buf joined;
	if (!source->tail.text.at)
		return text;
	text.format = source->tail.format == BANK_HTML ? BANK_HTML : text.format;
	buf_init(&joined, BUF_CAP);
	if (text.text.at)
		buf_str(&joined, text.text);
	buf_text(&joined, text.text.at && !source->gap_joined ? " " : "");
	buf_text(&joined, text.format == BANK_MARKDOWN ? "\\_\\_\\_\\_\\_" : "_____");
	buf_text(&joined, source->tail_joined ? "" : " ");
	buf_str(&joined, source->tail.text);
	text.text = make_str(draft->arena, buf_view(&joined));
	draft->arena->failed = draft->arena->failed || buf_failed(&joined);
	buf_release(&joined);
	return text;
}

void draft_note_name(struct bank_draft *draft, const struct flow *text)
{
	struct str name = draft->source->name.at ? str_trim(draft->source->name) : STR("");
	if (!import_repeats(draft->bank->import, name, text))
		draft_change(draft, STR("name"), "questions have no names", "left out");
}

static void read_stem(struct bank_draft *draft)
{
	struct str name = draft->source->name.at ? str_trim(draft->source->name) : STR("");
	struct bank_text text = gapped(draft);
	text = take_vignette(draft, &text);
	if (draft->source->kind == BANK_GAPS)
		text = mark_gaps(draft, &text);
	draft->bank->set = draft->question.set ? draft->bank->set : NULL;
	draft->question.stem = bank_flow(draft, &text);
	if (draft->question.stem) {
		draft_note_name(draft, draft->question.stem);
		return;
	}
	draft->question.stem = name.len ? make_plain_flow(draft->arena, name) : NULL;
	if (name.len)
		draft_change(draft, STR("text"), "there is none", "the name was used");
	else
		draft_leave_out(draft, "it has no text");
}

static void note_unused(struct bank_draft *draft, const struct bank_text *text)
{
	for (const struct bank_file *file = text->files; file; file = file->next)
		if (!file->used)
			draft_changef(draft, "no text shows it", "left out", "file '%.*s'", STR_ARG(file->name));
}

void draft_note_losses(struct bank_draft *draft)
{
	const struct bank_question *source = draft->source;
	for (const struct bank_note *note = source->notes; note; note = note->next)
		draft_change(draft, note->what, note->why, note->outcome);
	for (const struct bank_hint *hint = source->hints; hint; hint = hint->next) {
		if (hint->text.text.at && str_trim(hint->text.text).len)
			draft_change(draft, STR("hint"), "questions have no hints", "added to the explanation");
		draft_explain(draft, NULL, &hint->text);
		note_unused(draft, &hint->text);
	}
	note_unused(draft, &source->stem);
	note_unused(draft, &source->general);
	note_unused(draft, &source->model);
	for (const struct bank_answer *answer = source->answers; answer; answer = answer->next) {
		note_unused(draft, &answer->text);
		note_unused(draft, &answer->feedback);
	}
}

/* The name of the question, or the start of its text. */
static struct str section_title(struct bank_draft *draft, const struct flow *text)
{
	struct str name = draft->source->name.at ? str_trim(draft->source->name) : STR("");
	struct buf plain;
	if (name.len)
		return name;
	buf_init(&plain, BUF_CAP);
	inline_plain(&plain, text->text);
	struct str start = str_trim(buf_view(&plain));
	if (start.len > TITLE_MAX) {
		for (start.len = TITLE_MAX; start.len && !ascii_is_space(start.at[start.len]);)
			start.len--;
		start.len += start.len ? 0 : utf8_valid_prefix((struct str){ start.at, TITLE_MAX });
	}
	name = arena_str(draft->arena, start.len ? start : draft->bank->title);
	draft->arena->failed = draft->arena->failed || buf_failed(&plain);
	buf_release(&plain);
	return name;
}

/* Makes a section of a text. */
static void finish_section(struct bank_draft *draft, const struct flow *text)
{
	struct import *import = draft->bank->import;
	struct import_lesson *lesson = bank_open_lesson(draft->bank);
	for (const struct bank_string *tag = draft->source->tags; tag; tag = tag->next)
		draft_changef(draft, "sections have none", "left out", "tag '%.*s'", STR_ARG(tag->text));
	struct section *section =
		import_section(import, lesson, draft_id(draft, "s-"), section_title(draft, text), draft->item);
	struct block_chain blocks;
	block_chain_init(&blocks);
	struct block *p = text->text ? make_block(draft->arena, BLOCK_P) : NULL;
	if (p)
		p->of.p = text->text;
	block_chain_add(&blocks, p);
	block_chain_add(&blocks, text->blocks);
	if (section)
		section->blocks = blocks.first;
}

static void import_description(struct bank_draft *draft)
{
	struct flow *text = bank_flow(draft, &draft->source->stem);
	struct flow *general = bank_flow(draft, &draft->source->general);
	if (flow_is_blank(text) && flow_is_blank(general)) {
		draft_leave_out(draft, "it has no text");
		return;
	}
	if (!flow_is_blank(text) && !flow_is_blank(general)) {
		flow_append(draft->arena, text, general);
		draft_change(draft, STR("general feedback"), "sections have none", "added to the text");
	}
	text = flow_is_blank(text) ? general : text;
	draft_note_losses(draft);
	finish_section(draft, text);
}

void draft_answers(struct bank_draft *draft)
{
	static void (*const kinds[])(struct bank_draft *) = {
		[BANK_ESSAY] = draft_essay,	  [BANK_TRUE_FALSE] = draft_true_false,
		[BANK_CHOICE] = draft_choice,	  [BANK_SHORT] = draft_short,
		[BANK_NUMERIC] = draft_numeric,	  [BANK_MATCHING] = draft_matching,
		[BANK_ORDERING] = draft_ordering, [BANK_GAPS] = draft_gaps,
	};
	kinds[draft->source->kind](draft);
}

void draft_finish(struct bank_draft *draft, struct attribute id)
{
	struct import *import = draft->bank->import;
	for (const struct bank_string *tag = draft->source->tags; tag; tag = tag->next)
		import_tag(import, &draft->question.tags, tag->text, draft->item);
	struct question *made =
		import_question(import, bank_open_lesson(draft->bank), draft->question.kind, id, draft->item);
	if (!made)
		return;
	struct question *next = made->next;
	*made = draft->question;
	made->id = id;
	made->next = next;
}

static void import_one(struct bank_draft *draft)
{
	read_stem(draft);
	if (draft->left_out)
		return;
	draft->question.explanation = bank_flow(draft, &draft->source->general);
	draft_answers(draft);
	if (draft->left_out)
		return;
	draft_note_losses(draft);
	if (draft->is_text)
		finish_section(draft, draft->question.stem);
	else
		draft_finish(draft, draft_id(draft, "q-"));
}

void bank_import(struct bank_importer *bank, const struct bank_question *question)
{
	if (question->kind == BANK_CATEGORY && !question->refused) {
		bank_leave_category(bank, question->name);
		bank->category = *question;
		return;
	}
	struct ledger *ledger = &bank->import->ledger;
	bool described = question->kind == BANK_DESCRIPTION;
	struct str name = question->name.at && question->name.len ? question->name
			  : question->stem.text.at		  ? question->stem.text
								  : STR("");
	struct bank_draft draft = {
		.bank = bank,
		.arena = &bank->import->arena,
		.source = question,
		.item = ledger_read(ledger, described ? LEDGER_SECTION : LEDGER_QUESTION, name, question->line),
	};
	if (question->refused)
		draft_leave_out(&draft, "%s", question->refused);
	else if (described)
		import_description(&draft);
	else if (question->kind == BANK_CLOZE)
		cloze_import(&draft);
	else
		import_one(&draft);
	bank->import->arena.failed = bank->import->arena.failed || ledger_failed(ledger);
}
