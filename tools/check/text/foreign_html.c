#include "base/ascii.h"
#include "check/text/foreign.h"
#include "check/core/phrase.h"
#include "lesson/entities.h"

static const struct {
	const char *names; /* each followed by a space */
	const char *help;
} tags[] = {
	{ "br p div center o:p section article header footer ", "begin a new <p> or <item>" },
	{ "b strong ", "write <strong>…</strong>" },
	{ "i em u mark cite dfn ", "write <em>…</em>" },
	{ "sub ", "write <sub>…</sub>" },
	{ "sup ", "write <sup>…</sup>" },
	{ "code pre tt kbd samp nowiki ", "write <code>…</code>" },
	{ "abbr acronym ", "write <abbr title=\"…\">…</abbr>" },
	{ "a ", "write <link href=\"…\">…</link>" },
	{ "img figure figcaption svg picture ", "put the picture into a <figure>" },
	{ "ul ", "write a <list>" },
	{ "ol ", "write a <list kind=\"number\">" },
	{ "li dl dt dd ", "write an <item>" },
	{ "table tbody thead ", "write a <table> of the lesson" },
	{ "tr ", "write a <row>" },
	{ "td th ", "write a <cell> or <header>" },
	{ "h1 h2 h3 h4 h5 h6 title ", "write a <title>" },
	{ "hr ", "begin a new <section>" },
	{ "anki-mathjax math ", "write the formula in words and signs" },
	{ "ref ", "write a <cite source=\"…\"/>" },
	{ "span font small big s strike del ins q blockquote details summary label input button form ", "delete it" },
	{ "script style iframe video audio object embed ", "delete it: lessons contain only text and pictures" },
};

static const char *tag_help(struct str name)
{
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		for (const char *p = tags[i].names; *p; p = strchr(p, ' ') + 1)
			if (text_equal_but_case(name, (struct str){ p, strcspn(p, " ") }))
				return tags[i].help;
	return NULL;
}

struct foreign foreign_tag(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	if (str_starts(text, "<!--") || str_starts(text, "<![CDATA["))
		return (struct foreign){ 4, "HTML comment", "delete it", 0, 0 };
	if (foreign_begins(text, "<http") || foreign_begins(text, "<mailto:") || foreign_begins(text, "<www.")) {
		size_t len = foreign_after(text, ">");
		return (struct foreign){ len, "Markdown link", "write <link href=\"…\">…</link>", 0, 0 };
	}
	size_t start = text.len > 1 && text.at[1] == '/' ? 2 : 1, end = start;
	while (end < text.len && (ascii_is_alphanumeric(text.at[end]) || text.at[end] == ':' ||
				  text.at[end] == '-'))
		end++;
	if (end == start || end >= text.len || !strchr("> /\n", text.at[end]))
		return FOREIGN_NONE;
	const char *help = tag_help((struct str){ text.at + start, end - start });
	size_t len = help ? foreign_after(text, ">") : 0;
	/* "if p <a / b>c": a tag contains names with values. */
	bool plain = len == end + 1 || (len == end + 2 && text.at[end] == '/') ||
		     (len && (memchr(text.at, '=', len) || str_starts(phrase_after(text, end), " />")));
	if (!plain || memchr(text.at + 1, '<', len - 1))
		return FOREIGN_NONE;
	return (struct foreign){ len, "HTML tag", help, 0, 0 };
}

/* References that were escaped twice: &amp;nbsp; in the file. */
struct foreign foreign_reference(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	size_t end = 1;
	while (end < text.len && end < 12 && (ascii_is_alphanumeric(text.at[end]) ||
					      text.at[end] == '#'))
		end++;
	if (end >= text.len || text.at[end] != ';' || end < 3)
		return FOREIGN_NONE;
	struct foreign found = { end + 1, "HTML character reference", NULL, 0, 0 };
	struct str name = { text.at + 1, end - 1 };
	if (name.at[0] == '#') {
		bool hex = (name.at[1] | 32) == 'x';
		for (size_t i = 1 + hex; i < name.len; i++) {
			char c = name.at[i];
			unsigned digit = ascii_is_digit(c) ? (unsigned)(c - '0') : (unsigned)((c | 32) - 'a' + 10);
			if (digit >= (hex ? 16u : 10u) || found.means > 0x10ffff)
				return FOREIGN_NONE;
			found.means = found.means * (hex ? 16 : 10) + digit;
		}
		return found;
	}
	if (entity_is_predefined(name))
		found.help = str_is(name, "lt")	   ? "write &lt; in the file"
			     : str_is(name, "amp") ? "write &amp; in the file"
			     : str_is(name, "gt")  ? "write > in the file"
						   : "write a quotation mark or an apostrophe";
	else
		found.means = entity_of_html(name);
	return found.help || found.means ? found : FOREIGN_NONE;
}

/* [b]…[/b]; only the end tag is certain. */
struct foreign foreign_bbcode(const struct text_run *run, size_t at)
{
	static const char *const names[] = { "b",     "i",    "u",    "s",     "url",  "img",
					     "quote", "list", "size", "color", "code", NULL };
	struct str text = foreign_rest(run, at);
	for (size_t i = 0; names[i]; i++) {
		size_t len = strlen(names[i]);
		if (str_starts(text, "[/") && foreign_begins(phrase_after(text, 2), names[i]) && text.len > len + 2 &&
		    text.at[len + 2] == ']')
			return (struct foreign){ len + 3, "BBCode tag", "write the element of the lesson", 0, 0 };
	}
	return FOREIGN_NONE;
}

static bool is_hex(char c)
{
	return ascii_is_digit(c) || (unsigned)((c | 32) - 'a') < 6;
}

/* heart%20failure, caf%C3%A9: a per cent sign follows a number and precedes no hexadecimal digits. caf=C3=A9 is the
 * quoted-printable encoding of mail (RFC 2045, section 6.7). */
struct foreign foreign_percent(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	size_t len = 0;
	while (len + 2 < text.len && text.at[len] == text.at[0] && is_hex(text.at[len + 1]) && is_hex(text.at[len + 2]))
		len += 3;
	bool space = len == 3 && str_starts(text, "%20") && ascii_is_letter(foreign_before(run, at)) &&
		     foreign_is_word(foreign_byte(run, at + 3));
	if (!space && len < 6)
		return FOREIGN_NONE;
	return (struct foreign){ len, text.at[0] == '=' ? "encoding of mail" : "URL escape",
				 "write the characters themselves", 0, 0 };
}
