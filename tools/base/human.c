#include "base/human.h"

#include "base/utf8.h"

#include <stdio.h>

void human_number(struct buf *out, uint64_t number)
{
	char digits[24];
	size_t len = (size_t)snprintf(digits, sizeof(digits), "%llu", (unsigned long long)number);
	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_char(out, ',');
		buf_char(out, digits[i]);
	}
}

void human_count(struct buf *out, uint64_t count, const char *noun)
{
	size_t len = strlen(noun);
	bool to_ies = count != 1 && noun[len - 1] == 'y';
	human_number(out, count);
	buf_char(out, ' ');
	buf_add(out, noun, to_ies ? len - 1 : len);
	if (count != 1)
		buf_text(out, to_ies ? "ies" : "s");
}

void human_bytes(struct buf *out, uint64_t bytes)
{
	static const char *const units[] = { "KB", "MB", "GB", "TB" };
	if (bytes < 1000) {
		human_count(out, bytes, "byte");
		return;
	}
	size_t name = 0;
	uint64_t unit = 1000;
	for (; (bytes + unit / 2) / unit >= 1000 && name + 1 < sizeof(units) / sizeof(units[0]); name++)
		unit *= 1000;
	uint64_t tenths = (bytes + unit / 20) / (unit / 10);
	if (tenths < 100)
		buf_format(out, "%u.%u %s", (unsigned)(tenths / 10), (unsigned)(tenths % 10), units[name]);
	else
		buf_format(out, "%llu %s", (unsigned long long)((bytes + unit / 2) / unit), units[name]);
}

void human_text(struct buf *out, struct str text, size_t characters)
{
	size_t at = 0;
	while (at < text.len && characters-- > 0) {
		size_t from = at;
		uint32_t code = utf8_next(text, &at);
		bool control = code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e) ||
			       (code >= 0x2066 && code <= 0x2069) || code == 0x200e || code == 0x200f ||
			       code == 0x2028 || code == 0x2029;
		if (control)
			buf_text(out, code == '\t' || code == '\n' ? " " : "\xef\xbf\xbd");
		else
			buf_add(out, text.at + from, at - from);
	}
	if (at < text.len)
		buf_text(out, "…");
}
