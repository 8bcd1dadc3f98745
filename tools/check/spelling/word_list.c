#include "check/spelling/word_list.h"

#include "base/utf8.h"

#include <stdio.h>
#include <utf8proc.h>

static const char help[] = "write one word to a line, in UTF-8; a comment begins with #";
static const char byte_order_mark[] = "\xef\xbb\xbf";

/* The encoding that the first bytes indicate if it is not UTF-8; NULL if it may be UTF-8. */
static const char *other_encoding(struct str bytes)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *name;
	} marks[] = {
		{ "\xff\xfe\0\0", 4, "UTF-32" },
		{ "\0\0\xfe\xff", 4, "UTF-32" },
		{ "\xff\xfe", 2, "UTF-16" },
		{ "\xfe\xff", 2, "UTF-16" },
	};
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (bytes.len >= marks[i].len && memcmp(bytes.at, marks[i].bytes, marks[i].len) == 0)
			return marks[i].name;
	/* In Latin text as UTF-16 without byte order mark, every other byte is 0. */
	return bytes.len && memchr(bytes.at, '\0', bytes.len < 4 ? bytes.len : 4) ? "UTF-16" : NULL;
}

/* Whether a list may contain the character: part of a word, or a separator. */
static bool may_hold(uint32_t code)
{
	if (code < 0x80)
		return code > 0 && (utf8_is_word(code) || strchr("-'.,; \t\r", (int)code));
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	return category == UTF8PROC_CATEGORY_PD || category == UTF8PROC_CATEGORY_ZS || utf8_is_word(code) ||
	       code == 0x2019;
}

static void mistake(struct report *report, const char *path, struct location location, const char *message,
		    const char *what)
{
	struct diagnostic *d =
		report_add_at(report, RULE_CONFIG_BAD_VALUE, path, location, STR_NONE, STR_NONE, message, what);
	report_help(report, d, "%s", help);
}

/* Writes a forbidden character as shown in messages. */
static void show(char out[16], uint32_t code)
{
	bool visible = code > 0x20 && utf8_width(code) > 0 &&
		       utf8proc_category((utf8proc_int32_t)code) != UTF8PROC_CATEGORY_CF;
	size_t len = visible ? utf8_encode(code, out) : 0;
	out[len] = '\0';
	if (!len)
		snprintf(out, 16, "U+%04X", (unsigned)code);
}

bool word_list_check(struct str bytes, const char *path, struct report *report)
{
	struct location location = { .line = 1, .column = 1 };
	const char *encoding = other_encoding(bytes);
	if (encoding) {
		mistake(report, path, location, "this word list is in %s, not in UTF-8", encoding);
		return false;
	}
	size_t valid = utf8_valid_prefix(bytes);
	bool comment = false;
	for (size_t i = str_starts(bytes, byte_order_mark) ? strlen(byte_order_mark) : 0; i < valid;) {
		uint32_t code = utf8_next(bytes, &i);
		if (code == '\n' || (code == '\r' && (i == bytes.len || bytes.at[i] != '\n'))) {
			location = (struct location){ .line = location.line + 1, .column = 1 };
			comment = false;
			continue;
		}
		comment = comment || code == '#';
		if (!comment && !may_hold(code)) {
			char shown[16];
			show(shown, code);
			mistake(report, path, location, "'%s' is not part of a word", shown);
			return false;
		}
		location.column++;
	}
	if (valid < bytes.len)
		mistake(report, path, location, "%s", "this word list is not in UTF-8");
	return valid == bytes.len;
}

void word_list_strip(struct buf *bytes)
{
	bool comment = false;
	if (str_starts(buf_view(bytes), byte_order_mark))
		memset(bytes->at, ' ', strlen(byte_order_mark));
	for (size_t i = 0; i < bytes->len; i++) {
		char *c = bytes->at + i;
		comment = *c != '\n' && *c != '\r' && (comment || *c == '#');
		if (comment)
			*c = ' ';
	}
}
