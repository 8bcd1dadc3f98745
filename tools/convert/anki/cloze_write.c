/* Clozes as HTML: with gaps, as a question, or with all answers. */
#include "convert/anki/cloze.h"
#include "convert/anki/markup.h"

struct cloze_writer {
	const struct anki_cloze *cloze;
	struct buf *out;
	/* What is written for a deletion where it begins or ends. Returns whether its text follows. */
	bool (*open)(struct cloze_writer *writer, size_t deletion);
	void (*close)(struct cloze_writer *writer, size_t deletion);
	size_t group;
	unsigned number;
	size_t gap; /* the outermost open gap; or the count of deletions */
};

/* Private characters of the source would be taken for gaps. */
static void put_source(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		while (i < text.len && !(text.at[i] == CLOZE_OPEN[0] && markup_has(text, i, "\xef\x97")))
			i++;
		buf_add(out, text.at + start, i - start);
		if (i < text.len && i + 2 < text.len && (unsigned char)text.at[i + 2] >= 0x90 &&
		    (unsigned char)text.at[i + 2] <= 0x92) {
			buf_text(out, "\xef\xbf\xbd");
			i += 3;
		} else if (i < text.len) {
			buf_char(out, text.at[i++]);
		}
	}
}

static void write_marked(struct cloze_writer *writer)
{
	const struct anki_cloze *cloze = writer->cloze;
	struct str html = cloze->html;
	size_t done = 0, hidden = cloze->count; /* hidden: the deletion whose text is not written */
	writer->gap = cloze->count;
	for (size_t i = 0; i < cloze->mark_count; i++) {
		const struct cloze_mark *mark = &cloze->marks[i];
		if (mark->at < done)
			continue; /* in a hint */
		if (hidden == cloze->count)
			put_source(writer->out, (struct str){ html.at + done, mark->at - done });
		done = mark->at + mark->skip;
		if (!cloze->deletions[mark->deletion].closed)
			continue;
		if (mark->kind == CLOZE_MARK_OPEN && hidden == cloze->count) {
			if (!writer->open(writer, mark->deletion))
				hidden = mark->deletion;
		} else if (mark->kind == CLOZE_MARK_CLOSE && (hidden == cloze->count || hidden == mark->deletion)) {
			if (hidden == mark->deletion)
				hidden = cloze->count;
			else
				writer->close(writer, mark->deletion);
		}
	}
	put_source(writer->out, (struct str){ html.at + done, html.len - done });
}

static bool open_gap(struct cloze_writer *writer, size_t deletion)
{
	if (writer->gap == writer->cloze->count && anki_cloze_number_in(writer->cloze, deletion, writer->group)) {
		writer->gap = deletion;
		buf_format(writer->out, CLOZE_OPEN "%zu" CLOZE_MARK, deletion);
	}
	return true;
}

static void close_gap(struct cloze_writer *writer, size_t deletion)
{
	if (writer->gap != deletion)
		return;
	buf_text(writer->out, CLOZE_CLOSE);
	writer->gap = writer->cloze->count;
}

static bool open_shown(struct cloze_writer *writer, size_t deletion)
{
	(void)writer;
	(void)deletion;
	return true;
}

static void close_shown(struct cloze_writer *writer, size_t deletion)
{
	(void)writer;
	(void)deletion;
}

static bool has(const struct anki_cloze *cloze, size_t deletion, unsigned number)
{
	for (size_t i = 0; i < cloze->deletions[deletion].number_count; i++)
		if (cloze->deletions[deletion].numbers[i] == number)
			return true;
	return false;
}

static bool open_question(struct cloze_writer *writer, size_t deletion)
{
	struct str hint = writer->cloze->deletions[deletion].hint;
	if (!has(writer->cloze, deletion, writer->number))
		return true;
	buf_format(writer->out, "[%.*s]", STR_ARG(hint.len ? hint : STR("\xe2\x80\xa6")));
	return false;
}

void anki_cloze_write_group(const struct anki_cloze *cloze, size_t group, struct buf *out)
{
	struct cloze_writer writer = { cloze, out, open_gap, close_gap, group, 0, 0 };
	write_marked(&writer);
}

void anki_cloze_write_question(const struct anki_cloze *cloze, unsigned number, struct buf *out)
{
	struct cloze_writer writer = { cloze, out, open_question, close_shown, 0, number, 0 };
	write_marked(&writer);
}

void anki_cloze_write_shown(const struct anki_cloze *cloze, struct buf *out)
{
	struct cloze_writer writer = { cloze, out, open_shown, close_shown, 0, 0, 0 };
	write_marked(&writer);
}

void anki_cloze_write_answer(const struct anki_cloze *cloze, unsigned number, struct buf *out)
{
	for (size_t i = 0; i < cloze->count; i++) {
		if (!cloze->deletions[i].closed || !has(cloze, i, number))
			continue;
		buf_text(out, "<p>");
		struct anki_cloze inner;
		if (anki_cloze_parse(&inner, cloze->deletions[i].text))
			anki_cloze_write_shown(&inner, out);
		else
			out->failed = true;
		anki_cloze_release(&inner);
		buf_text(out, "</p>");
	}
}
