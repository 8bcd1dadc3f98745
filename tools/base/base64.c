#include "base/base64.h"

#include <sodium.h>

void base64_add(struct buf *out, const void *bytes, size_t size)
{
	size_t room = sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL);
	char *to = buf_reserve(out, room);
	if (!to)
		return;
	sodium_bin2base64(to, room, bytes, size, sodium_base64_VARIANT_ORIGINAL);
	buf_grew(out, room - 1);
}

/* libsodium's decoder takes one variant at a time, and no text without padding. */
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
