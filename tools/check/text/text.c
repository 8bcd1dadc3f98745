#include "check/text/text.h"

#include "base/ascii.h"
#include "check/core/fold.h"
#include "lesson/language.h"
#include "lesson/prose.h"

#include <stdint.h>

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

static void text_nodes(struct buf *out, const struct inline_node *text, enum text_blanks blanks, unsigned number);

static void text_blank(struct buf *out, const struct inline_node *blank, enum text_blanks blanks, unsigned number)
{
	blanks = number && blank->of.blank.number != number ? TEXT_ANSWERS : blanks;
	if (blanks != TEXT_ANSWERS)
		buf_char(out, FOLD_GAP);
	if (blanks == TEXT_BOTH)
		buf_char(out, ' ');
	if (blanks != TEXT_GAPS)
		text_nodes(out, blank->children, blanks, number);
}

/* Whether a raised or lowered character may begin at offset: U+0080 to U+00BF, or U+2000 to U+2FFF. */
static bool may_be_script(struct str text, size_t offset)
{
	unsigned char c = (unsigned char)text.at[offset];
	return c == 0xc2 || (c == 0xe2 && offset + 1 < text.len && ((unsigned char)text.at[offset + 1] & 0xfc) == 0x80);
}

/* Whether the dotless capital of these languages is at offset. The dot may be a combining mark. */
static bool is_dotless(struct str text, size_t offset)
{
	return text.at[offset] == 'I' && !str_starts((struct str){ text.at + offset + 1, text.len - offset - 1 }, "\xcc\x87");
}

/* The offset from i on before which there is nothing but ASCII. */
static size_t past_ascii(struct str text, size_t i)
{
	for (uint64_t eight; i + sizeof(eight) <= text.len; i += sizeof(eight)) {
		memcpy(&eight, text.at + i, sizeof(eight));
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < text.len && (unsigned char)text.at[i] < 0x80)
		i++;
	return i;
}

static void add_line(struct buf *out, struct str text, bool dotless)
{
	size_t added = 0;
	for (size_t i = 0, taken; (i = dotless ? i : past_ascii(text, i)) < text.len; i += taken ? taken : 1) {
		bool capital = dotless && is_dotless(text, i);
		taken = capital;
		if (!capital && !may_be_script(text, i))
			continue;
		buf_add(out, text.at + added, i - added);
		added = i;
		if (capital)
			buf_char(out, FOLD_DOTLESS_I);
		else
			taken = add_scripts(out, (struct str){ text.at + i, text.len - i });
		added += taken;
	}
	buf_add(out, text.at + added, text.len - added);
}

void text_add(struct buf *out, struct str text, struct str lang)
{
	bool dotless = lang.len && strchr("tTaA", *lang.at) && language_is_any(lang, " tr az "), more = true;
	struct str line;
	bool plain = !dotless && past_ascii(text, 0) == text.len;
	for (size_t at = 0; more;) {
		more = prose_next_line(text, &at, &line);
		if (plain)
			buf_str(out, line);
		else
			add_line(out, line, dotless);
		if (more)
			buf_char(out, ' ');
	}
}

/* number: of the blanks that blanks is about; 0 for all. The others become their answers. */
static void text_nodes(struct buf *out, const struct inline_node *text, enum text_blanks blanks, unsigned number)
{
	for (const struct inline_node *node = text; node; node = node->next) {
		switch (node->kind) {
		case INLINE_TEXT: text_add(out, node->text, node->element.lang); break;
		case INLINE_CITE: break;
		case INLINE_MATH: text_add(out, node->of.math.alttext.value, node->element.lang); break;
		case INLINE_BLANK: text_blank(out, node, blanks, number); break;
		case INLINE_SUP:
			if (is_power(out, node->children && node->children->kind == INLINE_TEXT ? node->children->text
												: STR("")))
				buf_char(out, '^');
			text_nodes(out, node->children, blanks, number);
			break;
		case INLINE_LINK:
			if (node->of.link.labelled)
				text_add(out, node->of.link.to.value, STR_NONE);
			else
				text_nodes(out, node->children, blanks, number);
			break;
		default: text_nodes(out, node->children, blanks, number);
		}
	}
}

void text_inline(struct buf *out, const struct inline_node *text, enum text_blanks blanks)
{
	text_nodes(out, text, blanks, 0);
}

void text_deletion(struct buf *out, const struct inline_node *text, unsigned number)
{
	text_nodes(out, text, TEXT_GAPS, number);
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

static void text_path(struct buf *out, struct str path, struct str folder)
{
	buf_str(out, folder);
	buf_text(out, folder.at ? "/" : "");
	buf_str(out, path);
	buf_char(out, ' ');
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
			for (const struct picture *p = block->of.figure.pictures; p; p = p->next)
				text_path(out, p->src.value, folder);
			break;
		case BLOCK_AUDIO:
		case BLOCK_VIDEO: text_path(out, block->of.recording.src.value, folder); break;
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
