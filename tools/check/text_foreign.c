#include "check/phrase.h"
#include "check/text_parts.h"

/* No tag is longer; what is never closed must not be looked through to its end again and again. */
enum { TAG_MAX = 300 };

/* The mark that begins at an offset: how long it is, and what to do about it. */
struct foreign {
	size_t len;
	const char *help;
	bool space; /* a space says the same */
};

static bool begins(struct str text, const char *word)
{
	size_t len = strlen(word);
	return text.len >= len && text_equal_but_case((struct str){ text.at, len }, str_from(word));
}

/* The length up to behind the first c that is near; 0 where there is none. */
static size_t through(struct str text, char c)
{
	const char *at = memchr(text.at, c, text.len < TAG_MAX ? text.len : TAG_MAX);
	return at ? (size_t)(at - text.at) + 1 : 0;
}

/* Tags of HTML: <br>, </b>, <img src="x.png">. */
static struct foreign read_tag(struct str text)
{
	static const struct {
		const char *name, *help;
	} tags[] = {
		{ "br", "begin a new <p> or <item>" },	{ "p", "begin a new <p>" },
		{ "div", "begin a new <p>" },		{ "b", "write <strong>…</strong>" },
		{ "strong", "write <strong>…</strong>" }, { "i", "write <em>…</em>" },
		{ "em", "write <em>…</em>" },		{ "u", "write <em>…</em>" },
		{ "sub", "write <sub>…</sub>" },	{ "sup", "write <sup>…</sup>" },
		{ "span", "take it out" },		{ "font", "take it out" },
		{ "a", "write <link href=\"…\">…</link>" }, { "img", "put the picture into a <figure>" },
		{ "ul", "write a <list>" },		{ "ol", "write a <list kind=\"number\">" },
		{ "li", "write an <item>" },		{ "table", "write a <table> of the lesson" },
		{ "tr", "write a <row>" },		{ "td", "write a <cell>" },
		{ "h1", "write a <title>" },		{ "h2", "write a <title>" },
		{ "h3", "write a <title>" },		{ "hr", "begin a new <section>" },
		{ "anki-mathjax", "write the formula in words and signs" },
	};
	size_t name = text.len > 1 && text.at[1] == '/' ? 2 : 1;
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		size_t end = name + strlen(tags[i].name);
		if (end >= text.len || !begins(phrase_behind(text, name), tags[i].name) || !strchr("> /\n", text.at[end]))
			continue;
		size_t len = through(text, '>');
		/* "if p <a / b>c": what stands within a tag is names with values. */
		bool plain = len == end + 1 || (len == end + 2 && text.at[end] == '/') ||
			     (len && (memchr(text.at, '=', len) || str_starts(phrase_behind(text, end), " />")));
		if (plain && !memchr(text.at + 1, '<', len - 1))
			return (struct foreign){ len, tags[i].help, false };
	}
	return (struct foreign){ .len = 0 };
}

/* References that were escaped twice: &amp;nbsp; in the file. */
static struct foreign read_reference(struct str text)
{
	static const struct {
		const char *text, *help;
		bool space;
	} references[] = {
		{ "&nbsp;", "write a space", true },	    { "&lt;", "write &lt; in the file", false },
		{ "&gt;", "write > in the file", false },   { "&amp;", "write &amp; in the file", false },
		{ "&quot;", "write a quotation mark", false }, { "&#39;", "write an apostrophe", false },
	};
	for (size_t i = 0; i < sizeof(references) / sizeof(references[0]); i++)
		if (begins(text, references[i].text))
			return (struct foreign){ strlen(references[i].text), references[i].help, references[i].space };
	return (struct foreign){ .len = 0 };
}

/* What Anki keeps in a field: sounds and formulas. */
static struct foreign read_anki(struct str text)
{
	static const char formula[] = "write the formula in words and signs";
	static const char *const marks[] = { "[latex]", "[/latex]", "[$]", "[/$]", "[$$]", "[/$$]" };
	if (begins(text, "[sound:") || begins(text, "[anki:"))
		return (struct foreign){ through(text, ']'), "take it out: a lesson holds no sound", false };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (begins(text, marks[i]))
			return (struct foreign){ strlen(marks[i]), formula, false };
	return (struct foreign){ .len = 0 };
}

/* MathJax, \( … \). */
static struct foreign read_formula(struct str text)
{
	if (!begins(text, "\\(") && !begins(text, "\\["))
		return (struct foreign){ .len = 0 };
	const char *close = text.at[1] == '(' ? "\\)" : "\\]";
	const char *end = memmem(text.at, text.len < TAG_MAX ? text.len : TAG_MAX, close, 2);
	return (struct foreign){ end ? (size_t)(end - text.at) + 2 : 0, "write the formula in words and signs", false };
}

/* Lines that a merge of Git leaves, ======= and >>>>>>> NAME, and somebody forgot to delete. The third has < in it, and so
 * is no XML. In the text, lines are words. */
static struct foreign read_conflict(struct str whole, size_t at)
{
	enum { MARK = 7 };
	struct str text = phrase_behind(whole, at);
	size_t len = 0;
	while (len < text.len && text.at[len] == text.at[0])
		len++;
	if (len != MARK || (at > 0 && !strchr(" \n", whole.at[at - 1])) || (len < text.len && !strchr(" \n", text.at[len])))
		return (struct foreign){ .len = 0 };
	return (struct foreign){ len, "delete the line, which is left of a merge that Git could not make", false };
}

void text_foreign(const struct text_run *run)
{
	struct lesson_check *check = run->check;
	if (!(run->has & RUN_MARKUP) || !report_wants(check->report, RULE_TEXT_FOREIGN_MARKUP))
		return;
	for (size_t i = 0; i < run->text.len; i++) {
		struct str rest = phrase_behind(run->text, i);
		struct foreign found = { .len = 0 };
		switch (rest.at[0]) {
		case '<': found = read_tag(rest); break;
		case '&': found = read_reference(rest); break;
		case '[': found = read_anki(rest); break;
		case '\\': found = read_formula(rest); break;
		case '=':
		case '>': found = read_conflict(run->text, i); break;
		default: break;
		}
		if (!found.len || text_is_inside(run, i, i + found.len, INLINE_CODE))
			continue;
		struct span span = text_span(run, i, i + found.len);
		struct diagnostic *d = report_add(check->report, RULE_TEXT_FOREIGN_MARKUP, span, run->site->item,
						  "markup of another program stands here and is shown as it is");
		report_help(check->report, d, "%s", found.help);
		if (d && found.space)
			report_edit(check->report, d, FIX_SAFE, span, STR(" "));
		i += found.len - 1;
	}
}
