#include "check/text/text.h"

#include "base/ascii.h"
#include "check/core/fold.h"
#include "lesson/language.h"

/* Whether a superscript changes the meaning like a power: anything after a digit; after a letter a number (T³ differs
 * from T₃), but not a charge, which is often written on the line (Ca2+). */
static bool is_power(const struct buf *out, struct str raised)
{
	if (!out->len || ascii_is_digit(out->at[out->len - 1]))
		return out->len > 0;
	for (size_t i = 0; i < raised.len; i++)
		if (!ascii_is_digit(raised.at[i]))
			return false;
	return ascii_is_letter(out->at[out->len - 1]) && raised.len > 0;
}

/* Parses a character that is a raised or lowered digit or sign, such as ² or ₂. Returns its length, 0 if it is none. */
static size_t read_script(struct str text, bool *raised, char *plain)
{
	static const struct {
		const char *first;
		char plain;
		bool raised;
	} scripts[] = { { "²", '2', true }, { "³", '3', true }, { "¹", '1', true },  { "⁰", '0', true },
			{ "⁺", '+', true }, { "⁻", '-', true }, { "₊", '+', false }, { "₋", '-', false } };
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		if (!str_starts(text, scripts[i].first))
			continue;
		*raised = scripts[i].raised;
		*plain = scripts[i].plain;
		return strlen(scripts[i].first);
	}
	/* ⁴ to ⁹ and ₀ to ₉ */
	unsigned char last = text.len > 2 ? (unsigned char)text.at[2] : 0;
	*raised = str_starts(text, "\xe2\x81") && last >= 0xb4 && last <= 0xb9;
	bool lowered = str_starts(text, "\xe2\x82") && last >= 0x80 && last <= 0x89;
	*plain = (char)('0' + (last & 15));
	return *raised || lowered ? 3 : 0;
}

/* Appends the run of raised or lowered characters that text begins with as if it were in <sup> or <sub>, and returns
 * its length. */
static size_t add_scripts(struct buf *out, struct str text)
{
	enum { RUN_MAX = 16 };
	char run[RUN_MAX], plain;
	bool raised, first;
	size_t end = read_script(text, &first, &run[0]), count = end > 0;
	for (size_t len; end && count < RUN_MAX; end += len) {
		len = read_script((struct str){ text.at + end, text.len - end }, &raised, &plain);
		if (!len || raised != first)
			break;
		run[count++] = plain;
	}
	if (end && first && is_power(out, (struct str){ run, count }))
		buf_char(out, '^');
	buf_add(out, run, count);
	return end;
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
	bool dotless = language_is_any(lang, " tr az ");
	if (!dotless && !(text.len && (memchr(text.at, 0xc2, text.len) || memchr(text.at, 0xe2, text.len)))) {
		buf_str(out, text);
		return;
	}
	for (size_t i = 0; i < text.len; i++) {
		size_t scripts = (text.at[i] & 0x80) ? add_scripts(out, (struct str){ text.at + i, text.len - i }) : 0;
		if (scripts) {
			i += scripts - 1;
			continue;
		}
		/* The dot may be a combining mark. */
		bool dotted = i + 2 < text.len && memcmp(text.at + i + 1, "\xcc\x87", 2) == 0;
		buf_char(out, dotless && text.at[i] == 'I' && !dotted ? FOLD_DOTLESS_I : text.at[i]);
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
			if (is_power(out, node->children && node->children->kind == INLINE_TEXT ? node->children->text
												: STR("")))
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
			text_flow(out, block->of.callout.title, folder);
			buf_char(out, ' ');
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
