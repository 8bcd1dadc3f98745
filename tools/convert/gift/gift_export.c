/* Exports GIFT: https://docs.moodle.org/en/GIFT_format */
#include "convert/formats.h"
#include "convert/moodle/bank_export.h"

#include <stdlib.h>

struct gift_writer {
	struct bank_exporter bank;
	struct buf *out;
};

static enum result begin(struct export *export, void **state, struct buf *why)
{
	(void)why;
	struct gift_writer *w = *state = calloc(1, sizeof(*w));
	if (!w)
		return RESULT_NO_MEMORY;
	bank_exporter_init(&w->bank, export);
	w->bank.ranges = true;
	w->out = export->out;
	return RESULT_OK;
}

static void release(void *state)
{
	struct gift_writer *w = state;
	if (w)
		bank_exporter_release(&w->bank);
	free(w);
}

static void escape(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\n') {
			buf_text(out, "\\n");
			continue;
		}
		if (text.at[i] == '\r')
			continue;
		if (text.at[i] && strchr("\\~=#{}:", text.at[i]))
			buf_char(out, '\\');
		buf_char(out, text.at[i]);
	}
}

/* After a mark, and only if there is some. */
static void write_feedback(struct gift_writer *w, const char *mark, const struct bank_text *text)
{
	if (!text->text.len)
		return;
	buf_text(w->out, mark);
	escape(w->out, text->text);
}

static void write_choices(struct gift_writer *w, const struct bank_question *question)
{
	for (const struct bank_answer *a = question->answers; a; a = a->next) {
		bool right = question->single && a->fraction == BANK_ALL;
		buf_text(w->out, right ? "\n\t=" : "\n\t~");
		if (!right && a->fraction) {
			buf_char(w->out, '%');
			bank_fraction_write(w->out, a->fraction);
			buf_char(w->out, '%');
		}
		escape(w->out, a->text.text);
		write_feedback(w, "#", &a->feedback);
	}
}

/* The feedback on a wrong reply comes first. */
static void write_true_false(struct gift_writer *w, const struct bank_question *question)
{
	const struct bank_answer *yes = question->answers, *no = yes->next;
	const struct bank_answer *right = yes->correct ? yes : no, *wrong = yes->correct ? no : yes;
	buf_text(w->out, yes->correct ? "TRUE" : "FALSE");
	if (wrong->feedback.text.len || right->feedback.text.len)
		buf_char(w->out, '#');
	escape(w->out, wrong->feedback.text);
	write_feedback(w, "#", &right->feedback);
}

static void write_short(struct gift_writer *w, const struct bank_question *question)
{
	for (const struct bank_answer *a = question->answers; a; a = a->next) {
		buf_text(w->out, "\n\t=[plain]");
		/* An asterisk stands for any text, unless it is escaped. */
		for (size_t i = 0; i < a->text.text.len; i++) {
			if (a->text.text.at[i] == '*')
				buf_text(w->out, "\\\\");
			escape(w->out, (struct str){ a->text.text.at + i, 1 });
		}
	}
}

static void write_numeric(struct gift_writer *w, const struct bank_question *question)
{
	const struct bank_answer *a = question->answers;
	buf_format(w->out, "#%.*s%s%.*s", STR_ARG(a->number), a->number_kind == BANK_NUMBER_RANGE ? ".." : ":",
		   STR_ARG(a->second));
}

static void write_matching(struct gift_writer *w, const struct bank_question *question)
{
	for (const struct bank_answer *a = question->answers; a; a = a->next) {
		buf_text(w->out, "\n\t=");
		escape(w->out, a->text.text);
		buf_text(w->out, " -> ");
		escape(w->out, a->match);
	}
}

static void write_answers(struct gift_writer *w, const struct bank_question *question)
{
	switch (question->kind) {
	case BANK_TRUE_FALSE: write_true_false(w, question); break;
	case BANK_CHOICE: write_choices(w, question); break;
	case BANK_SHORT: write_short(w, question); break;
	case BANK_NUMERIC: write_numeric(w, question); break;
	case BANK_MATCHING: write_matching(w, question); break;
	default: break;
	}
}

static void write_question(struct gift_writer *w, const struct bank_question *question)
{
	buf_format(w->out, "// [id:%.*s]", STR_ARG(question->id));
	for (const struct bank_string *tag = question->tags; tag; tag = tag->next)
		buf_format(w->out, " [tag:%.*s]", STR_ARG(tag->text));
	buf_text(w->out, "\n::");
	escape(w->out, question->name);
	buf_text(w->out, "::[html]");
	escape(w->out, question->stem.text);
	buf_char(w->out, '{');
	write_answers(w, question);
	/* Essays have nowhere else to say what a good answer is. */
	write_feedback(w, "\n\t####", question->model.text.len ? &question->model : &question->general);
	buf_text(w->out, "\n}\n\n");
}

/* What bank_export.h can say, but this format cannot. */
static void lose(struct gift_writer *w, const struct bank_question *question)
{
	struct ledger *ledger = &w->bank.export->ledger;
	bool shuffled = question->kind == BANK_CHOICE || question->kind == BANK_MATCHING;
	if (shuffled && question->fixed_order)
		ledger_change(ledger, w->bank.item, STR("fixed order of options"), "GIFT has no mark for it",
			      "left out");
	if (question->model.text.len && question->general.text.len)
		ledger_change(ledger, w->bank.item, STR("explanation"), "essays have either it or a model answer",
			      "left out");
	if (question->kind == BANK_CATEGORY && question->stem.text.len)
		ledger_change(ledger, w->bank.item, STR("summary"), "categories have only a name", "left out");
}

static enum result write_lesson(void *state, const struct lesson *lesson, struct buf *why)
{
	struct gift_writer *w = state;
	struct bank_question made;
	(void)why;
	bank_export_lesson(&w->bank, lesson, &made);
	lose(w, &made);
	if (lesson->questions)
		buf_format(w->out, "$CATEGORY: %.*s\n\n", STR_ARG(made.name));
	for (const struct question *q = lesson->questions; q; q = q->next) {
		if (!bank_export_question(&w->bank, q, &made))
			continue;
		lose(w, &made);
		write_question(w, &made);
	}
	return bank_export_failed(&w->bank) || buf_failed(w->out) ? RESULT_NO_MEMORY : RESULT_OK;
}

static enum result end(void *state, struct buf *why)
{
	const struct gift_writer *w = state;
	(void)why;
	return buf_failed(w->out) ? RESULT_NO_MEMORY : RESULT_OK;
}

const struct exporter gift_exporter = {
	.name = "gift",
	.about = "questions in GIFT",
	.begin = begin,
	.lesson = write_lesson,
	.end = end,
	.release = release,
};
