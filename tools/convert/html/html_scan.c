#include "convert/html/html_scan.h"

#include "base/utf8.h"
#include "convert/core/encoding.h"
#include "convert/html/html_elements.h"
#include "lesson/make.h"

#include <libxml/HTMLparser.h>

static const char quotes[2] = { '"', '\'' };

/* The position after the last c in the text; 0 if there is none. */
static size_t after_last(struct str text, char c)
{
	const char *found = text.len ? memrchr(text.at, c, text.len) : NULL;
	return found ? (size_t)(found - text.at) + 1 : 0;
}

void html_scan_begin(struct html_scanner *s, struct str text)
{
	*s = (struct html_scanner){ .text = text, .last_gt = after_last(text, '>') };
	for (int i = 0; i < 2; i++)
		s->last_quote[i] = after_last(text, quotes[i]);
}

static bool is_name_char(char c)
{
	return ascii_is_alphanumeric(c) || c == '-' || c == ':' || c == '_' || c == '.' || (unsigned char)c >= 0x80;
}

/* The position after the > that ends the tag with its attributes from at on; 0 if there is none before the next <. */
static size_t tag_end(struct html_scanner *s, size_t at)
{
	for (size_t i = at; i < s->last_gt; i++) {
		char c = s->text.at[i];
		if (c == '>' || c == '<')
			return c == '>' ? i + 1 : 0;
		/* Only a quote after = opens a value. */
		if ((c != '"' && c != '\'') || i == at || s->text.at[i - 1] != '=' || s->no_quotes)
			continue;
		if (i + 1 >= s->last_quote[c == '\''])
			s->no_quotes = true;
		else
			i = (size_t)((const char *)memchr(s->text.at + i + 1, c, s->text.len - i - 1) - s->text.at);
	}
	return 0;
}

static bool is_known(const struct html_scanner *s, struct str name)
{
	char lower[32];
	if (s->foreign || memchr(name.at, ':', name.len) || memchr(name.at, '-', name.len))
		return true;
	for (size_t i = 0; i < name.len && i < sizeof(lower); i++)
		lower[i] = ascii_lower(name.at[i]);
	return name.len < sizeof(lower) && html_element_find((struct str){ lower, name.len });
}

/* A tag at s->at, where < is followed by a letter, or by / and a letter. */
static struct html_token tag(struct html_scanner *s)
{
	struct html_token token = { .kind = HTML_TOKEN_START };
	size_t start = s->at, at = start + 1;
	if (s->text.at[at] == '/') {
		token.kind = HTML_TOKEN_END;
		at++;
	}
	size_t name = at;
	while (at < s->text.len && is_name_char(s->text.at[at]))
		at++;
	token.name = (struct str){ s->text.at + name, at - name };
	char after = at < s->text.len ? s->text.at[at] : ' ';
	bool known = is_known(s, token.name) && (ascii_is_space(after) || after == '/' || after == '>');
	size_t end = known || after == '>' ? tag_end(s, at) : 0;
	if (!known || !end) {
		end = end ? end : at;
		s->at = end;
		return (struct html_token){ .kind = HTML_TOKEN_TEXT,
					    .text = { s->text.at + start, end - start },
					    .name = token.name,
					    .literal = true };
	}
	token.inner = (struct str){ s->text.at + at, end - 1 - at };
	token.empty = token.inner.len && token.inner.at[token.inner.len - 1] == '/';
	token.inner.len -= token.empty;
	s->at = end;
	return token;
}

/* Skips a comment, declaration or processing instruction at s->at. False if it is text. */
static bool skip_markup(struct html_scanner *s)
{
	struct str rest = { s->text.at + s->at, s->text.len - s->at };
	if (str_starts(rest, "<!--")) {
		const char *end = s->no_comment_end ? NULL : memmem(rest.at + 2, rest.len - 2, "-->", 3);
		s->no_comment_end = !end;
		s->at += end ? (size_t)(end - rest.at) + 3 : 4;
		return true;
	}
	if (str_starts(rest, "<![CDATA[")) {
		s->at += strlen("<![CDATA[");
		s->in_cdata = true;
		return true;
	}
	bool declaration = rest.len > 2 && (ascii_is_letter(rest.at[2]) || (rest.at[1] == '!' && rest.at[2] == '['));
	if (!declaration || s->at >= s->last_gt)
		return false;
	s->at += (size_t)((const char *)memchr(rest.at, '>', rest.len) - rest.at) + 1;
	return true;
}

struct html_token html_scan_next(struct html_scanner *s)
{
	while (s->at < s->text.len) {
		struct str rest = { s->text.at + s->at, s->text.len - s->at };
		char first = rest.at[0], second = rest.len > 1 ? rest.at[1] : ' ',
		     third = rest.len > 2 ? rest.at[2] : ' ';
		if (first == '<' && (ascii_is_letter(second) || (second == '/' && ascii_is_letter(third))))
			return tag(s);
		if (first == '<' && (second == '!' || second == '?') && skip_markup(s))
			continue;
		if (s->in_cdata && str_starts(rest, "]]>")) {
			s->at += 3;
			s->in_cdata = false;
			continue;
		}
		size_t len = 1;
		while (len < rest.len && rest.at[len] != '<' && !(s->in_cdata && rest.at[len] == ']'))
			len++;
		s->at += len;
		return (struct html_token){ .kind = HTML_TOKEN_TEXT, .text = { rest.at, len } };
	}
	return (struct html_token){ .kind = HTML_TOKEN_NONE };
}

struct str html_scan_raw(struct html_scanner *s, struct str name)
{
	size_t start = s->at;
	for (size_t i = start; i + 2 + name.len < s->text.len; i++) {
		const char *found = memmem(s->text.at + i, s->text.len - i, "</", 2);
		if (!found)
			break;
		i = (size_t)(found - s->text.at);
		if (i + 2 + name.len >= s->text.len || strncasecmp(found + 2, name.at, name.len) != 0 ||
		    is_name_char(found[2 + name.len]))
			continue;
		const char *end = memchr(found, '>', s->text.len - i);
		s->at = end ? (size_t)(end - s->text.at) + 1 : s->text.len;
		return (struct str){ s->text.at + start, i - start };
	}
	s->at = s->text.len;
	return (struct str){ s->text.at + start, s->at - start };
}

bool html_scan_attribute(struct str *inner, struct str *name, struct str *value)
{
	if (!inner->len) /* and perhaps no text at all */
		return false;
	const char *at = inner->at, *end = inner->at + inner->len;
	while (at < end && (ascii_is_space(*at) || *at == '/' || *at == '='))
		at++;
	const char *start = at;
	while (at < end && !ascii_is_space(*at) && *at != '=' && *at != '/')
		at++;
	*name = (struct str){ start, (size_t)(at - start) };
	*value = STR_NONE;
	while (at < end && ascii_is_space(*at))
		at++;
	if (at < end && *at == '=') {
		at++;
		while (at < end && ascii_is_space(*at))
			at++;
		char quote = at < end && (*at == '"' || *at == '\'') ? *at : '\0';
		start = at += quote != '\0';
		while (at < end && (quote ? *at != quote : !ascii_is_space(*at)))
			at++;
		*value = (struct str){ start, (size_t)(at - start) };
		at += quote && at < end;
	}
	*inner = (struct str){ at, (size_t)(end - at) };
	return name->len > 0;
}

/* Reads the number after &# in text; as browsers do, 128 to 159 in Windows-1252. Returns its length; 0 if there is
 * none. */
static size_t number(struct str text, uint32_t *code)
{
	bool hex = text.len > 2 && (text.at[2] | 0x20) == 'x';
	size_t start = hex ? 3 : 2, i = start;
	*code = 0;
	for (; i < text.len; i++) {
		int digit = hex ? ascii_hex(text.at[i]) : ascii_is_digit(text.at[i]) ? text.at[i] - '0' : -1;
		if (digit < 0)
			break;
		*code = *code < 0x110000 ? *code * (hex ? 16 : 10) + (uint32_t)digit : *code;
	}
	if (i == start)
		return 0;
	*code = windows_1252(*code);
	if (*code == 0 || *code > 0x10ffff || (*code >= 0xd800 && *code < 0xe000))
		*code = 0xfffd;
	return i + (i < text.len && text.at[i] == ';');
}

/* Entities of HTML 5 that other programs write, and HTML 4 does not have. */
static uint32_t newer_entity(const char *name)
{
	static const struct {
		const char *name;
		uint32_t code;
	} list[] = { { "apos", '\'' },
		     { "lpar", '(' },
		     { "rpar", ')' },
		     { "comma", ',' },
		     { "period", '.' },
		     { "colon", ':' },
		     { "semi", ';' },
		     { "quest", '?' },
		     { "excl", '!' },
		     { "num", '#' },
		     { "percnt", '%' },
		     { "ast", '*' },
		     { "plus", '+' },
		     { "equals", '=' },
		     { "lbrack", '[' },
		     { "lsqb", '[' },
		     { "rbrack", ']' },
		     { "rsqb", ']' },
		     { "lcub", '{' },
		     { "lbrace", '{' },
		     { "rcub", '}' },
		     { "rbrace", '}' },
		     { "bsol", '\\' },
		     { "sol", '/' },
		     { "lowbar", '_' },
		     { "grave", '`' },
		     { "vert", '|' },
		     { "verbar", '|' },
		     { "commat", '@' },
		     { "dollar", '$' },
		     { "Tab", '\t' },
		     { "NewLine", '\n' },
		     { "hyphen", 0x2010 },
		     { "dash", 0x2010 },
		     { "nbsp", 0xa0 },
		     { "check", 0x2713 },
		     { "cross", 0x2717 },
		     { "star", 0x2606 },
		     { "starf", 0x2605 },
		     { "half", 0xbd },
		     { "frac13", 0x2153 },
		     { "frac23", 0x2154 },
		     { "frac18", 0x215b },
		     { "leq", 0x2264 },
		     { "geq", 0x2265 },
		     { "rightarrow", 0x2192 },
		     { "leftarrow", 0x2190 },
		     { "approx", 0x2248 },
		     { "rightleftharpoons", 0x21cc },
		     { "phone", 0x260e },
		     { "female", 0x2640 },
		     { "male", 0x2642 } };
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (strcmp(name, list[i].name) == 0)
			return list[i].code;
	return 0;
}

/* Reads a named reference. Without a semicolon only old names count, and not before more of a word in attributes, where
 * they are parts of addresses. */
static size_t named(struct str text, bool is_attribute, uint32_t *code)
{
	char name[32];
	size_t len = 0;
	while (1 + len < text.len && len + 1 < sizeof(name) && ascii_is_alphanumeric(text.at[1 + len])) {
		name[len] = text.at[1 + len];
		len++;
	}
	name[len] = '\0';
	bool closed = 1 + len < text.len && text.at[1 + len] == ';';
	const htmlEntityDesc *found = len ? htmlEntityLookup((const xmlChar *)name) : NULL;
	*code = found ? found->value : len ? newer_entity(name) : 0;
	bool old = found && (found->value < 0x100);
	bool more = 1 + len < text.len && text.at[1 + len] == '=';
	if (*code == 0 || (!closed && (!old || (is_attribute && more))))
		return 0;
	return 1 + len + closed;
}

bool html_decode(struct str text, bool is_attribute, struct buf *out)
{
	bool good = true;
	for (size_t done = 0; done < text.len;) {
		const char *amp = memchr(text.at + done, '&', text.len - done);
		size_t at = amp ? (size_t)(amp - text.at) : text.len;
		buf_add(out, text.at + done, at - done);
		done = at;
		if (!amp)
			break;
		struct str rest = { amp, text.len - at };
		uint32_t code = 0;
		size_t len = rest.len > 1 && rest.at[1] == '#' ? number(rest, &code) : named(rest, is_attribute, &code);
		char bytes[4];
		good = good && (!len || (make_allows(code) && code != 0xfffd));
		if (len)
			buf_add(out, bytes, utf8_encode(code, bytes));
		else
			buf_char(out, '&');
		done += len ? len : 1;
	}
	return good;
}
