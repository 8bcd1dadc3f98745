#include "base/ascii.h"
#include "check/text/foreign.h"
#include "check/core/phrase.h"

static const char link_help[] = "write <link href=\"…\">…</link>";

static size_t row_of(struct str text, char c)
{
	size_t len = 0;
	while (len < text.len && text.at[len] == c)
		len++;
	return len;
}

/* The offset after the marks that close what begins at from, or 0. They follow a word or punctuation; a single mark is
 * not followed by a word, unlike in UGT1A1*28 and TPMT*3A. */
static size_t closing(struct str text, size_t from, char c, size_t count)
{
	for (size_t i = from + 1; i + count <= text.len; i++) {
		if (text.at[i] != c || ascii_is_space(text.at[i - 1]) || row_of(phrase_after(text, i), c) < count)
			continue;
		size_t end = i + count;
		if (end < text.len && foreign_is_word(text.at[end]) && (count == 1 || c == '='))
			return 0;
		return end;
	}
	return 0;
}

/* *italic*, **bold**, _italic_, __bold__, ~~deleted~~, ==marked==. Emphasis begins after a space or bracket, unlike the
 * stars of alleles. */
struct foreign foreign_emphasis(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	char c = text.at[0], before = foreign_before(run, at);
	size_t count = row_of(text, c);
	char next = count < text.len ? text.at[count] : ' ';
	bool twice = c == '~' || c == '=';
	if (count > 3 || (twice && count != 2) || foreign_is_word(before) || before == c || before == '/' ||
	    before == '\\')
		return FOREIGN_NONE;
	bool begins =
		ascii_is_letter(next) || (unsigned char)next >= 0x80 || (count > 1 && c == '*' && ascii_is_digit(next));
	size_t len = begins ? closing(text, count, c, count) : 0;
	if (!len)
		return FOREIGN_NONE;
	return (struct foreign){ len, "Markdown emphasis",
				 count == 1 ? "write <em>…</em>" : "write <strong>…</strong>, or delete the marks", 0,
				 0 };
}

/* H~2~O, 10^9^ and Ca^2+^ of Pandoc */
struct foreign foreign_script(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	size_t end = 1;
	while (end < text.len && (ascii_is_digit(text.at[end]) || strchr("+-", text.at[end])))
		end++;
	if (end == 1 || end > 4 || end == text.len || text.at[end] != text.at[0] ||
	    !foreign_is_word(foreign_before(run, at)))
		return FOREIGN_NONE;
	bool sub = text.at[0] == '~';
	return (struct foreign){ end + 1, sub ? "Markdown subscript" : "Markdown superscript",
				 sub ? "write <sub>…</sub>" : "write <sup>…</sup>", 0, 0 };
}

/* Whether the text in parentheses is a link target: in "[Na+](mmol/l)" it is a unit. */
static bool is_target(struct str target)
{
	static const char *const ends[] = { ".html", ".htm",  ".md",  ".pdf", ".png",
					    ".jpg",  ".jpeg", ".gif", ".svg", ".php" };
	if (memmem(target.at, target.len, "://", 3) || foreign_begins(target, "mailto:") ||
	    foreign_begins(target, "www.") || (target.len > 1 && strchr("#/", target.at[0])) ||
	    str_starts(target, "./") || str_starts(target, "../"))
		return true;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (target.len > strlen(ends[i]) &&
		    foreign_begins(phrase_after(target, target.len - strlen(ends[i])), ends[i]))
			return true;
	return false;
}

struct foreign foreign_link(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	bool image = text.at[0] == '!';
	size_t open = image;
	if (str_starts(text, "[http") && foreign_after(text, "]"))
		return (struct foreign){ foreign_after(text, "]"), "wiki link", link_help, 0, 0 };
	if (str_starts(text, "[^") && foreign_after(text, "]") > 3 && foreign_after(text, "]") < 20)
		return (struct foreign){ foreign_after(text, "]"), "Markdown footnote", "write a <cite source=\"…\"/>",
					 0, 0 };
	size_t close = foreign_after(text, "]");
	if (text.len <= open || text.at[open] != '[' || !close || close >= text.len)
		return FOREIGN_NONE;
	struct str rest = phrase_after(text, close);
	if (str_starts(rest, ": http") && foreign_at_line(run, at))
		return (struct foreign){ close + 1, "Markdown link", link_help, 0, 0 };
	size_t end = rest.at[0] == '(' ? foreign_after(rest, ")") : 0;
	struct str target = { rest.at + 1, end > 2 ? end - 2 : 0 };
	if (!target.len || (!image && !is_target(target)))
		return FOREIGN_NONE;
	return (struct foreign){ close + end, image ? "Markdown picture" : "Markdown link",
				 image ? "put the picture into a <figure>" : link_help, 0, 0 };
}

/* ## Signs, == Signs ==. A single # must be followed by an ordinary word: "# NOF" is a fracture. */
struct foreign foreign_heading(const struct text_run *run, size_t at)
{
	static const char help[] = "write a <title>";
	struct str text = foreign_rest(run, at);
	char c = text.at[0];
	size_t count = row_of(text, c);
	if (count > 6 || count >= text.len || text.at[count] != ' ' || !foreign_at_line(run, at))
		return FOREIGN_NONE;
	struct str title = phrase_after(text, count + 1);
	if (c == '=') {
		static const char *const closes[] = { " ==", " ===", " ====", " =====", " ======" };
		size_t len = count >= 2 ? foreign_after(title, closes[count - 2]) : 0;
		return len ? (struct foreign){ count + 1 + len, "wiki heading", help, 0, 0 } : FOREIGN_NONE;
	}
	bool word = title.len > 1 && ascii_is_upper(title.at[0]) && foreign_is_word(title.at[1]) &&
		    !ascii_is_upper(title.at[1]);
	if (count < 2 && (!word || !foreign_at_start(run, at)))
		return FOREIGN_NONE;
	return (struct foreign){ count, "Markdown heading", help, 0, 0 };
}

struct foreign foreign_code(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	size_t count = row_of(text, '`');
	char next = count < text.len ? text.at[count] : ' ';
	if (count < 3 && (count == text.len || ascii_is_space(next)))
		return FOREIGN_NONE;
	size_t end = foreign_after(phrase_after(text, count), "`");
	/* `word' and ``word'' quote, as in TeX and on typewriters. */
	struct str inside = phrase_after(text, count);
	inside.len = end ? end - 1 : inside.len;
	for (size_t i = 1; i < inside.len && count < 3; i++)
		if (inside.at[i] == '\'' && !foreign_is_word(i + 1 < inside.len ? inside.at[i + 1] : ' '))
			return (struct foreign){ count + i + 1, "quotation mark of TeX", "write “…” or ‘…’", 0, 0 };
	if (!end && count < 3)
		return FOREIGN_NONE;
	return (struct foreign){ end ? count + end : count, "Markdown code", "write <code>…</code>", 0, 0 };
}

/* | a | b |, and the line after the header: |---|:--| */
struct foreign foreign_table(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	size_t bars = 0;
	for (size_t i = 0; i < text.len; i++)
		bars += text.at[i] == '|';
	if (bars < 3 || !(foreign_at_start(run, at) || str_starts(text, "|--") || str_starts(text, "|:-")))
		return FOREIGN_NONE;
	size_t len = text.len;
	while (text.at[len - 1] != '|')
		len--;
	return (struct foreign){ len, "Markdown table", "write a <table> of the lesson", 0, 0 };
}

/* '''bold''' and ''italic'' of wikis; 5'' are inches or seconds. */
struct foreign foreign_quotes(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	size_t count = row_of(text, '\'');
	char next = count < text.len ? text.at[count] : ' ';
	if (count < 2 || count > 5 || foreign_is_word(foreign_before(run, at)) || !foreign_is_word(next))
		return FOREIGN_NONE;
	size_t len = closing(text, count, '\'', count);
	return len ? (struct foreign){ len, "wiki emphasis", "write <em>…</em> or <strong>…</strong>", 0, 0 }
		   : FOREIGN_NONE;
}
