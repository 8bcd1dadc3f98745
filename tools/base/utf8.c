#include "base/utf8.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

/* The length of the valid sequence at p, or 0. */
static size_t sequence(const unsigned char *p, const unsigned char *end)
{
	if (p[0] < 0x80)
		return 1;
	size_t len = p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;
	if (len == 0 || (size_t)(end - p) < len)
		return 0;
	unsigned char low = 0x80, high = 0xbf;
	switch (p[0]) {
	case 0xe0: low = 0xa0; break;  /* overlong */
	case 0xed: high = 0x9f; break; /* surrogates */
	case 0xf0: low = 0x90; break;  /* overlong */
	case 0xf4: high = 0x8f; break; /* above U+10FFFF */
	}
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < len; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return len;
}

/* Skips ASCII, as most text is, eight bytes at a time. */
static const unsigned char *skip_ascii(const unsigned char *p, const unsigned char *end)
{
	for (uint64_t eight; end - p >= 8; p += 8) {
		memcpy(&eight, p, 8);
		if (eight & 0x8080808080808080u)
			break;
	}
	return p;
}

size_t utf8_valid_prefix(struct str s)
{
	if (s.len == 0)
		return 0;
	const unsigned char *start = (const unsigned char *)s.at;
	const unsigned char *p = start, *end = start + s.len;
	while ((p = skip_ascii(p, end)) < end) {
		size_t len = sequence(p, end);
		if (len == 0)
			break;
		p += len;
	}
	return (size_t)(p - start);
}

size_t utf8_count(struct str s)
{
	if (s.len == 0)
		return 0;
	const unsigned char *p = (const unsigned char *)s.at, *end = p + s.len;
	size_t count = s.len;
	while ((p = skip_ascii(p, end)) < end) {
		size_t len = sequence(p, end);
		p += len ? len : 1;
		count -= len ? len - 1 : 0;
	}
	return count;
}

uint32_t utf8_next(struct str s, size_t *offset)
{
	const unsigned char *p = (const unsigned char *)s.at + *offset;
	size_t len = sequence(p, (const unsigned char *)s.at + s.len);
	switch (len) {
	case 0: *offset += 1; return 0xfffd;
	case 1: *offset += 1; return p[0];
	case 2: *offset += 2; return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	case 3: *offset += 3; return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
	default:
		*offset += 4;
		return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
	}
}

size_t utf8_encode(uint32_t code, char out[4])
{
	char bytes[4];
	size_t len = (size_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)bytes);
	memcpy(out, bytes, len); /* sanitizers don't see what the library writes */
	return len;
}

int utf8_width(uint32_t code)
{
	if (code < 0x7f)
		return code >= 0x20;
	return utf8proc_charwidth((utf8proc_int32_t)code);
}

bool utf8_is_space(uint32_t code)
{
	if (code < 0x80)
		return code == ' ' || (code >= 9 && code <= 13);
	if (code == 0x85 || code == 0x200b || code == 0xfeff)
		return true;
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

bool utf8_is_word(uint32_t code)
{
	if (code < 0x80)
		return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
	/* Letters, marks and numbers are adjacent in the enumeration. */
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	static_assert(UTF8PROC_CATEGORY_LU + 10 == UTF8PROC_CATEGORY_NO, "L, M and N are eleven categories in a row");
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}
