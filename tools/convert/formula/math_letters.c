#include "convert/formula/math_letters.h"

#include "base/utf8.h"

/* The first of each run: A, a, Α, α and 0; 0 if Unicode has none. */
static const struct {
	uint32_t upper, lower, greek_upper, greek_lower, digits;
} runs[MATH_STYLES] = {
	[MATH_BOLD] = { 0x1d400, 0x1d41a, 0x1d6a8, 0x1d6c2, 0x1d7ce },
	[MATH_ITALIC] = { 0x1d434, 0x1d44e, 0x1d6e2, 0x1d6fc, 0 },
	[MATH_BOLD_ITALIC] = { 0x1d468, 0x1d482, 0x1d71c, 0x1d736, 0 },
	[MATH_SCRIPT] = { 0x1d49c, 0x1d4b6, 0, 0, 0 },
	[MATH_BOLD_SCRIPT] = { 0x1d4d0, 0x1d4ea, 0, 0, 0 },
	[MATH_FRAKTUR] = { 0x1d504, 0x1d51e, 0, 0, 0 },
	[MATH_BOLD_FRAKTUR] = { 0x1d56c, 0x1d586, 0, 0, 0 },
	[MATH_DOUBLE] = { 0x1d538, 0x1d552, 0, 0, 0x1d7d8 },
	[MATH_SANS] = { 0x1d5a0, 0x1d5ba, 0, 0, 0x1d7e2 },
	[MATH_BOLD_SANS] = { 0x1d5d4, 0x1d5ee, 0x1d756, 0x1d770, 0x1d7ec },
	[MATH_ITALIC_SANS] = { 0x1d608, 0x1d622, 0, 0, 0 },
	[MATH_MONO] = { 0x1d670, 0x1d68a, 0, 0, 0x1d7f6 },
};

/* Those that were characters before the others. */
static const struct {
	enum math_style style;
	uint32_t plain, code;
} older[] = {
	{ MATH_ITALIC, 'h', 0x210e },  { MATH_SCRIPT, 'B', 0x212c },  { MATH_SCRIPT, 'E', 0x2130 },
	{ MATH_SCRIPT, 'F', 0x2131 },  { MATH_SCRIPT, 'H', 0x210b },  { MATH_SCRIPT, 'I', 0x2110 },
	{ MATH_SCRIPT, 'L', 0x2112 },  { MATH_SCRIPT, 'M', 0x2133 },  { MATH_SCRIPT, 'R', 0x211b },
	{ MATH_SCRIPT, 'e', 0x212f },  { MATH_SCRIPT, 'g', 0x210a },  { MATH_SCRIPT, 'o', 0x2134 },
	{ MATH_FRAKTUR, 'C', 0x212d }, { MATH_FRAKTUR, 'H', 0x210c }, { MATH_FRAKTUR, 'I', 0x2111 },
	{ MATH_FRAKTUR, 'R', 0x211c }, { MATH_FRAKTUR, 'Z', 0x2128 }, { MATH_DOUBLE, 'C', 0x2102 },
	{ MATH_DOUBLE, 'H', 0x210d },  { MATH_DOUBLE, 'N', 0x2115 },  { MATH_DOUBLE, 'P', 0x2119 },
	{ MATH_DOUBLE, 'Q', 0x211a },  { MATH_DOUBLE, 'R', 0x211d },  { MATH_DOUBLE, 'Z', 0x2124 },
};

static uint32_t in_run(uint32_t code, uint32_t first, uint32_t last, uint32_t run)
{
	return run && code >= first && code <= last ? run + (code - first) : 0;
}

uint32_t math_letter(uint32_t code, enum math_style style)
{
	for (size_t i = 0; i < sizeof(older) / sizeof(older[0]); i++)
		if (older[i].style == style && older[i].plain == code)
			return older[i].code;
	uint32_t letter = in_run(code, 'A', 'Z', runs[style].upper);
	letter = letter ? letter : in_run(code, 'a', 'z', runs[style].lower);
	letter = letter ? letter : in_run(code, '0', '9', runs[style].digits);
	letter = letter ? letter : in_run(code, 0x391, 0x3a9, runs[style].greek_upper);
	letter = letter ? letter : in_run(code, 0x3b1, 0x3c9, runs[style].greek_lower);
	return letter ? letter : code;
}

uint32_t math_letter_plain(uint32_t code, enum math_style *style)
{
	for (size_t i = 0; i < sizeof(older) / sizeof(older[0]); i++) {
		if (older[i].code == code) {
			*style = older[i].style;
			return older[i].plain;
		}
	}
	for (int i = MATH_BOLD; code >= 0x1d400 && i < MATH_STYLES; i++) {
		uint32_t plain = runs[i].upper ? in_run(code, runs[i].upper, runs[i].upper + 25, 'A') : 0;
		plain = plain ? plain : in_run(code, runs[i].lower, runs[i].lower + 25, 'a');
		if (!plain && runs[i].digits)
			plain = in_run(code, runs[i].digits, runs[i].digits + 9, '0');
		if (!plain && runs[i].greek_upper)
			plain = in_run(code, runs[i].greek_upper, runs[i].greek_upper + 24, 0x391);
		if (!plain && runs[i].greek_lower)
			plain = in_run(code, runs[i].greek_lower, runs[i].greek_lower + 24, 0x3b1);
		if (plain) {
			*style = (enum math_style)i;
			return plain;
		}
	}
	*style = MATH_PLAIN;
	return code;
}

void math_letters(struct buf *out, struct str text, enum math_style style)
{
	for (size_t i = 0; i < text.len;) {
		char bytes[4];
		uint32_t code = math_letter(utf8_next(text, &i), style);
		buf_add(out, bytes, utf8_encode(code, bytes));
	}
}
