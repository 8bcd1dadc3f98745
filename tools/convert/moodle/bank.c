#include "convert/moodle/bank.h"

enum { SHOWN = 6, WHOLE_MAX = 999999999 };

/* A decimal number: digits * 10 ^ exponent. */
struct scientific {
	bool negative;
	char digits[40]; /* without leading zeros */
	int count, exponent;
	bool cut; /* there are more digits, which are not 0 */
};

static bool is_point(char c)
{
	return c == '.' || c == ',';
}

/* Reads a number from the start of the text; returns its length, or 0. */
static size_t read_scientific(struct str text, struct scientific *number)
{
	size_t i = 0, digits = 0;
	bool point = false;
	*number = (struct scientific){ .negative = text.len && text.at[0] == '-' };
	i = text.len && (text.at[0] == '-' || text.at[0] == '+');
	for (; i < text.len; i++) {
		if (!point && is_point(text.at[i])) {
			point = true;
			continue;
		}
		if (!ascii_is_digit(text.at[i]))
			break;
		digits++;
		bool room = number->count < (int)sizeof(number->digits);
		if (room && (number->count || text.at[i] != '0'))
			number->digits[number->count++] = text.at[i];
		else if (!room && text.at[i] != '0')
			number->cut = true;
		number->exponent += !room - point;
	}
	if (!digits)
		return 0;
	size_t e = i + 1;
	bool down = e < text.len && text.at[e] == '-';
	if (e < text.len && (down || text.at[e] == '+'))
		e++;
	if (i < text.len && (text.at[i] == 'e' || text.at[i] == 'E') && e < text.len && ascii_is_digit(text.at[e])) {
		int exponent = 0;
		for (; e < text.len && ascii_is_digit(text.at[e]); e++)
			exponent = exponent < 1000 ? exponent * 10 + (text.at[e] - '0') : exponent;
		number->exponent += down ? -exponent : exponent;
		i = e;
	}
	return i;
}

/* The number with that many digits after the point, rounded. False if it is too large. */
static bool scale(const struct scientific *number, int places, int64_t limit, int64_t *scaled, bool *exact)
{
	int64_t value = 0;
	int shift = number->exponent + places, kept = number->count + (shift < 0 ? shift : 0);
	bool up = false;
	*exact = !number->cut;
	for (int i = 0; i < number->count; i++) {
		if (i >= kept) {
			up = up || (i == kept && number->digits[i] >= '5');
			*exact = *exact && number->digits[i] == '0';
			continue;
		}
		value = value * 10 + (number->digits[i] - '0');
		if (value > limit)
			return false;
	}
	for (int i = 0; i < shift && value; i++)
		if ((value *= 10) > limit)
			return false;
	value += up;
	*scaled = number->negative ? -value : value;
	return value <= limit;
}

bool bank_number_read(struct str text, int64_t *billionths, bool *exact)
{
	struct scientific number;
	int64_t millionths;
	size_t len = read_scientific(text, &number);
	if (len == 0 || len != text.len ||
	    !scale(&number, SHOWN, (int64_t)WHOLE_MAX * 1000000 + 999999, &millionths, exact))
		return false;
	*billionths = millionths * 1000;
	return true;
}

bool bank_fraction_read(struct str text, bank_fraction *fraction)
{
	struct scientific number;
	int64_t value;
	bool exact;
	size_t len = read_scientific(text, &number);
	if (len == 0 || len != text.len || !scale(&number, 5, BANK_ALL, &value, &exact))
		return false;
	*fraction = (bank_fraction)value;
	return true;
}

void bank_fraction_write(struct buf *out, bank_fraction fraction)
{
	unsigned size = (unsigned)(fraction < 0 ? -fraction : fraction), rest = size % 100000;
	int places = 5;
	buf_format(out, "%s%u", fraction < 0 ? "-" : "", size / 100000);
	for (; rest && rest % 10 == 0; places--)
		rest /= 10;
	if (rest)
		buf_format(out, ".%0*u", places, rest);
}
