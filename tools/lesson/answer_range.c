#include "lesson/answer_range.h"

#include "base/ascii.h"

enum { PLACES = 9 };
static const int64_t one = 1000000000, most = 999999999;

/* Reads digits, with a decimal point and up to places more if places is above 0, as a number of units of the last one.
 * Returns the length read; 0 if there is no such number, or too large a one. */
static size_t read_number(struct str text, int places, int64_t *number)
{
	size_t at = 0;
	*number = 0;
	while (at < text.len && ascii_is_digit(text.at[at]) && *number <= most)
		*number = *number * 10 + (text.at[at++] - '0');
	if (at == 0 || *number > most)
		return 0;
	bool point = at + 1 < text.len && text.at[at] == '.' && ascii_is_digit(text.at[at + 1]);
	at += point;
	for (; places > 0; places--) {
		bool digit = point && at < text.len && ascii_is_digit(text.at[at]);
		*number = *number * 10 + (digit ? text.at[at] - '0' : 0);
		at += digit;
	}
	return at;
}

bool decimal_read(const struct attribute *attribute, int64_t *billionths)
{
	struct str text = attribute->value;
	bool negative = text.len && text.at[0] == '-';
	if (negative)
		text = (struct str){ text.at + 1, text.len - 1 };
	size_t len = read_number(text, PLACES, billionths);
	*billionths = negative ? -*billionths : *billionths;
	return len && len == text.len;
}

void decimal_write(struct buf *out, int64_t billionths)
{
	uint64_t size = billionths < 0 ? -(uint64_t)billionths : (uint64_t)billionths;
	uint64_t rest = size % (uint64_t)one;
	int places = PLACES;
	buf_format(out, "%s%llu", billionths < 0 ? "-" : "", (unsigned long long)(size / (uint64_t)one));
	for (; rest && rest % 10 == 0; places--)
		rest /= 10;
	if (rest)
		buf_format(out, ".%0*llu", places, (unsigned long long)rest);
}

/* The tolerance of the value; 0 without one. */
static bool read_tolerance(const struct attribute *tolerance, int64_t value, int64_t *billionths)
{
	struct str text = tolerance->value;
	*billionths = 0;
	if (!text.at)
		return true;
	if (!text.len || text.at[text.len - 1] != '%')
		return decimal_read(tolerance, billionths) && *billionths >= 0;
	int64_t permille;
	text.len--;
	if (read_number(text, 1, &permille) != text.len || permille >= 1000)
		return false;
	/* The value has no more than 6 digits after the point. */
	*billionths = (value < 0 ? -value : value) / 1000 * permille;
	return true;
}

bool answer_range_read(const struct question *question, struct answer_range *range)
{
	int64_t value, tolerance;
	if (question->min.value.at || question->max.value.at)
		return decimal_read(&question->min, &range->least) && decimal_read(&question->max, &range->most);
	if (!decimal_read(&question->value, &value) || !read_tolerance(&question->tolerance, value, &tolerance))
		return false;
	*range = (struct answer_range){ value - tolerance, value + tolerance };
	return true;
}

void answer_range_text(struct buf *out, const struct question *question)
{
	bool value = question->value.value.at;
	const struct attribute *const parts[] = { value ? &question->value : &question->min,
						  value ? NULL : &question->max, &question->unit };
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (!parts[i] || !parts[i]->value.at)
			continue;
		buf_str(out, parts[i]->value);
		buf_char(out, ' ');
	}
}
