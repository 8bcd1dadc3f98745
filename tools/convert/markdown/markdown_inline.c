/* What note-taking programs add to Markdown, in terms that cmark and html_read know. */
#include "convert/html/html_write.h"
#include "convert/markdown/markdown.h"

#include <string.h>

enum { WINDOW = 16 * 1024 }; /* how far what closes an element may be from what opens it */

/* The end of a formula that opens at i with the delimiter; 0 if it is none. $ must touch its formula, and no digit may
 * follow it, so that prices are text; as pandoc does it. */
static size_t formula_end(struct str text, size_t i, struct str delimiter)
{
	size_t start = i + delimiter.len;
	bool single = delimiter.len == 1;
	if (start >= text.len || (single && ascii_is_space(text.at[start])))
		return 0;
	for (size_t j = start; j + delimiter.len <= text.len; j++) {
		if (text.at[j] == '\\') {
			j++;
			continue;
		}
		if (single && text.at[j] == '\n' && j + 1 < text.len && text.at[j + 1] == '\n')
			return 0;
		if (memcmp(text.at + j, delimiter.at, delimiter.len) != 0 || j == start)
			continue;
		bool digit = j + delimiter.len < text.len && ascii_is_digit(text.at[j + delimiter.len]);
		/* Another dollar that cannot close it: these are prices. */
		if (single && (ascii_is_space(text.at[j - 1]) || digit))
			return 0;
		return j;
	}
	return 0;
}

/* A formula as an element that cmark passes through and html_read reads. */
static void add_formula(struct buf *out, struct str tex, bool block)
{
	buf_text(out, block ? "<anki-mathjax block=\"true\">" : "<anki-mathjax>");
	/* cmark reads what is between tags, so that its own characters are written as references. */
	for (size_t i = 0; i < tex.len; i++) {
		if (ascii_is_alphanumeric(tex.at[i]) || tex.at[i] == ' ' || (unsigned char)tex.at[i] >= 0x80)
			buf_char(out, tex.at[i]);
		else if (tex.at[i] == '\n')
			buf_char(out, ' ');
		else
			buf_format(out, "&#%d;", tex.at[i]);
	}
	buf_text(out, "</anki-mathjax>");
}

static void add_blank(struct buf *out, unsigned number, struct str answer, struct str hint)
{
	buf_text(out, "<u class=\"blank\"");
	if (number)
		buf_format(out, " data-n=\"%u\"", number);
	if (hint.len) {
		buf_text(out, " data-hint=\"");
		html_escape(out, hint);
		buf_char(out, '"');
	}
	buf_char(out, '>');
	buf_str(out, answer);
	buf_text(out, "</u>");
}

/* {{c1::answer::hint}}; returns its length, or 0. */
static size_t take_anki_gap(struct str text, struct buf *out)
{
	unsigned number = 0;
	size_t i = 3;
	if (!str_starts(text, "{{c"))
		return 0;
	for (; i < text.len && ascii_is_digit(text.at[i]) && i < 6; i++)
		number = number * 10 + (unsigned)(text.at[i] - '0');
	const char *close = i + 2 < text.len && memcmp(text.at + i, "::", 2) == 0
				    ? memmem(text.at + i, text.len - i, "}}", 2)
				    : NULL;
	if (!close || !number)
		return 0;
	struct str answer = { text.at + i + 2, (size_t)(close - text.at) - i - 2 };
	const char *colons = memmem(answer.at, answer.len, "::", 2);
	struct str hint = STR("");
	if (colons) {
		size_t before = (size_t)(colons - answer.at);
		hint = (struct str){ colons + 2, answer.len - before - 2 };
		answer.len = before;
	}
	add_blank(out, number, answer, hint);
	return (size_t)(close - text.at) + 2;
}

/* [gap] of hashcards, but no link; returns its length, or 0. */
static size_t take_bracket_gap(struct str text, struct buf *out)
{
	const char *close = memchr(text.at, ']', text.len);
	size_t end = close ? (size_t)(close - text.at) : 0;
	if (end < 2 || (end + 1 < text.len && strchr("([", text.at[end + 1])) || memchr(text.at, '\n', end))
		return 0;
	add_blank(out, 0, (struct str){ text.at + 1, end - 1 }, STR(""));
	return end + 1;
}

/* ==highlight==: a gap in a cloze. */
static size_t take_highlight(struct str text, struct buf *out, bool cloze)
{
	const char *close = text.len > 4 && str_starts(text, "==") && !ascii_is_space(text.at[2]) &&
						    text.at[2] != '='
				    ? memmem(text.at + 3, text.len - 3, "==", 2)
				    : NULL;
	if (!close || memchr(text.at, '\n', (size_t)(close - text.at)))
		return 0;
	struct str inner = { text.at + 2, (size_t)(close - text.at) - 2 };
	if (cloze) {
		add_blank(out, 0, inner, STR(""));
	} else {
		buf_text(out, "<mark>");
		buf_str(out, inner);
		buf_text(out, "</mark>");
	}
	return inner.len + 4;
}

/* H~2~O and 10^9^, as pandoc writes them: within a word, and nothing that looks like a power or a range follows. */
static size_t take_script(struct str text, struct buf *out)
{
	char mark = text.at[0];
	size_t end = 1;
	while (end < text.len && !ascii_is_space(text.at[end]) && !strchr("~^[]{}<>()*_`$|/\\", text.at[end]))
		end++;
	if (end == 1 || end == text.len || text.at[end] != mark)
		return 0;
	char next = end + 1 < text.len ? text.at[end + 1] : ' ';
	if (next == mark || ascii_is_digit(next) || (mark == '^' && ascii_is_alphanumeric(next)))
		return 0;
	buf_format(out, "<%s>%.*s</%s>", mark == '~' ? "sub" : "sup", (int)end - 1, text.at + 1,
		   mark == '~' ? "sub" : "sup");
	return end + 1;
}

/* The tildes that begin here, if they are several. */
static size_t take_tildes(struct str text, struct buf *out)
{
	size_t count = 0;
	while (count < text.len && text.at[count] == '~')
		count++;
	if (count == 1)
		return 0;
	buf_add(out, text.at, count);
	return count;
}

/* [[note#part|text]] becomes its text, ![[picture]] a picture. */
static size_t take_wikilink(struct str text, struct buf *out)
{
	bool picture = text.at[0] == '!';
	size_t start = picture ? 3 : 2;
	if (text.len < start + 3 || memcmp(text.at + picture, "[[", 2) != 0)
		return 0;
	const char *close = memmem(text.at + start, text.len - start, "]]", 2);
	if (!close || memchr(text.at, '\n', (size_t)(close - text.at)))
		return 0;
	struct str inner = { text.at + start, (size_t)(close - text.at) - start };
	const char *bar = memchr(inner.at, '|', inner.len);
	size_t target = bar ? (size_t)(bar - inner.at) : inner.len;
	if (picture) {
		buf_text(out, "<img src=\"");
		html_escape(out, (struct str){ inner.at, target });
		buf_text(out, "\" alt=\"\">");
	} else {
		/* Written as an address that html_read reports and drops. */
		buf_text(out, "<a href=\"#");
		html_escape(out, (struct str){ inner.at, target });
		buf_text(out, "\">");
		buf_str(out, bar ? (struct str){ bar + 1, inner.len - target - 1 } : inner);
		buf_text(out, "</a>");
	}
	return start + inner.len + 2;
}

/* The length of code that begins here, with its backticks; 0 if none does. */
static size_t code_length(struct str text)
{
	size_t ticks = 0;
	while (ticks < text.len && text.at[ticks] == '`')
		ticks++;
	for (size_t i = ticks; ticks && i + ticks <= text.len; i++) {
		size_t run = 0;
		while (i + run < text.len && text.at[i + run] == '`')
			run++;
		if (run == ticks)
			return i + run;
		i += run;
	}
	return ticks;
}

/* A formula between \( and \), or, on lines of its own, between \[ and \]: elsewhere these are brackets that mean no
 * link. before is what precedes it on its line. Returns its length, or 0. */
static size_t take_tex(struct str text, struct str before, struct buf *out)
{
	bool block = text.len > 1 && text.at[1] == '[';
	const char *close = text.len > 1 && (block || text.at[1] == '(')
				    ? memmem(text.at + 2, text.len - 2, block ? "\\]" : "\\)", 2)
				    : NULL;
	if (!close)
		return 0;
	size_t end = (size_t)(close - text.at), next;
	for (size_t i = 0; block && i < before.len; i++)
		if (!ascii_is_space(before.at[i]) && !strchr(">-*+.)0123456789", before.at[i]))
			return 0;
	if (block && str_trim(markdown_line(text, end + 2, &next)).len)
		return 0;
	add_formula(out, (struct str){ text.at + 2, end - 2 }, block);
	return end + 2;
}

/* Replaces what begins here, after before on its line, and returns its length, or 0. */
static size_t take(struct str text, struct str before, struct buf *out, bool cloze)
{
	size_t end = 0;
	switch (text.at[0]) {
	case '`':
		end = code_length(text);
		buf_add(out, text.at, end);
		return end;
	case '\\':
		end = take_tex(text, before, out);
		if (end)
			return end;
		end = text.len > 1 ? 2 : 1;
		buf_add(out, text.at, end);
		return end;
	case '$': {
		struct str delimiter = str_starts(text, "$$") ? STR("$$") : STR("$");
		end = formula_end(text, 0, delimiter);
		if (!end)
			return 0;
		add_formula(out, (struct str){ text.at + delimiter.len, end - delimiter.len }, delimiter.len == 2);
		return end + delimiter.len;
	}
	case '~': end = take_tildes(text, out); return end ? end : take_script(text, out);
	case '^': return take_script(text, out);
	case '=': return take_highlight(text, out, cloze);
	case '{': return cloze ? take_anki_gap(text, out) : 0;
	case '!': return take_wikilink(text, out);
	case '[': end = take_wikilink(text, out); return end || !cloze ? end : take_bracket_gap(text, out);
	default: return 0;
	}
}

/* What must be closed within a window. */
struct closing {
	const char *open, *close;
	size_t next; /* the offset of the next one; SIZE_MAX: none follows */
};

/* Whether something opens here that is not closed, so that nobody searches for its end: hostile notes open a lot. */
static bool is_unclosed(struct closing *closing, struct str text, size_t i)
{
	struct str rest = { text.at + i, text.len - i };
	for (; closing->open; closing++) {
		if (!str_starts(rest, closing->open))
			continue;
		size_t from = i + strlen(closing->open);
		if (closing->next < from) {
			const char *found =
				memmem(text.at + from, text.len - from, closing->close, strlen(closing->close));
			closing->next = found ? (size_t)(found - text.at) : SIZE_MAX;
		}
		if (closing->next > i + WINDOW)
			return true;
	}
	return false;
}

struct str markdown_prepare(struct import *import, struct str text, bool cloze)
{
	struct buf out;
	bool fenced = false;
	size_t line_start = 0;
	struct closing closings[] = {
		{ "[[", "]]", 0 },   { "![[", "]]", 0 }, { "\\(", "\\)", 0 },
		{ "\\[", "\\]", 0 }, { "{{c", "}}", 0 }, { NULL, NULL, 0 },
	};
	buf_init(&out, BUF_CAP);
	for (size_t i = 0; i < text.len;) {
		bool line = i == 0 || text.at[i - 1] == '\n';
		line_start = line ? i : line_start;
		if (line && (str_starts((struct str){ text.at + i, text.len - i }, "```") ||
			     str_starts((struct str){ text.at + i, text.len - i }, "~~~"))) {
			fenced = !fenced;
			const char *end = memchr(text.at + i, '\n', text.len - i);
			size_t len = end ? (size_t)(end - text.at) - i + 1 : text.len - i;
			buf_add(&out, text.at + i, len);
			i += len;
			continue;
		}
		size_t left = text.len - i < WINDOW ? text.len - i : WINDOW;
		bool literal = fenced || is_unclosed(closings, text, i);
		struct str before = { text.at + line_start, i - line_start };
		size_t taken = literal ? 0 : take((struct str){ text.at + i, left }, before, &out, cloze);
		if (!taken) {
			/* An escaped character stays with its backslash. */
			taken = literal && !fenced && text.at[i] == '\\' ? 2 : 1;
			buf_add(&out, text.at + i, taken);
		}
		i += taken;
	}
	struct str prepared = buf_failed(&out) ? STR_NONE : arena_str(&import->arena, buf_view(&out));
	buf_release(&out);
	return prepared;
}
