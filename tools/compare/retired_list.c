#include "compare/retired_list.h"

#include "lesson/bytes.h"
#include "lesson/markup.h"

#include <string.h>

/* The indentation of at if it is the first in its line. */
static struct str indent_of(struct str text, size_t at)
{
	size_t start = at;
	while (start > 0 && (text.at[start - 1] == ' ' || text.at[start - 1] == '\t'))
		start--;
	bool first = start == 0 || text.at[start - 1] == '\n';
	return (struct str){ text.at + (first ? start : at), first ? at - start : 0 };
}

bool retired_list_find(struct str text, struct retired_list *list)
{
	size_t depth = 0;
	struct markup_scan scan = { .bytes = text };
	struct markup tag = { .end = 0 };
	if (!bytes_are_utf8(text))
		return false;
	*list = (struct retired_list){ .indent = STR("  "),
				       .line_end = text.len && memmem(text.at, text.len, "\r\n", 2) ? "\r\n" : "\n" };
	while (markup_next(&scan, tag.end, &tag)) {
		if (tag.kind > MARKUP_END)
			continue;
		if (!tag.closed)
			return false;
		struct str indent = indent_of(text, tag.start);
		if (depth == 0) {
			const char *colon = memchr(tag.name.at, ':', tag.name.len);
			list->name = tag.name;
			list->prefix = (struct str){ tag.name.at, colon ? (size_t)(colon - tag.name.at) + 1 : 0 };
		} else if (depth == 1 && tag.kind != MARKUP_END && indent.len > 0) {
			list->indent = indent;
		}
		list->at = tag.kind == MARKUP_EMPTY ? tag.inside_end : tag.start;
		list->is_empty_element = depth == 0 && tag.kind == MARKUP_EMPTY;
		if (list->is_empty_element || (tag.kind == MARKUP_END && depth == 1))
			return list->name.len > 0;
		depth += tag.kind == MARKUP_START;
		depth -= tag.kind == MARKUP_END && depth > 0;
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
