/* Titles and names as ids and tags. */
#include "base/utf8.h"
#include "lesson/id.h"

#include <utf8proc.h>

enum { PARTS = 18 }; /* of a code point, at most */

/* Letters that have no plain form in Unicode, and umlauts, which are written so in German. */
static const struct {
	uint32_t code;
	const char *plain;
} spelled[] = {
	{ 0xe4, "ae" },	 { 0xf6, "oe" },  { 0xfc, "ue" }, { 0xdf, "ss" },   { 0xe6, "ae" }, { 0xf0, "d" },
	{ 0xf8, "o" },	 { 0xfe, "th" },  { 0x111, "d" }, { 0x127, "h" },   { 0x131, "i" }, { 0x142, "l" },
	{ 0x14b, "ng" }, { 0x153, "oe" }, { 0x167, "t" }, { 0x1e9e, "ss" },
};

/* Appends the lower-case letters and digits that are meant, at most room. Returns how many. */
static size_t spell(uint32_t code, char *out, size_t room)
{
	utf8proc_int32_t parts[PARTS];
	size_t count = 0;
	code = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
	for (size_t i = 0; i < sizeof(spelled) / sizeof(spelled[0]); i++)
		if (spelled[i].code == code) {
			for (const char *c = spelled[i].plain; *c && count < room; c++)
				out[count++] = *c;
			return count;
		}
	utf8proc_ssize_t found = utf8proc_decompose_char((utf8proc_int32_t)code, parts, PARTS,
							 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, NULL);
	for (utf8proc_ssize_t i = 0; i < found && i < PARTS && count < room; i++) {
		char c = parts[i] < 0x80 ? ascii_lower((char)parts[i]) : '\0';
		if (ascii_is_lower(c) || ascii_is_digit(c))
			out[count++] = c;
	}
	return count;
}

/* Whether the code point belongs to the letter before it; *umlaut if it makes an umlaut of it. */
static bool is_mark(uint32_t code, bool *umlaut)
{
	*umlaut = code == 0x308;
	return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_MN;
}

/* digits: it may begin with a digit. */
static struct str plain_name(struct arena *arena, struct str value, bool digits)
{
	char *name = arena_alloc(arena, value.len + 1);
	size_t len = 0;
	for (size_t i = 0; name && i < value.len;) {
		size_t start = i;
		bool umlaut;
		uint32_t code = utf8_next(value, &i);
		if (is_mark(code, &umlaut)) {
			if (umlaut && len && strchr("aou", name[len - 1]))
				name[len++] = 'e';
			continue;
		}
		size_t count = spell(code, name + len, i - start);
		if (!count && len && name[len - 1] != '-')
			name[len++] = '-';
		else if (len || digits || !ascii_is_digit(name[0]))
			len += count;
	}
	while (len && name[len - 1] == '-')
		len--;
	return (struct str){ name, len };
}

struct str id_meant(struct arena *arena, struct str value)
{
	return plain_name(arena, value, false);
}

struct str tag_meant(struct arena *arena, struct str value)
{
	return plain_name(arena, value, true);
}
