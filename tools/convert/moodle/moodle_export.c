/* Exports Moodle XML, as Moodle itself writes it: https://docs.moodle.org/en/Moodle_XML_format */
#include "base/base64.h"
#include "convert/html/html_write.h"
#include "convert/formats.h"
#include "convert/moodle/bank_export.h"

#include <stdlib.h>

struct moodle_writer {
	struct bank_exporter bank;
	struct buf *out;
	struct buf *why;
	enum result result;
};

static enum result begin(struct export *export, void **state, struct buf *why)
{
	(void)why;
	struct moodle_writer *w = *state = calloc(1, sizeof(*w));
	if (!w)
		return RESULT_NO_MEMORY;
	bank_exporter_init(&w->bank, export);
	w->bank.files = w->bank.ordering = w->bank.units = true;
	w->out = export->out;
	buf_text(w->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
	return RESULT_OK;
}

static void release(void *state)
{
	struct moodle_writer *w = state;
	if (w)
		bank_exporter_release(&w->bank);
	free(w);
}

/* Between CDATA marks if it has markup. */
static void write_text(struct moodle_writer *w, struct str text)
{
	buf_text(w->out, "<text>");
	bool marked = text.len && (memchr(text.at, '<', text.len) || memchr(text.at, '&', text.len));
	for (size_t at = 0; marked && at < text.len;) {
		const char *end = memmem(text.at + at, text.len - at, "]]>", 3);
		size_t len = end ? (size_t)(end - text.at) + 2 - at : text.len - at;
		buf_text(w->out, "<![CDATA[");
		buf_add(w->out, text.at + at, len);
		buf_text(w->out, "]]>");
		at += len;
	}
	if (!marked)
		html_escape(w->out, text);
	buf_text(w->out, "</text>\n");
}

/* Files are named by their paths in the tree: folders in path, which begins and ends with a slash. */
static void write_files(struct moodle_writer *w, const struct bank_file *file)
{
	struct export *export = w->bank.export;
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	for (; file && w->result == RESULT_OK; file = file->next) {
		const char *slash = memrchr(file->name.at, '/', file->name.len);
		size_t folder = slash ? (size_t)(slash + 1 - file->name.at) : 0;
		w->result = export->read_file(export->context, file->name, &bytes, w->why);
		if (w->result != RESULT_OK)
			break;
		buf_text(w->out, "<file name=\"");
		html_escape(w->out, (struct str){ file->name.at + folder, file->name.len - folder });
		buf_text(w->out, "\" path=\"/");
		html_escape(w->out, (struct str){ file->name.at, folder });
		buf_text(w->out, "\" encoding=\"base64\">");
		base64_add(w->out, buf_view(&bytes).at, bytes.len);
		buf_text(w->out, "</file>\n");
	}
	if (buf_failed(&bytes))
		w->result = RESULT_NO_MEMORY;
	buf_release(&bytes);
}

static const char *format_name(const struct bank_text *text)
{
	return text->format == BANK_PLAIN ? "plain_text" : "html";
}

static void write_field(struct moodle_writer *w, const char *name, const struct bank_text *text)
{
	buf_format(w->out, "    <%s format=\"%s\">\n      ", name, format_name(text));
	write_text(w, text->text);
	write_files(w, text->files);
	buf_format(w->out, "    </%s>\n", name);
}

static void write_value(struct moodle_writer *w, const char *name, const char *value)
{
	buf_format(w->out, "    <%s>%s</%s>\n", name, value, name);
}

/* Appends a plain answer. An asterisk in one that learners write stands for any text, unless it is escaped. */
static void write_plain(struct moodle_writer *w, struct str text, bool wild)
{
	struct buf escaped;
	buf_init(&escaped, BUF_CAP);
	for (size_t i = 0; i < text.len; i++) {
		if (wild && text.at[i] == '*')
			buf_char(&escaped, '\\');
		buf_char(&escaped, text.at[i]);
	}
	buf_text(w->out, "      ");
	write_text(w, buf_view(&escaped));
	w->out->failed = w->out->failed || buf_failed(&escaped);
	buf_release(&escaped);
}

static void open_answer(struct moodle_writer *w, bank_fraction fraction, const char *format)
{
	buf_text(w->out, "    <answer fraction=\"");
	bank_fraction_write(w->out, fraction);
	buf_format(w->out, "\" format=\"%s\">\n", format);
}

static void close_answer(struct moodle_writer *w, const struct bank_answer *answer)
{
	buf_text(w->out, "      <feedback format=\"html\">\n        ");
	write_text(w, answer->feedback.text);
	write_files(w, answer->feedback.files);
	buf_text(w->out, "      </feedback>\n    </answer>\n");
}

static void write_choices(struct moodle_writer *w, const struct bank_question *question)
{
	write_value(w, "single", question->single ? "true" : "false");
	write_value(w, "shuffleanswers", question->fixed_order ? "false" : "true");
	write_value(w, "answernumbering", "abc");
	for (const struct bank_answer *a = question->answers; a; a = a->next) {
		open_answer(w, a->fraction, "html");
		buf_text(w->out, "      ");
		write_text(w, a->text.text);
		write_files(w, a->text.files);
		close_answer(w, a);
	}
}

static void write_true_false(struct moodle_writer *w, const struct bank_question *question)
{
	for (const struct bank_answer *a = question->answers; a; a = a->next) {
		open_answer(w, a->fraction, "moodle_auto_format");
		write_plain(w, a == question->answers ? STR("true") : STR("false"), false);
		close_answer(w, a);
	}
}

static void write_short(struct moodle_writer *w, const struct bank_question *question)
{
	write_value(w, "usecase", "0");
	for (const struct bank_answer *a = question->answers; a; a = a->next) {
		open_answer(w, a->fraction, "moodle_auto_format");
		write_plain(w, a->text.text, true);
		close_answer(w, a);
	}
}

static void write_numeric(struct moodle_writer *w, const struct bank_question *question)
{
	for (const struct bank_answer *a = question->answers; a; a = a->next) {
		open_answer(w, a->fraction, "moodle_auto_format");
		write_plain(w, a->number, false);
		buf_format(w->out, "      <tolerance>%.*s</tolerance>\n", STR_ARG(a->second));
		close_answer(w, a);
	}
	if (question->unit.len) {
		buf_text(w->out, "    <units>\n      <unit>\n        <multiplier>1</multiplier>\n        <unit_name>");
		html_escape(w->out, question->unit);
		buf_text(w->out, "</unit_name>\n      </unit>\n    </units>\n");
	}
	/* A unit is not graded, but shown in a list. */
	write_value(w, "unitgradingtype", "0");
	write_value(w, "unitpenalty", "0.1");
	write_value(w, "showunits", question->unit.len ? "2" : "3");
	write_value(w, "unitsleft", "0");
}

static void write_matching(struct moodle_writer *w, const struct bank_question *question)
{
	write_value(w, "shuffleanswers", question->fixed_order ? "false" : "true");
	for (const struct bank_answer *a = question->answers; a; a = a->next) {
		buf_text(w->out, "    <subquestion format=\"html\">\n      ");
		write_text(w, a->text.text);
		write_files(w, a->text.files);
		buf_text(w->out, "      <answer>\n  ");
		write_plain(w, a->match, false);
		buf_text(w->out, "      </answer>\n    </subquestion>\n");
	}
}

static void write_ordering(struct moodle_writer *w, const struct bank_question *question)
{
	unsigned position = 0;
	write_value(w, "layouttype", "VERTICAL");
	write_value(w, "selecttype", "ALL");
	write_value(w, "selectcount", "0");
	write_value(w, "gradingtype", "ABSOLUTE_POSITION");
	write_value(w, "showgrading", "SHOW");
	write_value(w, "numberingstyle", "none");
	for (const struct bank_answer *a = question->answers; a; a = a->next) {
		buf_format(w->out, "    <answer fraction=\"%u.0000000\" format=\"html\">\n      ", ++position);
		write_text(w, a->text.text);
		write_files(w, a->text.files);
		close_answer(w, a);
	}
}

static void write_essay(struct moodle_writer *w, const struct bank_question *question)
{
	write_value(w, "responseformat", "editor");
	write_value(w, "responserequired", "1");
	write_value(w, "responsefieldlines", "15");
	write_value(w, "attachments", "0");
	write_value(w, "attachmentsrequired", "0");
	write_field(w, "graderinfo", &question->model);
	write_field(w, "responsetemplate", &(struct bank_text){ .format = BANK_HTML });
}

static const struct {
	const char *type;
	const char *penalty;
	void (*write)(struct moodle_writer *w, const struct bank_question *question);
} types[] = {
	[BANK_ESSAY] = { "essay", "0", write_essay },
	[BANK_TRUE_FALSE] = { "truefalse", "1", write_true_false },
	[BANK_CHOICE] = { "multichoice", "0.3333333", write_choices },
	[BANK_SHORT] = { "shortanswer", "0.3333333", write_short },
	[BANK_NUMERIC] = { "numerical", "0.3333333", write_numeric },
	[BANK_MATCHING] = { "matching", "0.3333333", write_matching },
	[BANK_ORDERING] = { "ordering", "0.3333333", write_ordering },
};

static void write_id(struct moodle_writer *w, struct str id)
{
	buf_text(w->out, "    <idnumber>");
	html_escape(w->out, id);
	buf_text(w->out, "</idnumber>\n");
}

static void write_category(struct moodle_writer *w, const struct bank_question *category)
{
	buf_text(w->out, "  <question type=\"category\">\n    <category>\n      ");
	write_text(w, category->name);
	buf_text(w->out, "    </category>\n");
	write_field(w, "info", &category->stem);
	write_id(w, category->id);
	buf_text(w->out, "  </question>\n");
}

static void write_question(struct moodle_writer *w, const struct bank_question *question)
{
	buf_format(w->out, "  <question type=\"%s\">\n    <name>\n      ", types[question->kind].type);
	write_text(w, question->name);
	buf_text(w->out, "    </name>\n");
	write_field(w, "questiontext", &question->stem);
	write_field(w, "generalfeedback", &question->general);
	write_value(w, "defaultgrade", "1.0000000");
	write_value(w, "penalty", types[question->kind].penalty);
	write_value(w, "hidden", "0");
	write_id(w, question->id);
	types[question->kind].write(w, question);
	if (question->tags) {
		buf_text(w->out, "    <tags>\n");
		for (const struct bank_string *tag = question->tags; tag; tag = tag->next) {
			buf_text(w->out, "      <tag>");
			write_text(w, tag->text);
			buf_cut(w->out, w->out->len - (buf_failed(w->out) ? 0 : 1));
			buf_text(w->out, "</tag>\n");
		}
		buf_text(w->out, "    </tags>\n");
	}
	buf_text(w->out, "  </question>\n");
}

static enum result write_lesson(void *state, const struct lesson *lesson, struct buf *why)
{
	struct moodle_writer *w = state;
	struct bank_question made;
	w->why = why;
	bank_export_lesson(&w->bank, lesson, &made);
	if (lesson->questions)
		write_category(w, &made);
	for (const struct question *q = lesson->questions; q && w->result == RESULT_OK; q = q->next)
		if (bank_export_question(&w->bank, q, &made))
			write_question(w, &made);
	return bank_export_failed(&w->bank) || buf_failed(w->out) ? RESULT_NO_MEMORY : w->result;
}

static enum result end(void *state, struct buf *why)
{
	struct moodle_writer *w = state;
	(void)why;
	buf_text(w->out, "</quiz>\n");
	return buf_failed(w->out) ? RESULT_NO_MEMORY : RESULT_OK;
}

const struct exporter moodle_exporter = {
	.name = "moodle",
	.about = "questions in Moodle XML",
	.begin = begin,
	.lesson = write_lesson,
	.end = end,
	.release = release,
};
