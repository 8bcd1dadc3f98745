#include "convert/html/html_style.h"

#include <stdlib.h>

/* Whether the text begins with the word, in any letter case. */
static bool begins(struct str text, const char *word)
{
	size_t len = strlen(word);
	return len == 0 || (text.len >= len && strncasecmp(text.at, word, len) == 0);
}

static bool is(struct str text, const char *word)
{
	return text.len == strlen(word) && begins(text, word);
}

static bool is_any(struct str text, const char *const *words)
{
	for (; *words; words++)
		if (is(text, *words))
			return true;
	return false;
}

bool html_colour_matters(struct str colour, bool background)
{
	static const char *const neutral[] = {
		"", "inherit", "initial", "unset", "auto", "currentcolor", "revert", NULL
	};
	static const char *const text[] = { "black",	  "#000",	  "#000000",	"windowtext",
					    "rgb(0,0,0)", "rgb(0, 0, 0)", "canvastext", NULL };
	static const char *const page[] = { "white",
					    "#fff",
					    "#ffffff",
					    "window",
					    "transparent",
					    "none",
					    "rgb(255,255,255)",
					    "rgb(255, 255, 255)",
					    "rgba(0, 0, 0, 0)",
					    NULL };
	colour = str_trim(colour);
	return !is_any(colour, neutral) && !is_any(colour, background ? page : text);
}

static bool is_default(struct str value)
{
	static const char *const words[] = { "inherit", "initial", "unset", "medium", "1em", "100%", "1rem", "", NULL };
	return is_any(value, words);
}

static void read_decoration(struct html_style *style, struct str value)
{
	for (size_t i = 0; i < value.len; i++) {
		struct str rest = { value.at + i, value.len - i };
		if (begins(rest, "underline"))
			style->underline = HTML_ON;
		if (begins(rest, "line-through"))
			style->struck = true;
	}
	if (is(value, "none"))
		style->underline = HTML_OFF;
}

static void read_marks(struct html_style *style, struct str value)
{
	if (begins(value, "lower-alpha") || begins(value, "upper-alpha") || begins(value, "lower-latin") ||
	    begins(value, "upper-latin"))
		style->marks = HTML_MARKS_LETTER;
	else if (begins(value, "lower-roman") || begins(value, "upper-roman"))
		style->marks = HTML_MARKS_ROMAN;
	else if (begins(value, "decimal"))
		style->marks = HTML_MARKS_NUMBER;
	else if (begins(value, "disc") || begins(value, "circle") || begins(value, "square"))
		style->marks = HTML_MARKS_BULLET;
	else if (begins(value, "none"))
		style->marks = HTML_MARKS_NONE;
}

static void read_property(struct html_style *style, struct str name, struct str value)
{
	if (is(name, "font-weight")) {
		bool heavy = begins(value, "bold") || (value.len == 3 && value.at[0] >= '6' && value.at[0] <= '9');
		style->bold = heavy ? HTML_ON : is(value, "inherit") ? HTML_UNSAID : HTML_OFF;
	} else if (is(name, "font-style")) {
		bool slanted = begins(value, "italic") || begins(value, "oblique");
		style->italic = slanted ? HTML_ON : is(value, "normal") ? HTML_OFF : HTML_UNSAID;
	} else if (is(name, "vertical-align")) {
		style->sub = begins(value, "sub") ? HTML_ON : is(value, "baseline") ? HTML_OFF : HTML_UNSAID;
		style->sup = begins(value, "super") ? HTML_ON : is(value, "baseline") ? HTML_OFF : HTML_UNSAID;
	} else if (is(name, "text-decoration") || is(name, "text-decoration-line")) {
		read_decoration(style, value);
	} else if ((is(name, "display") && is(value, "none")) || (is(name, "visibility") && is(value, "hidden"))) {
		style->hidden = true;
	} else if (is(name, "white-space")) {
		style->preserves_space = begins(value, "pre") && !is(value, "pre-line");
	} else if (is(name, "color")) {
		style->coloured = style->coloured || html_colour_matters(value, false);
	} else if (is(name, "background") || is(name, "background-color")) {
		style->coloured = style->coloured || html_colour_matters(value, true);
	} else if (is(name, "font-size")) {
		style->sized = style->sized || !is_default(value);
	} else if (is(name, "font-family")) {
		style->typeface = style->typeface || !is_default(value);
	} else if (is(name, "list-style-type") || is(name, "list-style")) {
		read_marks(style, value);
	}
}

struct html_style html_style_read(struct str text)
{
	struct html_style style = { .bold = HTML_UNSAID };
	while (text.len) {
		/* A semicolon may be in brackets or quotes, as in url("data:…;…"). */
		size_t end = 0;
		int depth = 0;
		char quote = '\0';
		for (; end < text.len && (text.at[end] != ';' || depth > 0 || quote); end++) {
			char c = text.at[end];
			if (quote)
				quote = c == quote ? '\0' : quote;
			else if (c == '"' || c == '\'')
				quote = c;
			else
				depth += (c == '(') - (c == ')');
		}
		struct str one = { text.at, end };
		const char *colon = one.len ? memchr(one.at, ':', one.len) : NULL;
		if (colon) {
			struct str name = str_trim((struct str){ one.at, (size_t)(colon - one.at) });
			struct str value = str_trim((struct str){ colon + 1, one.len - (size_t)(colon + 1 - one.at) });
			const char *important = memchr(value.at, '!', value.len);
			if (important)
				value = str_trim((struct str){ value.at, (size_t)(important - value.at) });
			read_property(&style, name, value);
		}
		size_t used = end + (end < text.len);
		text = (struct str){ text.at + used, text.len - used };
	}
	return style;
}
