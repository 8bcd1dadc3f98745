#include "reader/words.h"

#include "reader/word_tables.h"

#include <string.h>

/* The length of the character that begins with this byte; 1 for a byte that begins none. */
static size_t length_of(char byte)
{
	unsigned char lead = (unsigned char)byte;
	return lead < 0xc2 || lead > 0xf4 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* Decodes a character of that length. Overlong forms and surrogates give some other character, which does no harm. */
static uint32_t decode(const char *at, size_t length)
{
	uint32_t code = (unsigned char)*at;
	if (length > 1)
		code &= 0x7fu >> length;
	for (size_t i = 1; i < length; i++)
		code = code << 6 | ((unsigned char)at[i] & 0x3fu);
	return code;
}

static bool is_complete(const char *at, const char *end, size_t length)
{
	if ((size_t)(end - at) < length)
		return false;
	for (size_t i = 1; i < length; i++)
		if (((unsigned char)at[i] & 0xc0u) != 0x80)
			return false;
	return true;
}

static const struct word_range *range_of(uint32_t code)
{
	size_t low = 0, high = word_range_count;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (word_ranges[middle].first <= code)
			low = middle;
		else
			high = middle;
	}
	return &word_ranges[low];
}

/* Letters of Hangul, which take three bytes each. */
static void add_letter(struct word_cursor *cursor, uint32_t code)
{
	char letter[] = { (char)(0xe0 | code >> 12), (char)(0x80 | (code >> 6 & 0x3f)), (char)(0x80 | (code & 0x3f)),
			  '\0' };
	strcat(cursor->own, letter);
}

static void add_syllable(struct word_cursor *cursor, uint32_t number)
{
	enum { VOWELS = 21, FINALS = 28 };
	add_letter(cursor, 0x1100 + number / (VOWELS * FINALS));
	add_letter(cursor, 0x1161 + number / FINALS % VOWELS);
	if (number % FINALS != 0)
		add_letter(cursor, 0x11a7 + number % FINALS);
}

/* Sets rest to what the next character contributes. */
static void take_character(struct word_cursor *cursor)
{
	const char *at = cursor->at;
	size_t length = length_of(*at);
	/* The letters and digits of ASCII are not taken here. */
	if (length == 1 || !is_complete(at, cursor->end, length)) {
		cursor->at++;
		cursor->rest = " ";
		return;
	}
	cursor->own[0] = '\0';
	cursor->rest = cursor->own;
	uint32_t code = decode(at, length);
	const struct word_range *range = range_of(code);
	cursor->at += length;
	switch ((enum character_kind)range->kind) {
	case WORD_END: cursor->rest = " "; break;
	case WORD_NOTHING: break;
	case WORD_ITSELF:
		memcpy(cursor->own, at, length);
		cursor->own[length] = '\0';
		break;
	case WORD_TEXT: cursor->rest = word_pool + word_texts[range->text + (code - range->first)]; break;
	case WORD_SYLLABLE: add_syllable(cursor, code - WORD_HANGUL); break;
	}
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_plain(char c)
{
	return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

size_t word_next(struct word_cursor *cursor, char word[WORD_ROOM])
{
	size_t size = 0, characters = 0;
	for (;;) {
		if (!cursor->rest || *cursor->rest == '\0') {
			/* Most characters are of ASCII. */
			for (; cursor->at < cursor->end && is_plain(*cursor->at); cursor->at++)
				if (characters++ < WORD_CHARACTERS)
					word[size++] = lower(*cursor->at);
			if (cursor->at < cursor->end)
				take_character(cursor);
			else
				cursor->rest = NULL;
		}
		bool is_end = !cursor->rest || *cursor->rest == ' ';
		if (is_end && characters > 1) {
			word[size] = '\0';
			return size;
		}
		if (!cursor->rest)
			return 0;
		if (is_end) {
			size = characters = 0;
			cursor->rest++;
		} else if (*cursor->rest) {
			size_t length = length_of(*cursor->rest);
			if (characters++ < WORD_CHARACTERS) {
				memcpy(word + size, cursor->rest, length);
				size += length;
			}
			cursor->rest += length;
		}
	}
}
