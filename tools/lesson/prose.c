#include "lesson/prose.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "lesson/language.h"
#include "lesson/language_tag.h"
#include "lesson/markup.h"

void prose_init(struct prose *prose)
{
	buf_init(&prose->text, BUF_CAP);
	buf_init(&prose->pieces, BUF_CAP);
}

void prose_release(struct prose *prose)
{
	buf_release(&prose->text);
	buf_release(&prose->pieces);
}

bool prose_failed(const struct prose *prose)
{
	return buf_failed(&prose->text) || buf_failed(&prose->pieces);
}

/* Whether a line that begins here may be an item of a list, or markup of another format: "- ", "1. ", "b) ", "# ". */
static bool may_be_marked(struct str text, size_t i)
{
	enum { LABEL_MAX = 3 };
	size_t end = i;
	while (end < text.len && end - i <= LABEL_MAX && ascii_is_alphanumeric(text.at[end]))
		end++;
	if (end == text.len)
		return false;
	if (end > i)
		return strchr(").:", text.at[end]) && (end == i + 1 || ascii_is_digit(text.at[i])) &&
		       (end + 1 == text.len || ascii_is_space(text.at[end + 1]));
	if ((unsigned char)text.at[i] >= 0x80)
		return !utf8_is_word(utf8_next(text, &i));
	return !strchr("(\"',;.%", text.at[i]);
}

bool prose_next_line(struct str text, size_t *at, struct str *line)
{
	const char *stop = *at < text.len ? memchr(text.at + *at, '\n', text.len - *at) : NULL;
	size_t end = stop ? (size_t)(stop - text.at) : text.len, from = *at;
	*at = end;
	while (stop && *at < text.len && ascii_is_space(text.at[*at]))
		(*at)++;
	while (stop && end > from && ascii_is_space(text.at[end - 1]))
		end--;
	*line = (struct str){ text.at + from, end - from };
	return stop;
}

/* Appends a text with a single byte for each line break and the white space around it, after which a piece begins. */
static void add_text(struct prose *prose, const struct inline_node *node, unsigned inside)
{
	struct str text = node->text, line;
	struct prose_piece piece = { prose->text.len, node, 0, inside };
	bool more;
	do {
		buf_add(&prose->pieces, (const char *)&piece, sizeof(piece));
		more = prose_next_line(text, &piece.from, &line);
		buf_str(&prose->text, line);
		if (more)
			buf_char(&prose->text, may_be_marked(text, piece.from) ? '\n' : ' ');
		piece.at = prose->text.len;
	} while (more && piece.from < text.len);
}

static void add(struct prose *prose, const struct inline_node *text, unsigned inside)
{
	for (; text; text = text->next) {
		if (text->kind != INLINE_TEXT) {
			add(prose, text->children, inside | 1u << text->kind);
			continue;
		}
		add_text(prose, text, inside);
	}
}

void prose_flatten(struct prose *prose, const struct inline_node *text)
{
	buf_clear(&prose->text);
	buf_clear(&prose->pieces);
	add(prose, text, 0);
}

void prose_take_attribute(struct prose *prose, const struct attribute *attribute, struct str lang)
{
	prose->attribute =
		(struct inline_node){ .kind = INLINE_TEXT,
				      .element = { .span = attribute->span, .tag = attribute->span, .lang = lang },
				      .text = attribute->value };
	prose_flatten(prose, &prose->attribute);
}

static size_t piece_count(const struct prose *prose)
{
	return prose->pieces.len / sizeof(struct prose_piece);
}

/* The piece that contains the byte at offset; the last one if it is beyond the end. There must be one. */
static const struct prose_piece *piece_at(const struct prose *prose, size_t offset)
{
	const struct prose_piece *pieces = (const struct prose_piece *)(const void *)prose->pieces.at;
	size_t low = 0, high = piece_count(prose);
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (pieces[middle].at <= offset)
			low = middle;
		else
			high = middle;
	}
	return &pieces[low];
}

unsigned prose_inside(const struct prose *prose, size_t offset)
{
	if (offset >= prose->text.len || piece_count(prose) == 0)
		return 0;
	return piece_at(prose, offset)->inside;
}

struct str prose_lang(const struct prose *prose, size_t offset)
{
	return piece_count(prose) ? piece_at(prose, offset)->node->element.lang : STR_NONE;
}

static char masked(char c)
{
	if (ascii_is_letter(c))
		return ascii_is_upper(c) ? 'X' : 'x';
	return c && strchr(".?!:;", c) ? ' ' : c;
}

void prose_mask(struct prose *prose, struct str lang)
{
	const struct prose_piece *pieces = (const struct prose_piece *)(const void *)prose->pieces.at;
	for (size_t i = 0; i < piece_count(prose); i++) {
		size_t end = i + 1 < piece_count(prose) ? pieces[i + 1].at : prose->text.len;
		if (language_is_that_of(pieces[i].node->element.lang, lang))
			continue;
		for (char *at = prose->text.at + pieces[i].at; at < prose->text.at + end; at++)
			*at = masked(*at);
	}
}

size_t prose_lang_end(const struct prose *prose, size_t offset)
{
	const struct prose_piece *pieces = (const struct prose_piece *)(const void *)prose->pieces.at;
	size_t count = piece_count(prose);
	if (count < 2)
		return prose->text.len;
	const struct prose_piece *piece = piece_at(prose, offset);
	for (const struct prose_piece *next = piece + 1; next < pieces + count; next++)
		if (!language_tag_same(next->node->element.lang, piece->node->element.lang))
			return next->at;
	return prose->text.len;
}

static uint32_t raw_offset(const struct prose *prose, const struct source *source, size_t offset, bool is_end)
{
	/* The end of a span belongs to the preceding piece. */
	const struct prose_piece *piece = piece_at(prose, is_end && offset > 0 ? offset - 1 : offset);
	struct span span = piece->node->element.span;
	struct str decoded = piece->node->text;
	if (span.end > source->bytes.len || span.start > span.end)
		return span.start;
	struct str raw = { source->bytes.at + span.start, span.end - span.start };
	/* A line break ends where the next line begins, after its indent. */
	const struct prose_piece *pieces = (const struct prose_piece *)(const void *)prose->pieces.at;
	const struct prose_piece *next = piece + 1;
	bool line = is_end && next < pieces + piece_count(prose) && next->at == offset && next->node == piece->node;
	size_t inside = line ? next->from : offset - piece->at + piece->from;
	if (str_is(decoded, INLINE_STAND_IN) && str_starts(raw, "<"))
		return inside ? span.end : span.start;
	if (raw.len == decoded.len)
		return span.start + (uint32_t)(inside < raw.len ? inside : raw.len);
	return span.start + (uint32_t)markup_text_offset(raw, decoded, inside, is_end);
}

struct span prose_span(const struct prose *prose, const struct source *source, size_t start, size_t end)
{
	if (piece_count(prose) == 0)
		return (struct span){ 0, 0 };
	struct span span = { raw_offset(prose, source, start, false), raw_offset(prose, source, end, end > start) };
	if (span.end < span.start)
		span.end = span.start;
	return span;
}

bool prose_is_plain(const struct prose *prose, const struct source *source, size_t start, size_t end)
{
	if (end < start || end > prose->text.len || piece_count(prose) == 0)
		return false;
	struct span span = prose_span(prose, source, start, end);
	const char *raw = source->bytes.at + span.start, *last = source->bytes.at + span.end;
	for (size_t i = start; i < end; i++) {
		char c = prose->text.at[i];
		const char *word = raw;
		while (ascii_is_space(c) && word < last && ascii_is_space(*word))
			word++;
		if (word > raw && memchr(raw, '\n', (size_t)(word - raw)))
			raw = word;
		else if (raw == last || *raw++ != c)
			return false;
	}
	return raw == last;
}

bool prose_is_unbroken(const struct prose *prose, const struct source *source, size_t start, size_t end)
{
	if (prose_is_plain(prose, source, start, end))
		return true;
	if (end < start || end > prose->text.len || piece_count(prose) == 0)
		return false;
	struct span span = prose_span(prose, source, start, end);
	const char *raw = source->bytes.at + span.start;
	size_t len = span.end - span.start;
	return !memchr(raw, '<', len) && !memmem(raw, len, "]]>", 3);
}

bool prose_is_cdata(const struct prose *prose, const struct source *source, size_t start)
{
	if (piece_count(prose) == 0)
		return false;
	const struct prose_piece *piece = piece_at(prose, start);
	if (piece->node == &prose->attribute)
		return false;
	uint32_t at = piece->node->element.span.start, end = raw_offset(prose, source, start, false);
	struct markup_scan scan = { .bytes = source->bytes };
	struct markup markup = { .end = at };
	while (markup_next(&scan, markup.end, &markup) && markup.start < end)
		if (markup.kind == MARKUP_CDATA && end >= markup.inside && end <= markup.inside_end)
			return true;
	return false;
}

/* Whether replacing span within a CDATA section by text would end the section. */
static bool ends_cdata(struct str bytes, struct span span, struct str text)
{
	char last[2] = { '\0', '\0' };
	size_t before = span.start < 2 ? span.start : 2, after = bytes.len - span.end < 2 ? bytes.len - span.end : 2;
	for (size_t i = 0; i < before + text.len + after; i++) {
		char c = i < before		? bytes.at[span.start - before + i]
			 : i < before + text.len ? text.at[i - before]
						 : bytes.at[span.end + i - before - text.len];
		if (c == '>' && last[0] == ']' && last[1] == ']')
			return true;
		last[0] = last[1];
		last[1] = c;
	}
	return false;
}

bool prose_write(const struct prose *prose, const struct source *source, size_t start, size_t end, struct str text,
		 struct buf *out)
{
	if (piece_count(prose) == 0)
		return false;
	struct span span = prose_span(prose, source, start, end);
	bool attribute = piece_at(prose, start)->node == &prose->attribute && span.start > 0;
	char quote = attribute ? source->bytes.at[prose->attribute.element.span.start - 1] : '\0';
	if (prose_is_cdata(prose, source, start)) {
		buf_str(out, text);
		return !ends_cdata(source->bytes, span, text) && !memchr(text.at, '\r', text.len);
	}
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool white = c == '\r' || (attribute && (c == '\n' || c == '\t'));
		if (c == '&')
			buf_text(out, "&amp;");
		else if (c == '<')
			buf_text(out, "&lt;");
		else if (c == '>')
			buf_text(out, "&gt;"); /* ]]> is not allowed in text */
		else if (c == quote && quote)
			buf_text(out, c == '"' ? "&quot;" : "&apos;");
		else if (white)
			buf_format(out, "&#%d;", c);
		else
			buf_char(out, c);
	}
	return true;
}
