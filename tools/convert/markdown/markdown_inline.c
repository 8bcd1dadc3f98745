/* What note-taking programs add to Markdown, in terms that cmark and html_read know. */
#include "convert/html/html_write.h"
#include "convert/markdown/markdown.h"

#include <string.h>

enum {
	WINDOW = 16 * 1024, /* how far what closes an element may be from what opens it */
	GAP_NUMBER_MAX = 99,
};

/* Text from where something may begin, and which of its bytes are code. */
struct window {
	struct str text;
	const unsigned char *code;
	struct html_reader *reader; /* for rows */
	unsigned *brackets;	    /* gaps in brackets so far */
};

static void lose(const struct window *w, const char *what, const char *why, const char *outcome)
{
	ledger_change(&w->reader->import->ledger, w->reader->item, str_from(what), why, outcome);
}

/* The offset of what closes an element, from an offset on, outside code and not escaped; text.len if nothing does. */
static size_t find_close(const struct window *w, size_t from, const char *close)
{
	size_t len = strlen(close);
	while (from < w->text.len) {
		const char *found = memmem(w->text.at + from, w->text.len - from, close, len);
		if (!found)
			break;
		from = (size_t)(found - w->text.at);
		size_t slashes = 0;
		while (slashes < from && w->text.at[from - slashes - 1] == '\\')
			slashes++;
		if (!w->code[from] && slashes % 2 == 0)
			return from;
		from++;
	}
	return w->text.len;
}

static bool has_line_end(struct str text, size_t end)
{
	return memchr(text.at, '\n', end);
}

/* The end of a formula that opens here with the delimiter; 0 if it is none. It has no code in it. $ must touch its
 * formula, and no digit may follow it, so that prices are text; as pandoc does it. */
static size_t formula_end(const struct window *w, struct str delimiter)
{
	struct str text = w->text;
	size_t start = delimiter.len;
	bool single = delimiter.len == 1;
	if (start >= text.len || (single && ascii_is_space(text.at[start])))
		return 0;
	for (size_t j = start; j + delimiter.len <= text.len && !w->code[j]; j++) {
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
static size_t take_anki_gap(const struct window *w, struct buf *out)
{
	struct str text = w->text;
	unsigned number = 0;
	size_t i = 3;
	if (!str_starts(text, "{{c"))
		return 0;
	for (; i < text.len && ascii_is_digit(text.at[i]) && i < 6; i++)
		number = number * 10 + (unsigned)(text.at[i] - '0');
	bool colons_follow = i + 2 < text.len && memcmp(text.at + i, "::", 2) == 0;
	size_t close = colons_follow ? find_close(w, i + 2, "}}") : text.len;
	if (close == text.len || !number)
		return 0;
	struct str answer = { text.at + i + 2, close - i - 2 };
	const char *colons = memmem(answer.at, answer.len, "::", 2);
	struct str hint = STR("");
	if (colons) {
		size_t before = (size_t)(colons - answer.at);
		hint = (struct str){ colons + 2, answer.len - before - 2 };
		answer.len = before;
	}
	add_blank(out, number, answer, hint);
	return close + 2;
}

/* [gap] of hashcards, but no link; returns its length, or 0. Each is a card of its own. */
static size_t take_bracket_gap(const struct window *w, struct buf *out)
{
	struct str text = w->text;
	size_t end = find_close(w, 1, "]");
	if (end == text.len || end < 2 || (end + 1 < text.len && strchr("([", text.at[end + 1])) ||
	    has_line_end(text, end))
		return 0;
	if (*w->brackets < GAP_NUMBER_MAX)
		++*w->brackets;
	add_blank(out, *w->brackets, (struct str){ text.at + 1, end - 1 }, STR(""));
	return end + 1;
}

/* ==highlight==: a gap in a cloze. */
static size_t take_highlight(const struct window *w, struct buf *out, bool cloze)
{
	struct str text = w->text;
	bool opens = text.len > 4 && str_starts(text, "==") && !ascii_is_space(text.at[2]) && text.at[2] != '=';
	size_t close = opens ? find_close(w, 3, "==") : text.len;
	if (close == text.len || has_line_end(text, close))
		return 0;
	struct str inner = { text.at + 2, close - 2 };
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
static size_t take_script(const struct window *w, struct buf *out)
{
	struct str text = w->text;
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
static size_t take_tildes(const struct window *w, struct buf *out)
{
	struct str text = w->text;
	size_t count = 0;
	while (count < text.len && text.at[count] == '~')
		count++;
	if (count == 1)
		return 0;
	buf_add(out, text.at, count);
	return count;
}

/* %%a comment%% of Obsidian. */
static size_t take_comment(const struct window *w)
{
	size_t close = str_starts(w->text, "%%") ? find_close(w, 3, "%%") : w->text.len;
	if (close == w->text.len)
		return 0;
	struct str comment = { w->text.at + 2, close - 2 };
	ledger_changef(&w->reader->import->ledger, w->reader->item, "learners would read it", "left out",
		       "comment '%.*s'", STR_ARG(str_trim(comment)));
	return close + 2;
}

/* ^[a footnote], and at the end of a line ^name, by which Obsidian links to a paragraph. */
static size_t take_caret(const struct window *w, struct str before, struct buf *out)
{
	struct str text = w->text;
	size_t end = 1, close = str_starts(text, "^[") ? find_close(w, 2, "]") : text.len;
	if (close < text.len) {
		buf_format(out, " (%.*s)", (int)close - 2, text.at + 2);
		lose(w, "footnotes", "lessons have none", "written in parentheses");
		return close + 1;
	}
	while (end < text.len && (ascii_is_alphanumeric(text.at[end]) || text.at[end] == '-'))
		end++;
	bool apart = !before.len || before.at[before.len - 1] == ' ';
	if (end == 1 || !apart || (end < text.len && text.at[end] != '\n'))
		return 0;
	ledger_changef(&w->reader->import->ledger, w->reader->item, "paragraphs have none", "left out", "mark '%.*s'",
		       (int)end, text.at);
	return end;
}

/* The text of a link to a part of a note, as Obsidian shows it: Note > Part. */
static void add_note_name(struct buf *out, struct str target)
{
	for (size_t i = 0; i < target.len; i++)
		if (target.at[i] == '#' && i)
			buf_text(out, " &gt; ");
		else if (target.at[i] != '#')
			buf_char(out, target.at[i]);
}

/* [[note#part|text]] becomes a link to its lesson, ![[picture]] a picture. In tables, the bar may be escaped. */
static size_t take_wikilink(const struct window *w, struct buf *out)
{
	struct str text = w->text;
	bool picture = text.at[0] == '!';
	size_t start = picture ? 3 : 2;
	if (text.len < start + 3 || memcmp(text.at + picture, "[[", 2) != 0)
		return 0;
	size_t close = find_close(w, start, "]]");
	if (close == text.len || has_line_end(text, close))
		return 0;
	struct str inner = { text.at + start, close - start };
	const char *bar = memchr(inner.at, '|', inner.len);
	size_t target = bar ? (size_t)(bar - inner.at) : inner.len;
	bool escaped = bar && target && inner.at[target - 1] == '\\';
	if (picture && !memchr(inner.at, '.', target)) {
		lose(w, "embedded note", "a lesson contains no other", "written as a link");
		picture = false;
	}
	if (picture) {
		buf_text(out, "<img src=\"");
		html_escape(out, (struct str){ inner.at, target - escaped });
		buf_text(out, "\" alt=\"\">");
	} else {
		buf_text(out, "<a href=\"");
		html_escape(out, (struct str){ inner.at, target - escaped });
		/* The name of a note has no extension. */
		const char *part = memchr(inner.at, '#', target);
		if (!part)
			buf_text(out, MARKDOWN_NOTE);
		buf_text(out, "\">");
		if (bar)
			buf_str(out, (struct str){ bar + 1, inner.len - target - 1 });
		else
			add_note_name(out, inner);
		buf_text(out, "</a>");
	}
	return start + inner.len + 2;
}

/* A formula between \( and \), or, on lines of its own, between \[ and \]: elsewhere these are brackets that mean no
 * link. before is what precedes it on its line. Returns its length, or 0. */
static size_t take_tex(const struct window *w, struct str before, struct buf *out)
{
	struct str text = w->text;
	bool block = text.len > 1 && text.at[1] == '[', opens = text.len > 1 && (block || text.at[1] == '(');
	size_t end = opens ? find_close(w, 2, block ? "\\]" : "\\)") : text.len, next;
	if (end == text.len || memchr(w->code, 1, end))
		return 0;
	for (size_t i = 0; block && i < before.len; i++)
		if (!ascii_is_space(before.at[i]) && !strchr(">-*+.)0123456789", before.at[i]))
			return 0;
	if (block && str_trim(markdown_line(text, end + 2, &next)).len)
		return 0;
	add_formula(out, (struct str){ text.at + 2, end - 2 }, block);
	return end + 2;
}

/* Replaces what begins here, after before on its line, and returns its length, or 0. */
static size_t take(const struct window *w, struct str before, struct buf *out, bool cloze)
{
	size_t end = 0;
	switch (w->text.at[0]) {
	case '\\':
		end = take_tex(w, before, out);
		if (end)
			return end;
		end = w->text.len > 1 ? 2 : 1;
		buf_add(out, w->text.at, end);
		return end;
	case '$': {
		struct str delimiter = str_starts(w->text, "$$") ? STR("$$") : STR("$");
		end = formula_end(w, delimiter);
		if (!end)
			return 0;
		add_formula(out, (struct str){ w->text.at + delimiter.len, end - delimiter.len }, delimiter.len == 2);
		return end + delimiter.len;
	}
	case '~': end = take_tildes(w, out); return end ? end : take_script(w, out);
	case '^': end = take_caret(w, before, out); return end ? end : take_script(w, out);
	case '%': return take_comment(w);
	case '=': return take_highlight(w, out, cloze);
	case '{': return cloze ? take_anki_gap(w, out) : 0;
	case '!': return take_wikilink(w, out);
	case '[': end = take_wikilink(w, out); return end || !cloze ? end : take_bracket_gap(w, out);
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

struct str markdown_prepare(struct html_reader *reader, struct str text, bool cloze)
{
	struct import *import = reader->import;
	struct buf out;
	struct closing closings[] = {
		{ "[[", "]]", 0 },  { "![[", "]]", 0 }, { "\\(", "\\)", 0 }, { "\\[", "\\]", 0 },
		{ "{{c", "}}", 0 }, { "%%", "%%", 0 },	{ "^[", "]", 0 },    { NULL, NULL, 0 },
	};
	const unsigned char *code = markdown_code(&import->arena, text);
	if (!code)
		return STR_NONE;
	buf_init(&out, BUF_CAP);
	struct markdown_table table = { .reader = reader };
	unsigned brackets = 0;
	for (size_t i = 0, taken, line = 0; i < text.len; i += taken) {
		if (i == 0 || text.at[i - 1] == '\n') {
			line = i;
			markdown_table_line(&table, text, i, code[i], &out);
		}
		size_t left = text.len - i < WINDOW ? text.len - i : WINDOW;
		bool unclosed = !code[i] && is_unclosed(closings, text, i);
		taken = 0;
		if (!code[i] && !unclosed)
			taken = take(&(struct window){ { text.at + i, left }, code + i, reader, &brackets },
				     (struct str){ text.at + line, i - line }, &out, cloze);
		if (!taken) {
			/* A bar in code would end a cell. */
			if (table.columns && code[i] && text.at[i] == '|' && (i == 0 || text.at[i - 1] != '\\'))
				buf_char(&out, '\\');
			/* An escaped character stays with its backslash. */
			taken = unclosed && text.at[i] == '\\' ? 2 : 1;
			buf_add(&out, text.at + i, taken);
		}
	}
	markdown_table_line(&table, text, text.len, 0, &out);
	struct str prepared = arena_take(&import->arena, &out);
	return prepared;
}
