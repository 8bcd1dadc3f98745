#include "convert/gift/gift_parts.h"

#include "base/utf8.h"

size_t gift_find(struct str text, size_t from, const char *characters)
{
	for (size_t i = from; i < text.len; i++) {
		if (text.at[i] == '\\')
			i++;
		else if (text.at[i] && strchr(characters, text.at[i]))
			return i;
	}
	return text.len;
}

size_t gift_find_sequence(struct str text, size_t from, const char *sequence)
{
	for (size_t i = from; i < text.len; i++) {
		if (text.at[i] == '\\')
			i++;
		else if (str_starts(gift_part(text, i, text.len), sequence))
			return i;
	}
	return text.len;
}

struct str gift_trim(struct str text)
{
	size_t start = text.len, end = 0;
	for (size_t i = 0; i < text.len;) {
		size_t at = i;
		if (utf8_is_space(utf8_next(text, &i)))
			continue;
		start = at < start ? at : start;
		end = i;
	}
	return start < end ? gift_part(text, start, end) : (struct str){ text.at, 0 };
}

/* The characters that a backslash escapes; any other backslash is text. */
static bool is_escape(struct str text, size_t i)
{
	return text.at[i] == '\\' && i + 1 < text.len && text.at[i + 1] && strchr("\\:#={}~n", text.at[i + 1]);
}

/* The end of the white space at an offset. *wide is whether it is more than one character. */
static size_t skip_space(struct str text, size_t from, bool *wide)
{
	size_t end = from, count = 0;
	for (size_t i = from; i < text.len && utf8_is_space(utf8_next(text, &i)); count++)
		end = i;
	*wide = count > 1;
	return end;
}

struct str gift_plain(struct arena *arena, struct str text, bool keep_space)
{
	char *copy = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; copy && i < text.len;) {
		bool wide;
		size_t space = keep_space ? i : skip_space(text, i, &wide);
		if (space > i) {
			if (wide || text.at[i] == '\n' || text.at[i] == '\r') {
				copy[len++] = ' ';
			} else {
				memcpy(copy + len, text.at + i, space - i);
				len += space - i;
			}
			i = space;
		} else if (is_escape(text, i)) {
			copy[len++] = text.at[i + 1] == 'n' ? '\n' : text.at[i + 1];
			i += 2;
		} else if (text.at[i] == '\r') {
			copy[len++] = '\n';
			i += i + 1 < text.len && text.at[i + 1] == '\n' ? 2 : 1;
		} else {
			copy[len++] = text.at[i++];
		}
	}
	return copy ? (struct str){ copy, len } : STR_NONE;
}

struct bank_text gift_text(struct arena *arena, struct str text, enum bank_format inherited)
{
	static const struct {
		const char *prefix;
		enum bank_format format;
	} formats[] = {
		{ "[html]", BANK_HTML },
		{ "[markdown]", BANK_MARKDOWN },
		{ "[plain]", BANK_PLAIN },
		{ "[moodle]", BANK_AUTO },
	};
	struct bank_text result = { .format = inherited };
	text = gift_trim(text);
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (!str_starts(text, formats[i].prefix))
			continue;
		result.format = formats[i].format;
		text = gift_trim(gift_part(text, strlen(formats[i].prefix), text.len));
		break;
	}
	if (text.len)
		result.text = gift_plain(arena, text, result.format == BANK_HTML || result.format == BANK_MARKDOWN);
	return result;
}
