#include "lesson/number_meant.h"

#include "base/ascii.h"
#include "base/buf.h"

#include <stdlib.h>

enum { NUMBER_MAX = 64, EXPONENT_MAX = 15 };

static size_t digits_at(struct str text, size_t at)
{
	size_t end = at;
	while (end < text.len && ascii_is_digit(text.at[end]))
		end++;
	return end - at;
}

bool number_is_ambiguous(struct str value)
{
	size_t at = value.len && value.at[0] == '-';
	size_t whole = digits_at(value, at), comma = at + whole;
	return whole >= 1 && whole <= 3 && value.at[at] != '0' && comma < value.len && value.at[comma] == ',' &&
	       digits_at(value, comma + 1) == 3 && comma + 4 == value.len;
}

/* Appends value with the signs of a number; sets *rule to what the last other one does not obey. */
static void add_signs(struct buf *out, struct str value, const char **rule)
{
	static const char minus[] = "the minus sign is a hyphen", plus[] = "numbers have no plus sign",
			  point[] = "the decimal sign is a point", space[] = "numbers have no spaces";
	static const struct {
		const char *sign, *meant, *rule;
	} signs[] = {
		{ "\u2212", "-", minus }, { "\u2013", "-", minus }, { "\u2010", "-", minus }, { "\u2011", "-", minus },
		{ "+", "", plus }, { "\u00b1", "", plus }, { ",", ".", point }, { "\u066b", ".", point },
		{ " ", "", space }, { "\u00a0", "", space }, { "\u2009", "", space }, { "\u202f", "", space },
	};
	for (size_t at = 0; at < value.len;) {
		size_t i = 0;
		struct str rest = { value.at + at, value.len - at };
		while (i < sizeof(signs) / sizeof(signs[0]) && !str_starts(rest, signs[i].sign))
			i++;
		bool sign = i < sizeof(signs) / sizeof(signs[0]);
		if (sign) {
			buf_text(out, signs[i].meant);
			*rule = signs[i].rule;
		} else {
			buf_char(out, value.at[at]);
		}
		at += sign ? strlen(signs[i].sign) : 1;
	}
}

/* The parts of a number: -12.50e-3. */
struct number_parts {
	bool negative;
	struct str whole, fraction;
	long exponent;
	bool has_exponent;
	struct str rest; /* what follows it */
};

static bool take_parts(struct str text, struct number_parts *parts)
{
	*parts = (struct number_parts){ .negative = text.len && text.at[0] == '-' };
	size_t at = parts->negative;
	parts->whole = (struct str){ text.at + at, digits_at(text, at) };
	at += parts->whole.len;
	bool point = at < text.len && text.at[at] == '.';
	parts->fraction = (struct str){ text.at + at + point, point ? digits_at(text, at + 1) : 0 };
	at += point + parts->fraction.len;
	size_t sign = at + 1 < text.len && text.at[at + 1] == '-', digits = digits_at(text, at + 1 + sign);
	if (at < text.len && ascii_lower(text.at[at]) == 'e' && digits >= 1 && digits <= 2) {
		parts->has_exponent = true;
		parts->exponent = strtol(text.at + at + 1, NULL, 10);
		at += 1 + sign + digits;
	}
	parts->rest = (struct str){ text.at + at, text.len - at };
	return parts->whole.len + parts->fraction.len > 0;
}

/* Appends the number without an exponent, with a digit on both sides of its point and no zeros before it. */
static void add_plain(struct buf *out, const struct number_parts *parts)
{
	char digits[NUMBER_MAX * 2] = "";
	long len = 0, point = (long)parts->whole.len + parts->exponent;
	for (; point < 1 && len < 1 - point; len++) /* so that one digit precedes the point */
		digits[len] = '0';
	point = point < 1 ? 1 : point;
	memcpy(digits + len, parts->whole.at, parts->whole.len);
	len += (long)parts->whole.len;
	memcpy(digits + len, parts->fraction.at, parts->fraction.len);
	len += (long)parts->fraction.len;
	for (; len < point; len++)
		digits[len] = '0';
	long first = 0;
	while (first + 1 < point && digits[first] == '0')
		first++;
	while (parts->has_exponent && len > point && digits[len - 1] == '0')
		len--;
	buf_text(out, parts->negative ? "-" : "");
	buf_add(out, digits + first, (size_t)(point - first));
	if (len > point) {
		buf_char(out, '.');
		buf_add(out, digits + point, (size_t)(len - point));
	}
}

static const char *form_rule(const struct number_parts *parts)
{
	if (parts->has_exponent)
		return "numbers have no exponent";
	if (!parts->whole.len)
		return "a digit precedes the point";
	if (parts->whole.len > 1 && parts->whole.at[0] == '0')
		return "numbers have no leading zeros";
	return "a digit follows the point";
}

/* What is after the number: nothing, a percent sign that is right or too much, or a unit. */
static bool judge_rest(struct number_meant *meant, const struct model_attribute *attribute, struct str rest,
		       struct buf *text)
{
	if (!rest.len)
		return automaton_value(attribute->sure, buf_view(text));
	if (str_is(rest, "%")) {
		size_t len = text->len;
		buf_char(text, '%');
		if (automaton_value(attribute->sure, buf_view(text)))
			return true;
		text->len = len;
		meant->rule = "write it without the percent sign";
		meant->unit = rest;
		return !automaton_value(attribute->sure, STR("1%")) && automaton_value(attribute->sure, buf_view(text));
	}
	bool letter = ascii_is_letter(rest.at[0]) || (unsigned char)rest.at[0] >= 0x80;
	for (size_t i = 0; i < rest.len; i++)
		letter = letter && !ascii_is_digit(rest.at[i]) && rest.at[i] != '-' && rest.at[i] != '.';
	if (!letter)
		return false;
	meant->unit = rest;
	return automaton_value(attribute->sure, buf_view(text));
}

struct number_meant number_meant(struct arena *arena, const struct model_attribute *attribute, struct str value)
{
	struct number_meant meant = { .text = STR_NONE };
	struct number_parts parts;
	struct buf signs, text;
	if (!attribute || !attribute->sure || value.len > NUMBER_MAX || !automaton_value(attribute->sure, STR("1")))
		return meant;
	buf_init(&signs, NUMBER_MAX * 2);
	buf_init(&text, NUMBER_MAX * 4);
	add_signs(&signs, value, &meant.rule);
	if (!buf_failed(&signs) && take_parts(buf_view(&signs), &parts) && labs(parts.exponent) <= EXPONENT_MAX) {
		add_plain(&text, &parts);
		struct str as_written = { signs.at, (size_t)(parts.rest.at - signs.at) };
		if (!str_equal(as_written, buf_view(&text)))
			meant.rule = form_rule(&parts);
		if (judge_rest(&meant, attribute, parts.rest, &text) && !buf_failed(&text) &&
		    !str_equal(buf_view(&text), value))
			meant.text = arena_str(arena, buf_view(&text));
	}
	if (meant.unit.len) { /* with its spaces */
		size_t start = value.len;
		while (!ascii_is_digit(value.at[start - 1]) && value.at[start - 1] != '.')
			start--;
		meant.unit = arena_str(arena, str_trim((struct str){ value.at + start, value.len - start }));
	}
	buf_release(&signs);
	buf_release(&text);
	return meant;
}
