#include "lesson/prose.h"

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

static void add(struct prose *prose, const struct inline_node *text, unsigned inside)
{
	for (; text; text = text->next) {
		if (text->kind != INLINE_TEXT) {
			add(prose, text->children, inside | 1u << text->kind);
			continue;
		}
		struct prose_piece piece = { prose->text.len, text, inside };
		buf_add(&prose->pieces, (const char *)&piece, sizeof(piece));
		buf_str(&prose->text, text->text);
	}
}

void prose_flatten(struct prose *prose, const struct inline_node *text)
{
	buf_clear(&prose->text);
	buf_clear(&prose->pieces);
	add(prose, text, 0);
}

void prose_take_attribute(struct prose *prose, const struct attribute *attribute)
{
	prose->attribute = (struct inline_node){ .kind = INLINE_TEXT,
						 .element = { .span = attribute->span, .tag = attribute->span },
						 .text = attribute->value };
	prose_flatten(prose, &prose->attribute);
}

static size_t piece_count(const struct prose *prose)
{
	return prose->pieces.len / sizeof(struct prose_piece);
}

/* The piece that holds the byte at offset; the last one behind the end. There must be one. */
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

/* How far into the raw bytes the first decoded bytes reach. CDATA marks stand for nothing, a reference for the
 * bytes of its character, CR LF for one. */
static size_t raw_length(struct str raw, struct str decoded, size_t count)
{
	size_t i = 0, done = 0;
	bool cdata = false;
	while (i < raw.len) {
		struct str rest = { raw.at + i, raw.len - i };
		if (!cdata && str_starts(rest, "<![CDATA[")) {
			cdata = true;
			i += 9;
			continue;
		}
		if (cdata && str_starts(rest, "]]>")) {
			cdata = false;
			i += 3;
			continue;
		}
		if (done >= count)
			break;
		if (!cdata && raw.at[i] == '&') {
			const char *semicolon = memchr(rest.at, ';', rest.len);
			unsigned char lead = done < decoded.len ? (unsigned char)decoded.at[done] : 0;
			if (semicolon) {
				i += (size_t)(semicolon - rest.at) + 1;
				done += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
				continue;
			}
		}
		i += str_starts(rest, "\r\n") ? 2 : 1;
		done++;
	}
	return i;
}

static uint32_t raw_offset(const struct prose *prose, const struct source *source, size_t offset, bool is_end)
{
	/* The end of a span belongs to the piece before it. */
	const struct prose_piece *piece = piece_at(prose, is_end && offset > 0 ? offset - 1 : offset);
	struct span span = piece->node->element.span;
	struct str decoded = piece->node->text;
	if (span.end > source->bytes.len || span.start > span.end)
		return span.start;
	struct str raw = { source->bytes.at + span.start, span.end - span.start };
	size_t inside = offset - piece->at;
	if (raw.len == decoded.len)
		return span.start + (uint32_t)(inside < raw.len ? inside : raw.len);
	return span.start + (uint32_t)raw_length(raw, decoded, inside);
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
	return span.end - span.start == end - start &&
	       memcmp(source->bytes.at + span.start, prose->text.at + start, end - start) == 0;
}
