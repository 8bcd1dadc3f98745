#include "check/core/quantity.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "check/medical/medical.h"
#include "check/core/phrase.h"

#include <math.h>

static const struct base_unit {
	const char *name;
	char dimension;
	bool word; /* case does not matter */
	double factor, offset;
} base_units[] = {
#define UNIT(name, dimension, word, factor, offset) { name, dimension, word, factor, offset },
#include "check/core/units.def"
#undef UNIT
};
#define BASE_UNITS (sizeof(base_units) / sizeof(base_units[0]))

size_t quantity_gap(struct str text, size_t offset)
{
	return medical_gap(text, offset, false);
}

size_t quantity_dash(struct str text, size_t offset)
{
	static const char *const dashes[] = { "-", "–", "—", "‑", "−" };
	struct str rest = phrase_after(text, offset);
	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
		if (str_starts(rest, dashes[i]))
			return strlen(dashes[i]);
	return 0;
}

static size_t fraction_sign(struct str text, double *value)
{
	static const struct {
		const char *sign;
		double value;
	} signs[] = { { "½", 0.5 }, { "¼", 0.25 }, { "¾", 0.75 } };
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (!str_starts(text, signs[i].sign))
			continue;
		*value = signs[i].value;
		return strlen(signs[i].sign);
	}
	return 0;
}

/* Adds following groups of three digits, each after a space or an apostrophe: 10 000. */
static size_t add_groups(struct str text, size_t end, double *value)
{
	for (;;) {
		size_t at = quantity_gap(text, end), digits = 0;
		if (at == end)
			at += str_starts(phrase_after(text, at), "'")	? 1
			      : str_starts(phrase_after(text, at), "’") ? 3
									: 0;
		while (at + digits < text.len && ascii_is_digit(text.at[at + digits]))
			digits++;
		if (at == end || digits != 3)
			return end;
		for (size_t i = 0; i < 3; i++)
			*value = *value * 10 + (text.at[at + i] - '0');
		end = at + 3;
	}
}

size_t quantity_number(struct str text, size_t offset, enum decimal_mark decimal, double *value)
{
	enum { DIGITS_MAX = 15 }; /* a double represents these exactly */
	size_t len = fraction_sign(phrase_after(text, offset), value);
	bool naked = offset + 1 < text.len &&
		     (text.at[offset] == '.' || (text.at[offset] == ',' && decimal == DECIMAL_COMMA)) &&
		     ascii_is_digit(text.at[offset + 1]);
	if (len)
		return len;
	if (offset >= text.len || (!ascii_is_digit(text.at[offset]) && !naked))
		return 0;
	struct medical_number number = medical_number_read(text, offset + naked, decimal);
	if (number.kind == NUMBER_UNREADABLE || number.end - number.start > DIGITS_MAX || (naked && number.marks))
		return 0;
	if (naked)
		number.mark = offset;
	*value = medical_number_value(text, &number);
	size_t end = number.end;
	if (!naked && number.marks == 0 && end - offset <= 3)
		end = add_groups(text, end, value);
	double part = 0;
	len = number.marks ? 0 : fraction_sign(phrase_after(text, end), &part);
	*value += part;
	return end + len - offset;
}

static bool ends_word(struct str text, size_t end)
{
	size_t at = end;
	if (end >= text.len || text.at[end] == '^')
		return end >= text.len;
	return !utf8_is_word(utf8_next(text, &at));
}

/* The length of name at the beginning of text, in bytes. */
static size_t name_len(struct str text, const struct base_unit *unit)
{
	size_t i = 0;
	for (; unit->name[i]; i++) {
		char c = i < text.len ? text.at[i] : '\0';
		if (unit->word && ascii_is_upper(c))
			c = (char)(c | 0x20);
		if (c == '\n')
			c = ' ';
		if (c != unit->name[i])
			return 0;
	}
	return i;
}

/* The first unit whose name begins with this byte or one above it, in lower case. */
static size_t first_unit(unsigned char byte)
{
	size_t low = 0, high = BASE_UNITS;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((unsigned char)ascii_lower(base_units[middle].name[0]) < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct base_unit *base_unit_at(struct str text, size_t offset, size_t *len)
{
	const struct base_unit *found = NULL;
	struct str rest = phrase_after(text, offset);
	char first = rest.len ? ascii_lower(rest.at[0]) : '\0', second = rest.len > 1 ? ascii_lower(rest.at[1]) : '\0';
	*len = 0;
	for (size_t i = first_unit((unsigned char)first); i < BASE_UNITS && ascii_lower(base_units[i].name[0]) == first; i++) {
		/* Most have another second letter. */
		if (base_units[i].name[1] && ascii_lower(base_units[i].name[1]) != second)
			continue;
		size_t taken = name_len(rest, &base_units[i]);
		if (taken > *len && (ends_word(text, offset + taken) || base_units[i].dimension == 'r')) {
			found = &base_units[i];
			*len = taken;
		}
	}
	return found;
}

/* The offset after a separator within a unit, "/" or "per"; offset itself if there is none. */
static size_t per_end(struct str text, size_t offset)
{
	size_t at = quantity_gap(text, offset);
	struct str rest = phrase_after(text, at);
	size_t len = rest.len && rest.at[0] == '/' ? 1 : phrase_starts(rest, "per");
	return len ? quantity_gap(text, at + len) : offset;
}

size_t quantity_unit_read(struct str text, size_t offset, struct quantity_unit *unit)
{
	size_t end = offset, at = offset;
	*unit = (struct quantity_unit){ .factor = 1 };
	for (size_t parts = 0; parts < QUANTITY_PARTS; parts++) {
		size_t len = 0;
		const struct base_unit *part = base_unit_at(text, at, &len);
		if (!part || (parts && part->offset != 0))
			break;
		unit->dimension[parts] = part->dimension;
		unit->factor = parts ? unit->factor / part->factor : part->factor;
		unit->offset = parts ? unit->offset : part->offset;
		end = at + len;
		at = per_end(text, end);
		if (at == end)
			break;
	}
	/* mg/MRT: the rest belongs to the unit, which is unknown. */
	return end < text.len && text.at[end] == '/' ? 0 : end - offset;
}

size_t quantity_number_word(struct str text, double *value)
{
	static const struct {
		const char *words;
		double value;
	} numbers[] = {
		/* clang-format off */
		{ "half an", 0.5 }, { "half a", 0.5 }, { "an", 1 }, { "a", 1 }, { "one", 1 }, { "two", 2 }, { "three", 3 },
		{ "four", 4 }, { "five", 5 }, { "six", 6 }, { "seven", 7 }, { "eight", 8 }, { "nine", 9 }, { "ten", 10 },
		{ "eleven", 11 }, { "twelve", 12 }, { "thirteen", 13 }, { "fourteen", 14 }, { "fifteen", 15 },
		{ "sixteen", 16 }, { "seventeen", 17 }, { "eighteen", 18 }, { "nineteen", 19 }, { "twenty", 20 },
		{ "thirty", 30 }, { "forty", 40 }, { "fifty", 50 }, { "sixty", 60 }, { "seventy", 70 }, { "eighty", 80 },
		{ "ninety", 90 },
		/* clang-format on */
	};
	/* Most words begin with another letter. */
	if (!text.len || !strchr("aefhnost", ascii_lower(text.at[0])))
		return 0;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		size_t len = phrase_starts(text, numbers[i].words);
		if (!len)
			continue;
		*value = numbers[i].value;
		return len;
	}
	return 0;
}

static size_t multiplier(struct str text, double *value)
{
	size_t million = phrase_starts(text, "million"), thousand = phrase_starts(text, "thousand");
	*value *= million ? 1e6 : thousand ? 1e3 : 1;
	return million + thousand;
}

double quantity_base(double value, const struct quantity_unit *unit)
{
	return (value + unit->offset) * unit->factor;
}

/* Adds the minutes to hours: "1 h 30 min", "1 hour and 30 minutes". */
static void add_smaller(struct str text, enum decimal_mark decimal, struct quantity *quantity)
{
	struct quantity_unit unit;
	double value = 0;
	size_t at = quantity_gap(text, quantity->end);
	at = quantity_gap(text, at + phrase_starts(phrase_after(text, at), "and"));
	size_t len = quantity_number(text, at, decimal, &value), start = quantity_gap(text, at + len);
	size_t taken = len ? quantity_unit_read(text, start, &unit) : 0;
	if (!taken || strcmp(unit.dimension, quantity->unit.dimension) != 0 || unit.factor >= quantity->unit.factor)
		return;
	quantity->value += value * unit.factor / quantity->unit.factor;
	quantity->end = start + taken;
}

bool quantity_read(struct str text, size_t offset, enum decimal_mark decimal, struct quantity *quantity)
{
	*quantity = (struct quantity){ .start = offset };
	size_t len = quantity_number(text, offset, decimal, &quantity->value);
	bool word = !len;
	if (word)
		len = quantity_number_word(phrase_after(text, offset), &quantity->value);
	if (!len)
		return false;
	size_t end = quantity->number_end = offset + len, at = quantity_gap(text, end);
	len = multiplier(phrase_after(text, at), &quantity->value);
	if (len) {
		quantity->number_end = end = at + len;
		at = quantity_gap(text, end);
	}
	/* 5-mg tablet */
	if (at == end && at < text.len && text.at[at] == '-')
		at++;
	size_t taken = quantity_unit_read(text, at, &quantity->unit);
	quantity->end = taken ? at + taken : quantity->number_end;
	if (!taken)
		quantity->unit = (struct quantity_unit){ .factor = 1 };
	else if (strcmp(quantity->unit.dimension, "t") == 0 || strcmp(quantity->unit.dimension, "y") == 0)
		add_smaller(text, decimal, quantity);
	/* "One" alone is usually not a number; 10^9 and 5x are more than their digits. */
	return taken || (!word && ends_word(text, quantity->end));
}
