#include "compare/retired_list.h"

#include "lesson/bytes.h"

#include <strings.h>

/* The offset after the next end, or text.len + 1 if there is none. */
static size_t after(struct str text, size_t at, const char *end)
{
	size_t len = strlen(end);
	for (; at + len <= text.len; at++)
		if (memcmp(text.at + at, end, len) == 0)
			return at + len;
	return text.len + 1;
}

/* The offset after the > of the tag at at, ignoring > in quoted values. */
static size_t after_tag(struct str text, size_t at)
{
	char quote = '\0';
	for (; at < text.len; at++) {
		char c = text.at[at];
		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return at + 1;
	}
	return text.len + 1;
}

static bool is_at(struct str text, size_t at, const char *what)
{
	return at + strlen(what) <= text.len && memcmp(text.at + at, what, strlen(what)) == 0;
}

/* The offset after the comment, instruction or CDATA section at at; at if there is none. */
static size_t skip_markup(struct str text, size_t at)
{
	if (is_at(text, at, "<!--"))
		return after(text, at + 4, "-->");
	if (is_at(text, at, "<?"))
		return after(text, at, "?>");
	if (is_at(text, at, "<![CDATA["))
		return after(text, at, "]]>");
	return at;
}

/* The indentation of at if it is the first in its line. */
static struct str indent_of(struct str text, size_t at)
{
	size_t start = at;
	while (start > 0 && (text.at[start - 1] == ' ' || text.at[start - 1] == '\t'))
		start--;
	bool first = start == 0 || text.at[start - 1] == '\n';
	return (struct str){ text.at + (first ? start : at), first ? at - start : 0 };
}

static void take_root(struct str text, size_t at, struct retired_list *list)
{
	size_t start = at + 1, end = start;
	while (end < text.len && !strchr(" \t\r\n/>", text.at[end]))
		end++;
	list->name = (struct str){ text.at + start, end - start };
	const char *colon = memchr(list->name.at, ':', list->name.len);
	list->prefix = (struct str){ list->name.at, colon ? (size_t)(colon - list->name.at) + 1 : 0 };
}

bool retired_list_find(struct str text, struct retired_list *list)
{
	size_t depth = 0, end;
	if (!bytes_are_utf8(text))
		return false;
	*list = (struct retired_list){ .indent = STR("  "),
				       .line_end = after(text, 0, "\r\n") <= text.len ? "\r\n" : "\n" };
	for (size_t at = 0; at < text.len; at = end) {
		end = at + 1;
		if (text.at[at] != '<')
			continue;
		end = skip_markup(text, at);
		if (end != at)
			continue;
		end = after_tag(text, at);
		if (end > text.len)
			return false;
		bool closes = is_at(text, at, "</"), is_whole = text.at[end - 2] == '/';
		if (depth == 0)
			take_root(text, at, list);
		else if (depth == 1 && !closes && indent_of(text, at).len > 0)
			list->indent = indent_of(text, at);
		list->at = closes ? at : end - 2;
		list->is_empty_element = depth == 0 && is_whole;
		if (list->is_empty_element || (closes && depth == 1))
			return list->name.len > 0;
		depth += !closes && !is_whole;
		depth -= closes && depth > 0;
	}
	return false;
}

void retired_list_add(struct buf *out, struct str text, const struct retired_list *list, struct str lines)
{
	size_t at = list->at;
	if (list->is_empty_element) {
		while (at > 0 && strchr(" \t\r\n", text.at[at - 1]))
			at--;
		buf_add(out, text.at, at);
		buf_char(out, '>');
		buf_text(out, list->line_end);
		buf_str(out, lines);
		buf_text(out, "</");
		buf_str(out, list->name);
		buf_add(out, text.at + list->at + 1, text.len - list->at - 1);
		return;
	}
	at -= indent_of(text, at).len;
	buf_add(out, text.at, at);
	/* The end tag may follow the last line directly. */
	if (at > 0 && text.at[at - 1] != '\n')
		buf_text(out, list->line_end);
	buf_str(out, lines);
	buf_add(out, text.at + at, text.len - at);
}
