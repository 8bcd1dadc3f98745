#include "convert/anki/markup.h"

bool markup_has(struct str html, size_t at, const char *text)
{
	for (; *text; text++, at++)
		if (at >= html.len || ascii_lower(html.at[at]) != ascii_lower(*text))
			return false;
	return true;
}

size_t markup_find(struct str html, size_t from, const char *text)
{
	char lower = ascii_lower(*text);
	for (; from < html.len; from++)
		if (ascii_lower(html.at[from]) == lower && markup_has(html, from, text))
			return from;
	return html.len;
}

size_t markup_tag_end(struct str html, size_t at)
{
	char quote = 0;
	for (; at < html.len; at++) {
		char c = html.at[at];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return at + 1;
	}
	return html.len;
}

/* Whether a tag begins there, rather than a "less than" sign. */
static bool is_tag(struct str html, size_t at)
{
	return html.at[at] == '<' && at + 1 < html.len &&
	       (ascii_is_letter(html.at[at + 1]) || html.at[at + 1] == '/' || html.at[at + 1] == '!');
}

/* Whether the tag at that offset has one of the names, which are separated by spaces. */
static bool is_named(struct str html, size_t at, const char *names)
{
	size_t start = at + 1 + (at + 1 < html.len && html.at[at + 1] == '/'), len = 0;
	while (start + len < html.len && ascii_is_alphanumeric(html.at[start + len]))
		len++;
	for (const char *name = names; *name;) {
		size_t name_len = strcspn(name, " ");
		size_t i = 0;
		while (i < len && i < name_len && ascii_lower(html.at[start + i]) == name[i])
			i++;
		if (i == len && i == name_len)
			return true;
		name += name_len + (name[name_len] == ' ');
	}
	return false;
}

bool markup_is_empty(struct str html)
{
	for (size_t i = 0; i < html.len;) {
		if (is_tag(html, i) && is_named(html, i, "br div"))
			i = markup_tag_end(html, i);
		else if (ascii_is_space(html.at[i]))
			i++;
		else
			return false;
	}
	return true;
}

bool markup_is_invisible(struct str html)
{
	for (size_t i = 0; i < html.len;) {
		if (is_tag(html, i)) {
			if (is_named(html, i, "img audio video svg math object input table hr"))
				return false;
			i = markup_tag_end(html, i);
		} else if (ascii_is_space(html.at[i])) {
			i++;
		} else if (markup_has(html, i, "&nbsp;")) {
			i += strlen("&nbsp;");
		} else if (markup_has(html, i, "\xc2\xa0")) {
			i += strlen("\xc2\xa0");
		} else {
			return false;
		}
	}
	return true;
}

void markup_strip(struct buf *out, struct str html)
{
	for (size_t i = 0; i < html.len;) {
		if (!is_tag(html, i)) {
			buf_char(out, html.at[i++]);
			continue;
		}
		if (is_named(html, i, "br div p li tr"))
			buf_char(out, ' ');
		i = markup_tag_end(html, i);
	}
}

unsigned markup_without_code(struct buf *out, struct str html)
{
	unsigned found = 0;
	for (size_t i = 0; i < html.len;) {
		if (markup_has(html, i, "<!--")) {
			size_t end = markup_find(html, i, "-->");
			i = end + (end < html.len ? strlen("-->") : 0);
		} else if (is_tag(html, i) && html.at[i + 1] != '/' && is_named(html, i, "script style")) {
			bool script = is_named(html, i, "script");
			found |= script ? MARKUP_SCRIPTS : MARKUP_STYLES;
			size_t end = markup_find(html, i, script ? "</script" : "</style");
			i = end < html.len ? markup_tag_end(html, end) : end;
		} else {
			buf_char(out, html.at[i++]);
		}
	}
	return found;
}

size_t markup_formula_end(struct str html, size_t at)
{
	bool block = markup_has(html, at, "\\[");
	if (!block && !markup_has(html, at, "\\("))
		return 0;
	size_t end = markup_find(html, at + 2, block ? "\\]" : "\\)");
	return end < html.len ? end + 2 : 0;
}

static bool is_film(struct str name)
{
	static const char *const films[] = { ".mp4", ".webm", ".mkv", ".avi", ".mov", ".mpg", ".mpeg", ".m4v", ".ogv" };
	for (size_t i = 0; i < sizeof(films) / sizeof(films[0]); i++)
		if (name.len > strlen(films[i]) && markup_has(name, name.len - strlen(films[i]), films[i]))
			return true;
	return false;
}

/* [sound:NAME], where NAME is text with references. Returns the offset after it; 0 if it is not one. */
static size_t put_sound(struct buf *out, struct str html, size_t at)
{
	size_t start = at + strlen("[sound:");
	const char *end = start < html.len ? memchr(html.at + start, ']', html.len - start) : NULL;
	if (!end)
		return 0;
	struct str name = str_trim((struct str){ html.at + start, (size_t)(end - html.at) - start });
	const char *element = is_film(name) ? "video" : "audio";
	buf_format(out, "<%s src=\"", element);
	for (size_t i = 0; i < name.len; i++) {
		if (name.at[i] == '"')
			buf_text(out, "&quot;");
		else if (name.at[i] == '<')
			buf_text(out, "&lt;");
		else
			buf_char(out, name.at[i]);
	}
	buf_format(out, "\"></%s>", element);
	return (size_t)(end - html.at) + 1;
}

static void put_formula(struct buf *out, struct str tex, bool block)
{
	buf_text(out, block ? "\\[" : "\\(");
	markup_strip(out, str_trim(tex));
	buf_text(out, block ? "\\]" : "\\)");
}

static bool is_within(struct str text, const char *start, const char *end)
{
	size_t a = strlen(start), b = strlen(end);
	return text.len >= a + b && markup_has(text, 0, start) && markup_has(text, text.len - b, end);
}

static struct str inside(struct str text, size_t start, size_t end)
{
	return (struct str){ text.at + start, text.len - start - end };
}

/* The content of [latex]: a formula, in one of several notations, or text that LaTeX would set. */
static bool put_latex(struct buf *out, struct str latex)
{
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	markup_strip(&plain, latex);
	struct str text = str_trim(buf_view(&plain));
	bool known = true;
	if (is_within(text, "$$", "$$"))
		put_formula(out, inside(text, 2, 2), true);
	else if (is_within(text, "\\[", "\\]"))
		put_formula(out, inside(text, 2, 2), true);
	else if (is_within(text, "\\begin{displaymath}", "\\end{displaymath}"))
		put_formula(out, inside(text, strlen("\\begin{displaymath}"), strlen("\\end{displaymath}")), true);
	else if (is_within(text, "\\begin{math}", "\\end{math}"))
		put_formula(out, inside(text, strlen("\\begin{math}"), strlen("\\end{math}")), false);
	else if (is_within(text, "\\begin{", "}"))
		put_formula(out, text, true);
	else if (is_within(text, "$", "$") && text.len > 2 && !memchr(text.at + 1, '$', text.len - 2))
		put_formula(out, inside(text, 1, 1), false);
	else
		known = false;
	if (!known)
		buf_str(out, latex);
	out->failed = out->failed || buf_failed(&plain);
	buf_release(&plain);
	return known;
}

/* A formula between two tags of Anki. Returns the offset after it; 0 if it is not one. */
static size_t put_tagged(struct buf *out, struct str html, size_t at, unsigned *losses)
{
	static const struct {
		const char *open, *close;
	} tags[] = { { "[$]", "[/$]" }, { "[$$]", "[/$$]" }, { "[latex]", "[/latex]" } };
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		if (!markup_has(html, at, tags[i].open))
			continue;
		size_t start = at + strlen(tags[i].open), end = markup_find(html, start, tags[i].close);
		if (end == html.len)
			return 0;
		struct str tex = { html.at + start, end - start };
		if (i < 2)
			put_formula(out, tex, i == 1);
		else
			*losses |= put_latex(out, tex) ? 0 : MARKUP_LATEX;
		return end + strlen(tags[i].close);
	}
	return 0;
}

/* [anki:tts lang=en_US]…[/anki:tts] is read aloud, and not shown. Returns the offset after it; 0 if it is none. */
static size_t skip_speech(struct str html, size_t at, unsigned *losses)
{
	static const char end[] = "[/anki:tts]";
	size_t close = markup_find(html, at, end);
	if (close == html.len)
		return 0;
	*losses |= MARKUP_SPOKEN;
	return close + sizeof(end) - 1;
}

static size_t put_special(struct buf *out, struct str html, size_t at, unsigned *losses)
{
	if (html.at[at] == '[') {
		if (markup_has(html, at, "[sound:"))
			return put_sound(out, html, at);
		return markup_has(html, at, "[anki:tts") ? skip_speech(html, at, losses)
							 : put_tagged(out, html, at, losses);
	}
	size_t end = html.at[at] == '\\' ? markup_formula_end(html, at) : 0;
	if (end)
		put_formula(out, (struct str){ html.at + at + 2, end - at - 4 }, html.at[at + 1] == '[');
	return end;
}

unsigned markup_plain_html(struct buf *out, struct str field)
{
	unsigned losses = 0;
	for (size_t i = 0; i < field.len;) {
		size_t start = i;
		while (i < field.len && field.at[i] != '[' && field.at[i] != '\\')
			i++;
		buf_add(out, field.at + start, i - start);
		size_t end = i < field.len ? put_special(out, field, i, &losses) : 0;
		if (end)
			i = end;
		else if (i < field.len)
			buf_char(out, field.at[i++]);
	}
	return losses;
}
