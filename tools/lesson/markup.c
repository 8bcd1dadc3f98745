#include "lesson/markup.h"
#include "base/ascii.h"

#include <strings.h>

static const struct {
	const char *opening, *closing;
} rows[MARKUP_KINDS] = {
	[MARKUP_COMMENT] = { "<!--", "-->" },
	[MARKUP_CDATA] = { "<![CDATA[", "]]>" },
	[MARKUP_INSTRUCTION] = { "<?", "?>" },
	[MARKUP_DOCTYPE] = { "<!DOCTYPE", ">" },
};

const char *markup_closing(enum markup_kind kind)
{
	return rows[kind].closing;
}

static bool starts_name(char c)
{
	return ascii_is_letter(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static size_t name_end(struct str bytes, size_t at)
{
	for (; at < bytes.len; at++) {
		char c = bytes.at[at];
		if (ascii_is_space(c) || c == '>' || c == '/' || c == '=' || c == '?' || c == '<')
			break;
	}
	return at;
}

static size_t skip_space(struct str bytes, size_t at, size_t end)
{
	while (at < end && ascii_is_space(bytes.at[at]))
		at++;
	return at;
}

/* Where the quoted string at offset is closed; offset itself if it is not, before limit comes. */
static size_t quote_end(struct str bytes, size_t offset, char limit)
{
	size_t at = offset + 1;
	while (at < bytes.len && bytes.at[at] != bytes.at[offset] && bytes.at[at] != limit)
		at++;
	return at < bytes.len && bytes.at[at] == bytes.at[offset] ? at : offset;
}

static void read_tag(struct str bytes, struct markup *markup)
{
	size_t at = markup->inside;
	char quote = '\0';
	for (; at < bytes.len && bytes.at[at] != '<'; at++) {
		char c = bytes.at[at];
		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			break;
	}
	markup->closed = at < bytes.len && bytes.at[at] == '>';
	markup->end = at + markup->closed;
	if (markup->kind == MARKUP_START && markup->closed && at > markup->inside && bytes.at[at - 1] == '/')
		markup->kind = MARKUP_EMPTY;
	markup->inside_end = markup->kind == MARKUP_EMPTY ? at - 1 : at;
}

/* The kind that the < at offset begins, or MARKUP_KINDS. */
static enum markup_kind kind_at(struct str bytes, size_t offset)
{
	if (offset >= bytes.len || bytes.len - offset < 2 || bytes.at[offset] != '<')
		return MARKUP_KINDS;
	struct str rest = markup_slice(bytes, offset, bytes.len);
	if (rest.at[1] == '/' || starts_name(rest.at[1]))
		return rest.at[1] == '/' ? MARKUP_END : MARKUP_START;
	for (enum markup_kind kind = MARKUP_COMMENT; kind < MARKUP_KINDS; kind++) {
		const char *opening = rows[kind].opening;
		size_t len = strlen(opening);
		bool doctype = kind == MARKUP_DOCTYPE && rest.len >= len && strncasecmp(rest.at, opening, len) == 0;
		if (doctype || str_starts(rest, opening))
			return kind;
	}
	return MARKUP_KINDS;
}

static bool is_section(enum markup_kind kind)
{
	return kind == MARKUP_COMMENT || kind == MARKUP_CDATA || kind == MARKUP_INSTRUCTION;
}

static const char *section_end(struct markup_scan *scan, enum markup_kind kind, size_t inside)
{
	const char *closing = rows[kind].closing, *found = NULL;
	if (!scan->unclosed[kind] || inside < scan->unclosed[kind]) {
		struct str rest = markup_slice(scan->bytes, inside, scan->bytes.len);
		found = memmem(rest.at, rest.len, closing, strlen(closing));
		if (!found)
			scan->unclosed[kind] = inside;
	}
	return found;
}

/* The > of the DOCTYPE, which may contain declarations in brackets. */
static const char *doctype_end(struct markup_scan *scan, size_t at)
{
	struct str bytes = scan->bytes;
	unsigned depth = 0;
	for (; at < bytes.len; at++) {
		char c = bytes.at[at];
		if (c == '>' && depth == 0)
			return bytes.at + at;
		if (c == '"' || c == '\'')
			at = quote_end(bytes, at, depth ? '\0' : '<');
		else if (c == '[' || c == ']')
			depth = c == '[' ? depth + 1 : depth - (depth > 0);
		if (c != '<')
			continue;
		enum markup_kind kind = kind_at(bytes, at);
		const char *end =
			depth && is_section(kind) ? section_end(scan, kind, at + strlen(rows[kind].opening)) : NULL;
		if (!end && (depth == 0 || kind != MARKUP_KINDS))
			break;
		at = end ? (size_t)(end - bytes.at) : at;
	}
	return NULL;
}

bool markup_at(struct markup_scan *scan, size_t offset, struct markup *markup)
{
	struct str bytes = scan->bytes;
	enum markup_kind kind = kind_at(bytes, offset);
	if (kind == MARKUP_KINDS)
		return false;
	bool tag = kind == MARKUP_START || kind == MARKUP_END;
	size_t inside = offset + (tag ? 1 + (kind == MARKUP_END) : strlen(rows[kind].opening));
	*markup = (struct markup){ .kind = kind, .start = offset, .inside = inside };
	if (tag || kind == MARKUP_INSTRUCTION)
		markup->name = markup_slice(bytes, inside, name_end(bytes, inside));
	if (tag) {
		markup->inside += markup->name.len;
		read_tag(bytes, markup);
		return true;
	}
	const char *end = kind == MARKUP_DOCTYPE ? doctype_end(scan, inside) : section_end(scan, kind, inside);
	markup->closed = end != NULL;
	markup->inside_end = end ? (size_t)(end - bytes.at) : inside;
	while (!end && markup->inside_end < bytes.len && !memchr("\n<", bytes.at[markup->inside_end], 2))
		markup->inside_end++;
	markup->end = markup->inside_end + (end ? strlen(rows[kind].closing) : 0);
	return true;
}

bool markup_next(struct markup_scan *scan, size_t offset, struct markup *markup)
{
	struct str bytes = scan->bytes;
	while (offset < bytes.len) {
		const char *found = memchr(bytes.at + offset, '<', bytes.len - offset);
		if (!found)
			break;
		offset = (size_t)(found - bytes.at);
		if (markup_at(scan, offset, markup))
			return true;
		offset++;
	}
	return false;
}

bool markup_attribute(struct str bytes, size_t *offset, size_t end, struct markup_attribute *attribute)
{
	for (size_t at = *offset; at < end;) {
		size_t name = skip_space(bytes, at, end), after = name_end(bytes, name);
		at = skip_space(bytes, after, end);
		if (at >= end || bytes.at[at] != '=') {
			at += after == name; /* neither a name nor a value */
			continue;
		}
		at = skip_space(bytes, at + 1, end);
		if (at >= end || (bytes.at[at] != '"' && bytes.at[at] != '\''))
			continue;
		const char *close = memchr(bytes.at + at + 1, bytes.at[at], end - at - 1);
		if (!close)
			break;
		size_t value_end = (size_t)(close - bytes.at);
		*attribute = (struct markup_attribute){ name, after, at + 1, value_end };
		*offset = value_end + 1;
		return true;
	}
	return false;
}

/* The bytes of raw that stand for the character at decoded: a reference, CR LF, or the same byte. *count is how many
 * bytes of decoded that is. */
static size_t text_step(struct str raw, struct str decoded, bool cdata, size_t *count)
{
	const char *semicolon = !cdata && raw.at[0] == '&' ? memchr(raw.at, ';', raw.len) : NULL;
	unsigned char lead = decoded.len ? (unsigned char)decoded.at[0] : 0;
	*count = !semicolon || lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	return semicolon ? (size_t)(semicolon - raw.at) + 1 : str_starts(raw, "\r\n") ? 2 : 1;
}

/* The number of bytes from offset on, at most that many, that are neither markup nor changed when they are read. */
static size_t same_bytes(struct str raw, size_t offset, size_t most)
{
	size_t end = offset;
	while (end < raw.len && end - offset < most && raw.at[end] != '<' && raw.at[end] != '&' && raw.at[end] != '\r')
		end++;
	return end - offset;
}

size_t markup_text_offset(struct str raw, struct str decoded, size_t count, bool is_end)
{
	struct markup_scan scan = { .bytes = raw };
	struct markup section = { .end = 0 }, next;
	size_t at = 0, done = 0, step, most = count < decoded.len ? count : decoded.len;
	while (at < raw.len && !(is_end && done >= count)) {
		size_t same = at < section.end || done >= most ? 0 : same_bytes(raw, at, most - done);
		at += same;
		done += same;
		if (same)
			continue;
		bool cdata = at < section.inside_end;
		if (section.end > at && !cdata) {
			at = section.end;
		} else if (!cdata && markup_at(&scan, at, &next) && next.kind == MARKUP_CDATA) {
			section = next;
			at = section.inside;
		} else if (done >= count || done >= decoded.len) {
			break;
		} else {
			at += text_step(markup_slice(raw, at, raw.len), markup_slice(decoded, done, decoded.len), cdata,
					&step);
			done += step;
		}
	}
	return at;
}
