#include "convert/html/data_url.h"

static int digit(char c)
{
	return ascii_is_upper(c)      ? c - 'A'
	       : ascii_is_lower(c)    ? c - 'a' + 26
	       : ascii_is_digit(c)    ? c - '0' + 52
	       : c == '+' || c == '-' ? 62
	       : c == '/' || c == '_' ? 63
				      : -1;
}

struct str base64_read(struct arena *arena, struct str text)
{
	char *bytes = arena_alloc(arena, text.len / 4 * 3 + 4);
	size_t len = 0, digits = 0, padding = 0;
	unsigned long group = 0;
	for (size_t i = 0; bytes && i < text.len; i++) {
		char c = text.at[i];
		if (ascii_is_space(c))
			continue;
		padding += c == '=';
		if (c == '=' && padding <= 2)
			continue;
		int value = digit(c);
		if (value < 0 || padding)
			return STR_NONE;
		group = group << 6 | (unsigned)value;
		if (++digits % 4 != 0)
			continue;
		bytes[len++] = (char)(group >> 16);
		bytes[len++] = (char)(group >> 8);
		bytes[len++] = (char)group;
		group = 0;
	}
	if (!bytes || digits % 4 == 1)
		return STR_NONE;
	if (digits % 4 == 2) {
		bytes[len++] = (char)(group >> 4);
	} else if (digits % 4 == 3) {
		bytes[len++] = (char)(group >> 10);
		bytes[len++] = (char)(group >> 2);
	}
	return (struct str){ bytes, len };
}

/* Replaces %20 and the like. */
static struct str unescape(struct arena *arena, struct str text)
{
	char *bytes = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; bytes && i < text.len; i++) {
		int high = text.at[i] == '%' && i + 2 < text.len ? ascii_hex(text.at[i + 1]) : -1;
		int low = high >= 0 ? ascii_hex(text.at[i + 2]) : -1;
		bytes[len++] = low >= 0 ? (char)(high * 16 + low) : text.at[i];
		i += low >= 0 ? 2 : 0;
	}
	return bytes ? (struct str){ bytes, len } : STR_NONE;
}

bool data_url_read(struct arena *arena, struct str url, struct str *bytes)
{
	const char *comma = url.len ? memchr(url.at, ',', url.len) : NULL;
	if (!str_starts(url, "data:") || !comma)
		return false;
	struct str kind = { url.at, (size_t)(comma - url.at) };
	struct str data = unescape(arena, (struct str){ comma + 1, url.len - kind.len - 1 });
	bool base64 = kind.len >= 7 && strncasecmp(kind.at + kind.len - 7, ";base64", 7) == 0;
	*bytes = base64 && data.at ? base64_read(arena, data) : data;
	return bytes->at && bytes->len > 0;
}
