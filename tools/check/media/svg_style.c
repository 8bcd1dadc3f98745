#include "check/media/svg_style.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { DEPTH_KNOWN = 64 }; /* strings in deeper parentheses count as URLs */

void style_scan_init(struct style_scan *scan, struct str style)
{
	*scan = (struct style_scan){ .rest = style };
	buf_init(&scan->word, BUF_CAP);
}

void style_scan_release(struct style_scan *scan)
{
	buf_release(&scan->word);
}

static unsigned char peek(const struct style_scan *scan, size_t i)
{
	return i < scan->rest.len ? (unsigned char)scan->rest.at[i] : '\0';
}

static void skip(struct style_scan *scan, size_t len)
{
	len = len < scan->rest.len ? len : scan->rest.len;
	scan->rest.at += len;
	scan->rest.len -= len;
}

static bool is_newline(unsigned char c)
{
	return c == '\n' || c == '\r' || c == '\f';
}

static bool is_space(unsigned char c)
{
	return c == ' ' || c == '\t' || is_newline(c);
}

static void skip_space(struct style_scan *scan)
{
	while (is_space(peek(scan, 0)))
		skip(scan, 1);
}

static void skip_comment(struct style_scan *scan)
{
	skip(scan, 2);
	while (scan->rest.len && !(peek(scan, 0) == '*' && peek(scan, 1) == '/'))
		skip(scan, 1);
	skip(scan, 2);
}

static bool starts_name(const struct style_scan *scan)
{
	unsigned char c = peek(scan, 0);
	return isalnum(c) || c == '-' || c == '_' || c >= 0x80 || (c == '\\' && !is_newline(peek(scan, 1)));
}

/* Appends the character that an escape stands for. */
static void take_escape(struct style_scan *scan)
{
	skip(scan, 1);
	uint32_t code = 0;
	unsigned digits = 0;
	for (; digits < 6 && isxdigit(peek(scan, 0)); digits++, skip(scan, 1)) {
		unsigned char c = peek(scan, 0);
		code = code * 16 + (uint32_t)(isdigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	if (!digits) {
		buf_add(&scan->word, scan->rest.at, scan->rest.len ? 1 : 0);
		skip(scan, 1);
		return;
	}
	if (is_space(peek(scan, 0)))
		skip(scan, peek(scan, 0) == '\r' && peek(scan, 1) == '\n' ? 2 : 1);
	if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		code = 0xfffd;
	char bytes[4];
	buf_add(&scan->word, bytes, utf8_encode(code, bytes));
}

static void take_name(struct style_scan *scan)
{
	buf_clear(&scan->word);
	while (starts_name(scan)) {
		if (peek(scan, 0) == '\\') {
			take_escape(scan);
		} else {
			buf_char(&scan->word, *scan->rest.at);
			skip(scan, 1);
		}
	}
}

/* Reads up to the closing mark: a quotation mark, or the parenthesis of an unquoted url(). */
static void take_until(struct style_scan *scan, unsigned char mark)
{
	buf_clear(&scan->word);
	while (scan->rest.len && peek(scan, 0) != mark) {
		if (is_newline(peek(scan, 0)) && mark != ')')
			return; /* the string ends here, without the line end */
		if (peek(scan, 0) != '\\') {
			buf_char(&scan->word, *scan->rest.at);
			skip(scan, 1);
		} else if (!is_newline(peek(scan, 1))) {
			take_escape(scan);
		} else {
			skip(scan, peek(scan, 1) == '\r' && peek(scan, 2) == '\n' ? 3 : 2);
		}
	}
	skip(scan, 1);
}

static void open_parenthesis(struct style_scan *scan, bool addresses)
{
	skip(scan, 1);
	if (scan->depth < DEPTH_KNOWN && addresses)
		scan->addresses |= (uint64_t)1 << scan->depth;
	scan->depth++;
}

static void close_parenthesis(struct style_scan *scan)
{
	skip(scan, 1);
	if (scan->depth && --scan->depth < DEPTH_KNOWN)
		scan->addresses &= ~((uint64_t)1 << scan->depth);
}

static bool strings_are_addresses(const struct style_scan *scan)
{
	return scan->depth > DEPTH_KNOWN || (scan->depth && scan->addresses >> (scan->depth - 1) & 1);
}

static bool is_one_of(const char *name, const char *const *names)
{
	while (*names && strcasecmp(name, *names) != 0)
		names++;
	return *names;
}

/* Called after the name of a function, at its parenthesis. */
static enum style_load take_function(struct style_scan *scan)
{
	static const char *const with_strings[] = { "src", "image", "image-set", "-webkit-image-set", NULL };
	static const char *const computed[] = { "var", "attr", "env", NULL };
	const char *name = buf_cstr(&scan->word);
	bool url = strcasecmp(name, "url") == 0;
	bool hidden = scan->addresses && is_one_of(name, computed);
	open_parenthesis(scan, is_one_of(name, with_strings));
	if (hidden)
		return STYLE_COMPUTED;
	if (!url)
		return STYLE_END;
	skip_space(scan);
	unsigned char c = peek(scan, 0);
	if (c == '"' || c == '\'') {
		skip(scan, 1);
		take_until(scan, c);
	} else {
		take_until(scan, ')');
		scan->depth--;
	}
	return scan->namespace_rule ? STYLE_END : STYLE_ADDRESS;
}

static enum style_load take_at_rule(struct style_scan *scan)
{
	skip(scan, 1);
	take_name(scan);
	if (strcasecmp(buf_cstr(&scan->word), "import") == 0)
		return STYLE_IMPORT;
	scan->namespace_rule = strcasecmp(buf_cstr(&scan->word), "namespace") == 0;
	return STYLE_END;
}

/* Skips one token; STYLE_END unless it loads something. */
static enum style_load take_token(struct style_scan *scan)
{
	unsigned char c = peek(scan, 0);
	if (starts_name(scan)) {
		take_name(scan);
		return peek(scan, 0) == '(' ? take_function(scan) : STYLE_END;
	}
	switch (c) {
	case '@': return take_at_rule(scan);
	case '(': open_parenthesis(scan, false); return STYLE_END;
	case ')': close_parenthesis(scan); return STYLE_END;
	case '"':
	case '\'':
		skip(scan, 1);
		take_until(scan, c);
		return strings_are_addresses(scan) ? STYLE_ADDRESS : STYLE_END;
	case ';':
	case '{':
	case '}': scan->namespace_rule = false; break;
	case '/':
		if (peek(scan, 1) == '*') {
			skip_comment(scan);
			return STYLE_END;
		}
		break;
	case '<':
		if (scan->rest.len >= 4 && memcmp(scan->rest.at, "<!--", 4) == 0)
			skip(scan, 3);
		break;
	default: break;
	}
	skip(scan, 1);
	return STYLE_END;
}

enum style_load style_scan_next(struct style_scan *scan)
{
	enum style_load load = STYLE_END;
	while (load == STYLE_END && scan->rest.len)
		load = take_token(scan);
	return load;
}
