#include "check/text/text.h"

#include "base/ascii.h"
#include "check/core/fold.h"
#include "lesson/language.h"

/* Whether a superscript changes the meaning like a power: anything after a digit; after a letter a number (T³ differs
 * from T₃), but not a charge, which is often written on the line (Ca2+). */
static bool is_power(const struct buf *out, const struct inline_node *raised)
{
	if (!out->len)
		return false;
	if (ascii_is_digit(out->at[out->len - 1]))
		return true;
	char before = (char)(out->at[out->len - 1] | 0x20);
	if (before < 'a' || before > 'z' || !raised || raised->kind != INLINE_TEXT || !raised->text.len)
		return false;
	for (size_t i = 0; i < raised->text.len; i++)
		if (!ascii_is_digit(raised->text.at[i]))
			return false;
	return true;
}

static void text_blank(struct buf *out, const struct inline_node *blank, enum text_blanks blanks)
{
	if (blanks != TEXT_ANSWERS)
		buf_char(out, FOLD_GAP);
	if (blanks == TEXT_BOTH)
		buf_char(out, ' ');
	if (blanks != TEXT_GAPS)
		text_inline(out, blank->children, blanks);
}

void text_add(struct buf *out, struct str text, struct str lang)
{
	if (!language_is_any(lang, " tr az ")) {
		buf_str(out, text);
		return;
	}
	for (size_t i = 0; i < text.len; i++) {
		/* The dot may be a combining mark. */
		bool dotted = i + 2 < text.len && memcmp(text.at + i + 1, "\xcc\x87", 2) == 0;
		buf_char(out, text.at[i] == 'I' && !dotted ? FOLD_DOTLESS_I : text.at[i]);
	}
}

void text_inline(struct buf *out, const struct inline_node *text, enum text_blanks blanks)
{
	for (const struct inline_node *node = text; node; node = node->next) {
		switch (node->kind) {
		case INLINE_TEXT: text_add(out, node->text, node->element.lang); break;
		case INLINE_CITE: break;
		case INLINE_BLANK: text_blank(out, node, blanks); break;
		case INLINE_SUP:
			if (is_power(out, node->children))
				buf_char(out, '^');
			text_inline(out, node->children, blanks);
			break;
		default: text_inline(out, node->children, blanks);
		}
	}
}

static void text_blocks(struct buf *out, const struct block *blocks, struct str folder);

static void text_rows(struct buf *out, const struct row *rows, struct str folder)
{
	for (const struct row *row = rows; row; row = row->next) {
		for (const struct cell *cell = row->cells; cell; cell = cell->next) {
			buf_char(out, ' ');
			text_inline(out, cell->text, TEXT_ANSWERS);
			text_blocks(out, cell->blocks, folder);
		}
	}
}

static void text_blocks(struct buf *out, const struct block *blocks, struct str folder)
{
	for (const struct block *block = blocks; block; block = block->next) {
		buf_char(out, ' ');
		switch (block->kind) {
		case BLOCK_P: text_inline(out, block->of.p, TEXT_ANSWERS); break;
		case BLOCK_LIST:
			for (const struct flow *item = block->of.list.items; item; item = item->next) {
				buf_char(out, ' ');
				text_flow(out, item, folder);
			}
			break;
		case BLOCK_CALLOUT:
			text_inline(out, block->of.callout.text, TEXT_ANSWERS);
			text_blocks(out, block->of.callout.blocks, folder);
			break;
		case BLOCK_FIGURE:
			if (folder.at) {
				buf_str(out, folder);
				buf_char(out, '/');
			}
			buf_str(out, block->of.figure.src.value);
			break;
		case BLOCK_TABLE:
			text_flow(out, block->of.table.caption, folder);
			text_rows(out, block->of.table.rows, folder);
			break;
		}
	}
}

void text_flow(struct buf *out, const struct flow *flow, struct str folder)
{
	if (!flow)
		return;
	text_inline(out, flow->text, TEXT_ANSWERS);
	text_blocks(out, flow->blocks, folder);
}
