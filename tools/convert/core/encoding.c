#include "convert/core/encoding.h"

#include "base/utf8.h"
#include "lesson/make.h"

/* Windows-1252 where it differs from Latin-1: https://encoding.spec.whatwg.org/index-windows-1252.txt */
static const uint16_t windows_codes[32] = {
	0x20ac, 0x81,	0x201a, 0x192,	0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,	0x2030, 0x160,
	0x2039, 0x152,	0x8d,	0x17d,	0x8f,	0x90,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x2dc,	0x2122, 0x161,	0x203a, 0x153,	0x9d,	0x17e,	0x178,
};

uint32_t windows_1252(uint32_t code)
{
	return code >= 0x80 && code < 0xa0 ? windows_codes[code - 0x80] : code;
}

static void add_code(struct buf *out, uint32_t code)
{
	char bytes[4];
	buf_add(out, bytes, utf8_encode(code, bytes));
}

static void decode_utf16(struct str bytes, bool big, struct buf *out)
{
	uint32_t high = 0;
	for (size_t i = 2; i + 1 < bytes.len; i += 2) {
		unsigned char first = (unsigned char)bytes.at[i], second = (unsigned char)bytes.at[i + 1];
		uint32_t unit = big ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
		bool is_low = unit >= 0xdc00 && unit < 0xe000;
		if (high && is_low) {
			add_code(out, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
			high = 0;
			continue;
		}
		if (high || is_low)
			add_code(out, 0xfffd);
		high = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
		if (!high && !is_low)
			add_code(out, unit);
	}
}

static void decode_windows(struct str bytes, struct buf *out)
{
	for (size_t i = 0; i < bytes.len; i++)
		add_code(out, windows_1252((unsigned char)bytes.at[i]));
}

struct str text_decode(struct arena *arena, struct str bytes, const char **encoding)
{
	*encoding = NULL;
	bool little = bytes.len >= 2 && memcmp(bytes.at, "\xff\xfe", 2) == 0;
	bool big = bytes.len >= 2 && memcmp(bytes.at, "\xfe\xff", 2) == 0;
	if (!little && !big && str_starts(bytes, "\xef\xbb\xbf"))
		bytes = (struct str){ bytes.at + 3, bytes.len - 3 };
	if (!little && !big && utf8_valid_prefix(bytes) == bytes.len)
		return bytes;
	struct buf out;
	buf_init(&out, BUF_CAP);
	*encoding = little || big ? "UTF-16" : "Windows-1252";
	if (little || big)
		decode_utf16(bytes, big, &out);
	else
		decode_windows(bytes, &out);
	struct str text = arena_take(arena, &out);
	return text;
}

/* The length of what lessons can have, from i on. */
static size_t good_length(struct str text, size_t i)
{
	size_t start = i;
	while (i < text.len) {
		unsigned char c = (unsigned char)text.at[i];
		if (c >= 0x20 && c < 0x7f) {
			i++;
			continue;
		}
		size_t next = i;
		uint32_t code = utf8_next(text, &next);
		bool invalid = code == 0xfffd && next == i + 1;
		if (invalid || !(make_allows(code) || ascii_is_space((char)c) || c == '\f'))
			break;
		i = next;
	}
	return i - start;
}

bool text_clean(struct str text, struct buf *out)
{
	size_t good = good_length(text, 0);
	if (good == text.len)
		return false;
	for (size_t i = 0; i < text.len; good = good_length(text, i)) {
		buf_add(out, text.at + i, good);
		i += good;
		if (i == text.len)
			break;
		uint32_t code = windows_1252(utf8_next(text, &i));
		add_code(out, make_allows(code) ? code : ' ');
	}
	return true;
}

void path_of_address(struct str address, struct buf *out)
{
	for (size_t i = 0; i < address.len && address.at[i] != '?' && address.at[i] != '#'; i++) {
		int high = address.at[i] == '%' && i + 2 < address.len ? ascii_hex(address.at[i + 1]) : -1;
		int low = high >= 0 ? ascii_hex(address.at[i + 2]) : -1;
		bool escape = low >= 0 && high * 16 + low > 0;
		buf_char(out, (char)(escape ? high * 16 + low : address.at[i]));
		i += escape ? 2 : 0;
	}
}
