#include "convert/markdown/markdown_write.h"

#include "convert/formula/tex.h"

#include <stdio.h>
#include <string.h>

/* Characters that may mean something in the middle of a line. A closing bracket does only after an opening one that is
 * not escaped; elsewhere, \] would end a formula. */
static bool is_special(char c, bool bracketed)
{
	return strchr("\\`*_[<>~^|$={}&", c) != NULL || (bracketed && c == ']');
}

/* Escapes text; line ends become spaces. start: the text begins a line. */
static void write_text(struct markdown_writer *w, struct str text, bool start)
{
	struct buf *out = w->out;
	bool space = false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (ascii_is_space(c)) {
			space = true;
			continue;
		}
		if (space && !(start && out->len && out->at[out->len - 1] == '\n'))
			buf_char(out, ' ');
		space = false;
		bool first = start && i == 0;
		bool marks_card = first && i + 1 < text.len && text.at[i + 1] == ':' && strchr("QAC", c);
		if (marks_card)
			buf_format(out, "&#%d;", c);
		else if (is_special(c, w->bracketed) || (first && strchr("#+->", c)))
			buf_format(out, "\\%c", c);
		else if (start && c == '.' && i > 0 && ascii_is_digit(text.at[i - 1]) && i < 10)
			buf_text(out, "\\.");
		else
			buf_char(out, c);
	}
	if (space)
		buf_char(out, ' ');
}

static void write_marked(struct markdown_writer *w, const char *mark, const struct inline_node *text)
{
	buf_text(w->out, mark);
	markdown_write_inline(w, text);
	buf_text(w->out, mark);
}

/* Characters that mean something in Markdown do so within HTML, too, even in its attributes. */
static void add_html(struct markdown_writer *w, struct str html)
{
	for (size_t i = 0; i < html.len; i++) {
		char c = html.at[i];
		if (strchr("\\`*_[]~^|${}", c) || (c == '=' && i && html.at[i - 1] == '='))
			buf_format(w->out, "&#%d;", c);
		else
			buf_char(w->out, c);
	}
}

/* As HTML: a node, or else a block; without those that follow it. */
static void write_html(struct markdown_writer *w, const struct inline_node *node, const struct block *block)
{
	struct buf html;
	buf_init(&html, BUF_CAP);
	w->html.out = &html;
	if (node) {
		struct inline_node alone = *node;
		alone.next = NULL;
		html_write_inline(&w->html, &alone);
	} else {
		struct block alone = *block;
		alone.next = NULL;
		html_write_blocks(&w->html, &alone);
	}
	w->html.out = w->out;
	add_html(w, buf_view(&html));
	w->out->failed = w->out->failed || buf_failed(&html);
	buf_release(&html);
}

/* Whether marks at its edges would be read as such: no white space within, and no letters beside it. */
static bool is_markable(const struct inline_node *node, const struct inline_node *before)
{
	const struct inline_node *first = node->children, *last = first;
	while (last && last->next)
		last = last->next;
	if (!first || first->kind != INLINE_TEXT || last->kind != INLINE_TEXT || !first->text.len || !last->text.len)
		return false;
	bool loose = ascii_is_space(first->text.at[0]) || ascii_is_space(last->text.at[last->text.len - 1]);
	bool glued = before && (before->kind != INLINE_TEXT ||
				(before->text.len && !strchr(" \n(", before->text.at[before->text.len - 1])));
	bool follows = node->next && (node->next->kind != INLINE_TEXT ||
				      (node->next->text.len && !strchr(" \n.,;:)?!", node->next->text.at[0])));
	return !loose && !glued && !follows && ascii_is_alphanumeric(first->text.at[0]) &&
	       ascii_is_alphanumeric(last->text.at[last->text.len - 1]);
}

static void write_link(struct markdown_writer *w, const struct inline_node *node)
{
	struct str href = node->of.link.href.value;
	bool plain = href.len > 0 && !w->cloze; /* there, brackets are gaps */
	for (size_t i = 0; i < href.len; i++)
		plain = plain && !strchr("()<> \\", href.at[i]);
	if (!plain) {
		write_html(w, node, NULL);
		return;
	}
	buf_char(w->out, '[');
	w->bracketed = true;
	markdown_write_inline(w, node->children);
	w->bracketed = false;
	buf_text(w->out, "](");
	buf_str(w->out, href);
	buf_char(w->out, ')');
}

/* Counts gaps; *plain is cleared unless they have neither hints nor markup, and the numbers 1, 2, 3 or, if it is the
 * only one, none. */
static void count_gaps(const struct inline_node *text, unsigned *count, bool *numbered, bool *plain)
{
	for (; text; text = text->next) {
		if (text->kind != INLINE_BLANK) {
			count_gaps(text->children, count, numbered, plain);
			continue;
		}
		const struct inline_node *inner = text->children;
		unsigned number = text->of.blank.number;
		*plain = *plain && !text->of.blank.hint.value.at && inner && inner->kind == INLINE_TEXT && !inner->next;
		*plain = *plain && (number == *count + 1 || (!number && *count == 0));
		*numbered = *numbered || number;
		++*count;
	}
}

bool markdown_has_brackets(const struct inline_node *cloze)
{
	unsigned count = 0;
	bool numbered = false, plain = true;
	count_gaps(cloze, &count, &numbered, &plain);
	return plain && numbered == (count > 1);
}

static void write_blank(struct markdown_writer *w, const struct inline_node *node)
{
	const struct inline_node *text = node->children;
	if (!w->brackets) {
		write_html(w, node, NULL);
		return;
	}
	buf_char(w->out, '[');
	w->bracketed = true;
	markdown_write_inline(w, text);
	w->bracketed = false;
	buf_char(w->out, ']');
}

static void write_code(struct markdown_writer *w, const struct inline_node *node)
{
	const struct inline_node *text = node->children;
	bool plain = text && text->kind == INLINE_TEXT && !text->next && !memchr(text->text.at, '`', text->text.len) &&
		     !memchr(text->text.at, '\n', text->text.len);
	if (!plain) {
		write_html(w, node, NULL);
		return;
	}
	buf_char(w->out, '`');
	buf_str(w->out, text->text);
	buf_char(w->out, '`');
}

/* A formula in TeX between dollars. */
static void write_math(struct markdown_writer *w, const struct inline_node *node)
{
	struct buf tex;
	buf_init(&tex, BUF_CAP);
	tex_write(node->of.math.formula, &tex);
	bool block = false;
	for (const struct math_attribute *a = node->of.math.formula ? node->of.math.formula->attributes : NULL; a;
	     a = a->next)
		block = block || (strcmp(a->name, "display") == 0 && str_is(a->value, "block"));
	if (!tex.len || memchr(tex.at, '$', tex.len) || ascii_is_space(tex.at[0]) ||
	    ascii_is_space(tex.at[tex.len - 1])) {
		write_html(w, node, NULL);
	} else {
		const char *dollars = block ? "$$" : "$";
		buf_text(w->out, dollars);
		buf_str(w->out, buf_view(&tex));
		buf_text(w->out, dollars);
		w->wrote_tex = true;
	}
	w->out->failed = w->out->failed || buf_failed(&tex);
	buf_release(&tex);
}

void markdown_write_inline(struct markdown_writer *w, const struct inline_node *text)
{
	const struct inline_node *before = NULL;
	for (; text; before = text, text = text->next) {
		bool start = w->out->len == 0 || w->out->at[w->out->len - 1] == '\n';
		switch (text->kind) {
		case INLINE_TEXT: write_text(w, text->text, start); break;
		case INLINE_EM:
		case INLINE_STRONG:
			if (is_markable(text, before))
				write_marked(w, text->kind == INLINE_EM ? "*" : "**", text->children);
			else
				write_html(w, text, NULL);
			break;
		case INLINE_LINK: write_link(w, text); break;
		case INLINE_CODE: write_code(w, text); break;
		case INLINE_BLANK:
			if (w->cloze)
				write_blank(w, text);
			else
				markdown_write_inline(w, text->children);
			break;
		case INLINE_MATH: write_math(w, text); break;
		default: write_html(w, text, NULL); break;
		}
	}
}

/* Begins a block: a blank line after others, and the indent. */
static void begin(struct markdown_writer *w, const char *indent, bool *any)
{
	if (*any) {
		/* No white space at the end of the blank line. */
		size_t len = strlen(indent);
		while (len && indent[len - 1] == ' ')
			len--;
		buf_add(w->out, indent, len);
		buf_format(w->out, "\n%s", indent);
	}
	*any = true;
}

/* other: with the other mark, because a list is before it, which would else go on. */
static void write_list(struct markdown_writer *w, const struct block *list, const char *indent, bool other)
{
	unsigned number = list->of.list.start;
	bool first = true;
	for (const struct flow *item = list->of.list.items; item; item = item->next) {
		char mark[16], inner[128];
		if (list->of.list.kind == LIST_BULLET)
			snprintf(mark, sizeof(mark), other ? "+ " : "- ");
		else
			snprintf(mark, sizeof(mark), other ? "%u) " : "%u. ", number++);
		snprintf(inner, sizeof(inner), "%s%*s", indent, (int)strlen(mark), "");
		if (!first)
			buf_text(w->out, indent);
		first = false;
		buf_text(w->out, mark);
		markdown_write_blocks(w, item->text, item->blocks, inner);
	}
}

static bool is_plain_cell(const struct cell *cell)
{
	return !cell->blocks && cell->columns <= 1 && cell->rows <= 1 && !cell->row_scope;
}

/* Whether it is a table of one header row and cells of one line. */
static bool is_plain_table(const struct table *table)
{
	size_t width = 0;
	if (table->caption || table->id.value.at)
		return false;
	for (const struct row *row = table->rows; row; row = row->next) {
		size_t cells = 0;
		for (const struct cell *cell = row->cells; cell; cell = cell->next, cells++)
			if (!is_plain_cell(cell) || cell->header != (row == table->rows))
				return false;
		width = row == table->rows ? cells : width;
		if (cells != width)
			return false;
	}
	return width > 0;
}

static void write_table(struct markdown_writer *w, const struct table *table, const char *indent)
{
	for (const struct row *row = table->rows; row; row = row->next) {
		size_t cells = 0;
		if (row != table->rows)
			buf_text(w->out, indent);
		for (const struct cell *cell = row->cells; cell; cell = cell->next, cells++) {
			buf_text(w->out, "| ");
			markdown_write_inline(w, cell->text);
			buf_char(w->out, ' ');
		}
		buf_text(w->out, "|\n");
		if (row != table->rows)
			continue;
		buf_text(w->out, indent);
		for (size_t i = 0; i < cells; i++)
			buf_text(w->out, "| --- ");
		buf_text(w->out, "|\n");
	}
}

static void write_callout(struct markdown_writer *w, const struct block *block, const char *indent)
{
	static const char *const names[] = { "pearl", "warning", "mnemonic", "note" };
	char inner[128];
	snprintf(inner, sizeof(inner), "%s> ", indent);
	buf_format(w->out, "> [!%s]", names[block->of.callout.kind]);
	if (block->of.callout.title) {
		buf_char(w->out, ' ');
		markdown_write_inline(w, block->of.callout.title->text);
	}
	buf_char(w->out, '\n');
	buf_text(w->out, inner);
	markdown_write_blocks(w, block->of.callout.text, block->of.callout.blocks, inner);
}

static void write_block(struct markdown_writer *w, const struct block *block, const char *indent, bool other)
{
	switch (block->kind) {
	case BLOCK_P:
		markdown_write_inline(w, block->of.p);
		buf_char(w->out, '\n');
		return;
	case BLOCK_LIST:
		if (block->of.list.kind != LIST_LETTER) {
			write_list(w, block, indent, other);
			return;
		}
		break;
	case BLOCK_CALLOUT: write_callout(w, block, indent); return;
	case BLOCK_TABLE:
		if (is_plain_table(&block->of.table)) {
			write_table(w, &block->of.table, indent);
			return;
		}
		break;
	default: break;
	}
	write_html(w, NULL, block);
	buf_char(w->out, '\n');
}

void markdown_write_blocks(struct markdown_writer *w, const struct inline_node *text, const struct block *blocks,
			   const char *indent)
{
	bool any = false, other = false;
	const struct block *before = NULL;
	if (text) {
		markdown_write_inline(w, text);
		buf_char(w->out, '\n');
		any = true;
	}
	for (const struct block *block = blocks; block; before = block, block = block->next) {
		begin(w, indent, &any);
		other = before && before->kind == BLOCK_LIST && !other;
		write_block(w, block, indent, other);
	}
	if (!any)
		buf_char(w->out, '\n');
}
