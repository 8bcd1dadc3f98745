/* Classes of ASCII characters, whatever the locale. */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>
#include <stdint.h>

/* White space as XML and JSON have it. */
static inline bool ascii_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool ascii_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool ascii_is_letter(char c)
{
	return (unsigned)((c | 0x20) - 'a') < 26;
}

/* The rows of a table by first letter, in either case; the last is for everything else. */
enum { ASCII_LETTER_ROWS = 27 };

static inline unsigned ascii_letter_row(char c)
{
	return ascii_is_letter(c) ? (unsigned)((c | 0x20) - 'a') : ASCII_LETTER_ROWS - 1;
}

static inline bool ascii_is_alphanumeric(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c);
}

static inline char ascii_lower(char c)
{
	return ascii_is_upper(c) ? (char)(c | 0x20) : c;
}

static inline char ascii_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

/* The value of a hexadecimal digit, or -1. */
static inline int ascii_hex(char c)
{
	char small = ascii_lower(c);
	return ascii_is_digit(c) ? c - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/* The highest bit of each of eight bytes that is a letter or digit. */
static inline uint64_t ascii_alphanumeric_bits(uint64_t eight)
{
	const uint64_t each = UINT64_C(0x0101010101010101), high = 0x80 * each;
	uint64_t low = eight & ~high, small = low | 0x20 * each;
	uint64_t letter = (small + (0x80 - 'a') * each) & ~(small + (0x7f - 'z') * each);
	uint64_t digit = (low + (0x80 - '0') * each) & ~(low + (0x7f - '9') * each);
	return (letter | digit) & ~eight & high;
}

#endif
