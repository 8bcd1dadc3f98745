#include "convert/anki/text_header.h"

#include "convert/anki/markup.h"

static const char *const names[] = { "separator",	"html",	       "tags",
				     "columns",		"notetype",    "deck",
				     "notetype column", "deck column", "tags column",
				     "guid column",	"if matches" };

static struct str without_mark(struct str text)
{
	return str_starts(text, "\xef\xbb\xbf") ? (struct str){ text.at + 3, text.len - 3 } : text;
}

/* Takes a comment of the form #name:value. */
static bool take_comment(struct str line, struct str *name, struct str *value)
{
	const char *colon = line.len ? memchr(line.at, ':', line.len) : NULL;
	if (!line.len || line.at[0] != '#')
		return false;
	size_t end = colon ? (size_t)(colon - line.at) : line.len;
	*name = str_trim((struct str){ line.at + 1, end - 1 });
	*value = colon ? (struct str){ colon + 1, line.len - end - 1 } : STR("");
	return true;
}

static struct str first_line(struct str text)
{
	const char *end = text.len ? memchr(text.at, '\n', text.len) : NULL;
	return (struct str){ text.at, end ? (size_t)(end - text.at) : text.len };
}

static bool is(struct str name, const char *wanted)
{
	return name.len == strlen(wanted) && markup_has(name, 0, wanted);
}

bool text_header_is_at(struct str text)
{
	struct str name, value, line = first_line(without_mark(text));
	/* "# Deck" is a heading in Markdown. */
	if (!take_comment(line, &name, &value) || !memchr(line.at, ':', line.len))
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is(name, names[i]))
			return true;
	return false;
}

static size_t column_of(struct str value)
{
	size_t column = 0;
	value = str_trim(value);
	for (size_t i = 0; i < value.len && ascii_is_digit(value.at[i]) && column < 10000; i++)
		column = column * 10 + (size_t)(value.at[i] - '0');
	return column;
}

static char separator_of(struct str value)
{
	static const struct {
		const char *name;
		char byte;
	} separators[] = { { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' },
			   { "space", ' ' }, { "pipe", '|' },	   { "colon", ':' } };
	while (value.len && (value.at[value.len - 1] == '\r' || value.at[value.len - 1] == '\n'))
		value.len--;
	for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
		if (is(str_trim(value), separators[i].name) || (value.len == 1 && value.at[0] == separators[i].byte))
			return separators[i].byte;
	return 0;
}

static void take(struct text_header *header, struct str name, struct str value)
{
	if (is(name, "separator"))
		header->separator = separator_of(value);
	value = str_trim(value);
	if (is(name, "html"))
		header->html = is(value, "true");
	else if (is(name, "tags"))
		header->tags = value;
	else if (is(name, "deck"))
		header->deck = value;
	else if (is(name, "notetype"))
		header->type = value;
	else if (is(name, "guid column"))
		header->guid_column = column_of(value);
	else if (is(name, "tags column"))
		header->tags_column = column_of(value);
	else if (is(name, "deck column"))
		header->deck_column = column_of(value);
	else if (is(name, "notetype column"))
		header->type_column = column_of(value);
}

/* Whether the rows have tags, if the file does not say so. */
static bool looks_like_html(struct str text)
{
	enum { LOOKED_AT = 100000 };
	for (size_t i = 0; i + 1 < text.len && i < LOOKED_AT; i++)
		if ((text.at[i] == '<' || text.at[i] == '&') && ascii_is_letter(text.at[i + 1])) {
			char end = text.at[i] == '<' ? '>' : ';';
			if (memchr(text.at + i, end, text.len - i < 200 ? text.len - i : 200))
				return true;
		}
	return false;
}

size_t text_header_read(struct text_header *header, struct str text)
{
	struct str rest = without_mark(text), name, value;
	bool told = false;
	*header = (struct text_header){ .tags = STR(""), .deck = STR(""), .type = STR("") };
	for (;;) {
		struct str line = first_line(rest);
		if (!take_comment(line, &name, &value))
			break;
		take(header, name, value);
		told = told || is(name, "html");
		size_t len = line.len + (line.len < rest.len);
		rest = (struct str){ rest.at + len, rest.len - len };
		header->lines++;
	}
	if (!told)
		header->html = looks_like_html(rest);
	return text.len - rest.len;
}
