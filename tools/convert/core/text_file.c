#include "convert/core/text_file.h"

#include "base/file.h"
#include "base/utf8.h"

/* What 0x80 to 0x9f stand for in Windows-1252; 0: nothing. */
static const uint16_t windows[32] = {
	0x20ac, 0,	0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,	0x017d, 0,	0,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,	0x017e, 0x0178,
};

static void add_code(struct buf *out, uint32_t code)
{
	char bytes[4];
	buf_add(out, bytes, utf8_encode(code, bytes));
}

static void from_windows(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		uint32_t code = c >= 0x80 && c < 0xa0 ? windows[c - 0x80] : c;
		add_code(out, code || c == 0 ? code : 0xfffd);
	}
}

static uint32_t unit_at(struct str text, size_t at, bool big)
{
	unsigned char first = (unsigned char)text.at[at], second = (unsigned char)text.at[at + 1];
	return big ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
}

static void from_utf16(struct str text, bool big, struct buf *out)
{
	for (size_t i = 2; i + 1 < text.len; i += 2) {
		uint32_t code = unit_at(text, i, big);
		uint32_t low = code >= 0xd800 && code < 0xdc00 && i + 3 < text.len ? unit_at(text, i + 2, big) : 0;
		if (low >= 0xdc00 && low < 0xe000) {
			code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
			i += 2;
		}
		add_code(out, code >= 0xd800 && code < 0xe000 ? 0xfffd : code);
	}
}

static void decode(struct import *import, const char *path, struct str raw, struct buf *out)
{
	bool big = str_starts(raw, "\xfe\xff"), little = str_starts(raw, "\xff\xfe");
	struct str plain = str_starts(raw, "\xef\xbb\xbf") ? (struct str){ raw.at + 3, raw.len - 3 } : raw;
	if (big || little) {
		from_utf16(raw, big, out);
	} else if (utf8_valid_prefix(plain) == plain.len) {
		buf_str(out, plain);
	} else {
		struct ledger *ledger = &import->ledger;
		from_windows(raw, out);
		ledger_change(ledger, ledger_read(ledger, LEDGER_FILE, str_from(path), 0), STR("encoding"),
			      "it is not UTF-8", "read as Windows-1252");
	}
}

enum result text_file_read(struct import *import, const char *path, struct buf *out, struct buf *why)
{
	struct buf raw;
	buf_init(&raw, BUF_CAP);
	buf_clear(out);
	enum file_status status = file_read(path, TEXT_FILE_MAX, &raw);
	enum result result = RESULT_OK;
	if (status == FILE_TOO_LARGE) {
		buf_format(why, "it has more than %d MB", TEXT_FILE_MAX / 1024 / 1024);
		result = RESULT_REFUSED;
	} else if (status != FILE_OK) {
		buf_format(why, "cannot be read: %s", file_status_text(status));
		result = status == FILE_NO_MEMORY ? RESULT_NO_MEMORY : RESULT_FAILED;
	} else {
		decode(import, path, buf_view(&raw), out);
		result = buf_failed(out) ? RESULT_NO_MEMORY : RESULT_OK;
	}
	buf_release(&raw);
	return result;
}
