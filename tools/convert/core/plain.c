#include "convert/core/plain.h"

/* What a kind of inline element loses; NULL: nothing. */
static const char *const lost_inline[] = {
	[INLINE_EM] = "emphasis",
	[INLINE_STRONG] = "strong emphasis",
	[INLINE_TERM] = "terms",
	[INLINE_SUB] = "subscripts",
	[INLINE_SUP] = "superscripts",
	[INLINE_CODE] = "code",
	[INLINE_SPAN] = "languages of phrases",
	[INLINE_ABBR] = "the long forms of abbreviations",
	[INLINE_LINK] = "the targets of links",
	[INLINE_CITE] = "citations",
	[INLINE_BLANK] = "gaps",
	[INLINE_MATH] = "formulas",
};

static void lose(const struct plain *plain, const char *what, const char *outcome)
{
	if (plain->part)
		ledger_changef(plain->ledger, plain->item, "it is plain text", outcome, "%s in %s", what, plain->part);
	else
		ledger_change(plain->ledger, plain->item, str_from(what), "the format is plain text", outcome);
}

static void report_inline(const struct plain *plain, const struct inline_node *text)
{
	for (; text; text = text->next) {
		if (lost_inline[text->kind])
			lose(plain, lost_inline[text->kind],
			     text->kind == INLINE_MATH ? "written in words" : "left out");
		report_inline(plain, text->children);
	}
}

/* The text on a line, with white space collapsed. */
static void write_line(const struct plain *plain, const struct inline_node *text, struct buf *out)
{
	struct buf line;
	buf_init(&line, BUF_CAP);
	inline_plain(&line, text);
	report_inline(plain, text);
	bool gap = out->len && out->at[out->len - 1] != '\t';
	if (gap && line.len)
		buf_char(out, '\n');
	bool space = false, any = false;
	for (size_t i = 0; i < line.len; i++) {
		if (ascii_is_space(line.at[i])) {
			space = any;
			continue;
		}
		/* Not where a citation was. */
		if (space && !strchr(".,;:)", line.at[i]))
			buf_char(out, ' ');
		buf_char(out, line.at[i]);
		space = false;
		any = true;
	}
	out->failed = out->failed || buf_failed(&line);
	buf_release(&line);
}

static void write_list(const struct plain *plain, const struct block *list, struct buf *out)
{
	lose(plain, "lists", "written as lines");
	for (const struct flow *item = list->of.list.items; item; item = item->next)
		plain_text(plain, item->text, item->blocks, out);
}

static void write_table(const struct plain *plain, const struct table *table, struct buf *out)
{
	lose(plain, "tables", "written as lines, with tabs between cells");
	if (table->caption)
		write_line(plain, table->caption->text, out);
	for (const struct row *row = table->rows; row; row = row->next) {
		if (out->len)
			buf_char(out, '\n');
		for (const struct cell *cell = row->cells; cell; cell = cell->next) {
			if (cell != row->cells)
				buf_char(out, '\t');
			struct buf text;
			buf_init(&text, BUF_CAP);
			plain_text(plain, cell->text, cell->blocks, &text);
			for (size_t i = 0; i < text.len; i++)
				text.at[i] = text.at[i] == '\n' ? ' ' : text.at[i];
			buf_str(out, buf_view(&text));
			out->failed = out->failed || buf_failed(&text);
			buf_release(&text);
		}
	}
}

void plain_text(const struct plain *plain, const struct inline_node *text, const struct block *blocks, struct buf *out)
{
	if (text)
		write_line(plain, text, out);
	for (const struct block *block = blocks; block; block = block->next) {
		switch (block->kind) {
		case BLOCK_P: write_line(plain, block->of.p, out); break;
		case BLOCK_LIST: write_list(plain, block, out); break;
		case BLOCK_CALLOUT: plain_text(plain, block->of.callout.text, block->of.callout.blocks, out); break;
		case BLOCK_FIGURE: lose(plain, "pictures", "left out"); break;
		case BLOCK_AUDIO:
		case BLOCK_VIDEO: lose(plain, "recordings", "left out"); break;
		case BLOCK_TABLE: write_table(plain, &block->of.table, out); break;
		}
	}
}

struct str plain_title(const struct plain *plain, const struct lesson *lesson, struct arena *arena)
{
	struct buf line;
	buf_init(&line, BUF_CAP);
	if (lesson->title)
		write_line(plain, lesson->title->text, &line);
	struct str title = arena_str(arena, str_trim(buf_view(&line)));
	arena->failed = arena->failed || buf_failed(&line);
	buf_release(&line);
	return title.at ? title : STR("");
}
