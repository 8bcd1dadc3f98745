/* Parses numbers in the notation of the lesson's language. */
#include "base/ascii.h"
#include "check/medical/medical.h"

static bool is_mark(struct str s, size_t i)
{
	return i + 1 < s.len && (s.at[i] == '.' || s.at[i] == ',') && ascii_is_digit(s.at[i + 1]);
}

/* The end of the digits at start. */
static size_t digits_end(struct str s, size_t start)
{
	while (start < s.len && ascii_is_digit(s.at[start]))
		start++;
	return start;
}

/* Whether the mark may separate thousands: 1.500, but not 0.500 or 1.50. */
static bool may_group(struct str s, const struct medical_number *n)
{
	return n->end - n->mark == 4 && n->mark - n->start <= 3 && s.at[n->start] != '0';
}

/* Interprets a single mark. */
static void read_one(struct str s, struct medical_number *n, enum decimal_mark decimal)
{
	bool own = decimal != DECIMAL_UNKNOWN && (s.at[n->mark] == ',') == (decimal == DECIMAL_COMMA);
	bool group = may_group(s, n);
	/* 1 500.000: the meaning of the space is unknown too. */
	size_t before = medical_gap_before(s, n->start);
	bool spaced = before < n->start && before > 0 && ascii_is_digit(s.at[before - 1]);
	if (own || !group)
		n->kind = NUMBER_DECIMAL;
	else
		n->kind = decimal == DECIMAL_UNKNOWN ? NUMBER_UNREADABLE : NUMBER_WHOLE;
	n->foreign = !own;
	n->ambiguous = group || spaced || decimal == DECIMAL_UNKNOWN;
	if (n->kind != NUMBER_DECIMAL)
		n->mark = n->end;
}

/* Interprets several marks: 1,234,567 and 12,34,567, 1,234.5 and 1.234,5; others are dates, versions, lists. */
static void read_many(struct str s, struct medical_number *n, enum decimal_mark decimal)
{
	char first = s.at[digits_end(s, n->start)];
	bool same = s.at[n->mark] == first;
	size_t until = same ? n->end : n->mark;
	n->kind = NUMBER_UNREADABLE;
	for (size_t mark = digits_end(s, n->start); mark < until;) {
		size_t next = digits_end(s, mark + 1), digits = next - mark - 1;
		bool last = next >= until, indian = first == ',' && digits == 2 && !last;
		if (s.at[mark] != first || (digits != 3 && !indian)) {
			n->mark = n->end;
			return;
		}
		mark = next;
	}
	n->kind = same ? NUMBER_WHOLE : NUMBER_DECIMAL;
	n->ambiguous = true; /* it is unknown which marks group digits in the language */
	n->foreign = decimal == DECIMAL_UNKNOWN || (s.at[n->mark] == ',') != (decimal == DECIMAL_COMMA);
	if (same)
		n->mark = n->end;
}

struct medical_number medical_number_read(struct str s, size_t start, enum decimal_mark decimal)
{
	struct medical_number n = { .start = start, .end = digits_end(s, start) };
	n.mark = n.end;
	for (; is_mark(s, n.end); n.marks++) {
		n.mark = n.end;
		n.end = digits_end(s, n.end + 1);
	}
	if (n.marks == 0)
		n.mark = n.end;
	else if (n.marks == 1)
		read_one(s, &n, decimal);
	else
		read_many(s, &n, decimal);
	return n;
}

double medical_number_value(struct str text, const struct medical_number *n)
{
	double value = 0, scale = 1;
	for (size_t i = n->start; i < n->end; i++) {
		if (!ascii_is_digit(text.at[i]))
			continue;
		value = value * 10 + (text.at[i] - '0');
		scale *= i > n->mark ? 10 : 1;
	}
	return value / scale;
}
