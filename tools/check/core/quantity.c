#include "check/core/quantity.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "check/medical/medical.h"
#include "check/core/phrase.h"

#include <math.h>

/* Factors are exact: definitions of the International System of Units, the inch and the calorie. */
static const struct base_unit {
	const char *name; /* in lower case; other spellings are allowed */
	char dimension;
	bool word; /* case does not matter */
	double factor, offset;
} base_units[] = {
	{ "ng", 'm', false, 1e-9, 0 },		{ "µg", 'm', false, 1e-6, 0 },	      { "μg", 'm', false, 1e-6, 0 },
	{ "mcg", 'm', false, 1e-6, 0 },		{ "ug", 'm', false, 1e-6, 0 },	      { "mg", 'm', false, 1e-3, 0 },
	{ "g", 'm', false, 1, 0 },		{ "kg", 'm', false, 1e3, 0 },	      { "мкг", 'm', false, 1e-6, 0 },
	{ "мг", 'm', false, 1e-3, 0 },		{ "г", 'm', false, 1, 0 },	      { "nanogram", 'm', true, 1e-9, 0 },
	{ "nanograms", 'm', true, 1e-9, 0 },	{ "microgram", 'm', true, 1e-6, 0 },  { "micrograms", 'm', true, 1e-6, 0 },
	{ "milligram", 'm', true, 1e-3, 0 },	{ "milligrams", 'm', true, 1e-3, 0 }, { "gram", 'm', true, 1, 0 },
	{ "grams", 'm', true, 1, 0 },		{ "kilogram", 'm', true, 1e3, 0 },    { "kilograms", 'm', true, 1e3, 0 },
	{ "mikrogramm", 'm', true, 1e-6, 0 },	{ "milligramm", 'm', true, 1e-3, 0 }, { "gramm", 'm', true, 1, 0 },
	{ "kilogramm", 'm', true, 1e3, 0 },	{ "microgramme", 'm', true, 1e-6, 0 }, { "microgrammes", 'm', true, 1e-6, 0 },
	{ "milligramme", 'm', true, 1e-3, 0 },	{ "milligrammes", 'm', true, 1e-3, 0 }, { "gramme", 'm', true, 1, 0 },
	{ "grammes", 'm', true, 1, 0 },		{ "microgramos", 'm', true, 1e-6, 0 }, { "miligramos", 'm', true, 1e-3, 0 },
	{ "gramo", 'm', true, 1, 0 },		{ "gramos", 'm', true, 1, 0 },	      { "µL", 'v', false, 1e-6, 0 },
	{ "μL", 'v', false, 1e-6, 0 },		{ "µl", 'v', false, 1e-6, 0 },	      { "μl", 'v', false, 1e-6, 0 },
	{ "mL", 'v', false, 1e-3, 0 },		{ "ml", 'v', false, 1e-3, 0 },	      { "cc", 'v', false, 1e-3, 0 },
	{ "cL", 'v', false, 1e-2, 0 },		{ "cl", 'v', false, 1e-2, 0 },	      { "dL", 'v', false, 1e-1, 0 },
	{ "dl", 'v', false, 1e-1, 0 },		{ "L", 'v', false, 1, 0 },	      { "l", 'v', false, 1, 0 },
	{ "мл", 'v', false, 1e-3, 0 },		{ "л", 'v', false, 1, 0 },	      { "millilitre", 'v', true, 1e-3, 0 },
	{ "millilitres", 'v', true, 1e-3, 0 },	{ "milliliter", 'v', true, 1e-3, 0 }, { "milliliters", 'v', true, 1e-3, 0 },
	{ "litre", 'v', true, 1, 0 },		{ "litres", 'v', true, 1, 0 },	      { "liter", 'v', true, 1, 0 },
	{ "liters", 'v', true, 1, 0 },		{ "litro", 'v', true, 1, 0 },	      { "litros", 'v', true, 1, 0 },
	{ "litri", 'v', true, 1, 0 },		{ "nm", 'l', false, 1e-9, 0 },	      { "µm", 'l', false, 1e-6, 0 },
	{ "μm", 'l', false, 1e-6, 0 },		{ "mm", 'l', false, 1e-3, 0 },	      { "cm", 'l', false, 1e-2, 0 },
	{ "m", 'l', false, 1, 0 },		{ "km", 'l', false, 1e3, 0 },	      { "inch", 'l', true, 0.0254, 0 },
	{ "inches", 'l', true, 0.0254, 0 },	{ "feet", 'l', true, 0.3048, 0 },     { "foot", 'l', true, 0.3048, 0 },
	{ "millimetre", 'l', true, 1e-3, 0 },	{ "millimetres", 'l', true, 1e-3, 0 }, { "millimeter", 'l', true, 1e-3, 0 },
	{ "millimeters", 'l', true, 1e-3, 0 },	{ "centimetre", 'l', true, 1e-2, 0 }, { "centimetres", 'l', true, 1e-2, 0 },
	{ "centimeter", 'l', true, 1e-2, 0 },	{ "centimeters", 'l', true, 1e-2, 0 }, { "metre", 'l', true, 1, 0 },
	{ "metres", 'l', true, 1, 0 },		{ "meter", 'l', true, 1, 0 },	      { "meters", 'l', true, 1, 0 },
	{ "ms", 't', false, 1e-3, 0 },		{ "s", 't', false, 1, 0 },	      { "sec", 't', true, 1, 0 },
	{ "second", 't', true, 1, 0 },		{ "seconds", 't', true, 1, 0 },	      { "millisecond", 't', true, 1e-3, 0 },
	{ "milliseconds", 't', true, 1e-3, 0 }, { "min", 't', false, 60, 0 },	      { "mins", 't', true, 60, 0 },
	{ "minute", 't', true, 60, 0 },		{ "minutes", 't', true, 60, 0 },      { "h", 't', false, 3600, 0 },
	{ "hr", 't', true, 3600, 0 },		{ "hrs", 't', true, 3600, 0 },	      { "hour", 't', true, 3600, 0 },
	{ "hours", 't', true, 3600, 0 },	{ "d", 't', false, 86400, 0 },	      { "day", 't', true, 86400, 0 },
	{ "days", 't', true, 86400, 0 },	{ "week", 't', true, 604800, 0 },     { "weeks", 't', true, 604800, 0 },
	{ "wk", 't', true, 604800, 0 },		{ "wks", 't', true, 604800, 0 },      { "minuten", 't', true, 60, 0 },
	{ "sekunde", 't', true, 1, 0 },		{ "sekunden", 't', true, 1, 0 },      { "stunde", 't', true, 3600, 0 },
	{ "stunden", 't', true, 3600, 0 },	{ "std.", 't', true, 3600, 0 },	      { "tag", 't', true, 86400, 0 },
	{ "tage", 't', true, 86400, 0 },	{ "tagen", 't', true, 86400, 0 },     { "woche", 't', true, 604800, 0 },
	{ "wochen", 't', true, 604800, 0 },	{ "seconde", 't', true, 1, 0 },	      { "secondes", 't', true, 1, 0 },
	{ "heure", 't', true, 3600, 0 },	{ "heures", 't', true, 3600, 0 },     { "jour", 't', true, 86400, 0 },
	{ "jours", 't', true, 86400, 0 },	{ "semaine", 't', true, 604800, 0 },  { "semaines", 't', true, 604800, 0 },
	{ "minuto", 't', true, 60, 0 },		{ "minutos", 't', true, 60, 0 },      { "hora", 't', true, 3600, 0 },
	{ "horas", 't', true, 3600, 0 },	{ "día", 't', true, 86400, 0 },	      { "días", 't', true, 86400, 0 },
	{ "dia", 't', true, 86400, 0 },		{ "dias", 't', true, 86400, 0 },      { "semana", 't', true, 604800, 0 },
	{ "semanas", 't', true, 604800, 0 },	{ "ora", 't', true, 3600, 0 },	      { "ore", 't', true, 3600, 0 },
	{ "minuti", 't', true, 60, 0 },		{ "giorno", 't', true, 86400, 0 },    { "giorni", 't', true, 86400, 0 },
	{ "settimana", 't', true, 604800, 0 },	{ "settimane", 't', true, 604800, 0 }, { "month", 'y', true, 1, 0 },
	{ "months", 'y', true, 1, 0 },		{ "year", 'y', true, 12, 0 },	      { "years", 'y', true, 12, 0 },
	{ "yr", 'y', true, 12, 0 },		{ "yrs", 'y', true, 12, 0 },	      { "monat", 'y', true, 1, 0 },
	{ "monate", 'y', true, 1, 0 },		{ "monaten", 'y', true, 1, 0 },	      { "jahr", 'y', true, 12, 0 },
	{ "jahre", 'y', true, 12, 0 },		{ "jahren", 'y', true, 12, 0 },	      { "mois", 'y', true, 1, 0 },
	{ "an", 'y', true, 12, 0 },		{ "ans", 'y', true, 12, 0 },	      { "mes", 'y', true, 1, 0 },
	{ "meses", 'y', true, 1, 0 },		{ "año", 'y', true, 12, 0 },	      { "años", 'y', true, 12, 0 },
	{ "mese", 'y', true, 1, 0 },		{ "mesi", 'y', true, 1, 0 },	      { "anno", 'y', true, 12, 0 },
	{ "anni", 'y', true, 12, 0 },		{ "nmol", 'n', false, 1e-9, 0 },      { "µmol", 'n', false, 1e-6, 0 },
	{ "μmol", 'n', false, 1e-6, 0 },	{ "umol", 'n', false, 1e-6, 0 },      { "pmol", 'n', false, 1e-12, 0 },
	{ "mmol", 'n', false, 1e-3, 0 },	{ "mol", 'n', false, 1, 0 },	      { "millimoles", 'n', true, 1e-3, 0 },
	{ "mEq", 'q', false, 1e-3, 0 },		{ "Pa", 'p', false, 1, 0 },	      { "kPa", 'p', false, 1e3, 0 },
	{ "mmHg", 'p', false, 133.322387415, 0 }, { "mm Hg", 'p', false, 133.322387415, 0 },
	{ "°C", 'c', false, 1, 0 },		{ "℃", 'c', false, 1, 0 },	      { "°F", 'c', false, 5.0 / 9, -32 },
	{ "degrees Celsius", 'c', false, 1, 0 }, { "degrees Fahrenheit", 'c', false, 5.0 / 9, -32 },
	{ "K", 'c', false, 1, -273.15 },	{ "unit", 'u', true, 1, 0 },	      { "units", 'u', true, 1, 0 },
	{ "U", 'u', false, 1, 0 },		{ "mU", 'u', false, 1e-3, 0 },	      { "IU", 'i', false, 1, 0 },
	{ "iu", 'i', false, 1, 0 },		{ "IE", 'i', false, 1, 0 },	      { "I.E.", 'i', false, 1, 0 },
	{ "UI", 'i', false, 1, 0 },		{ "mIU", 'i', false, 1e-3, 0 },	      { "international units", 'i', true, 1, 0 },
	{ "%", 'r', false, 1, 0 },		{ "‰", 'r', false, 0.1, 0 },	      { "percent", 'r', true, 1, 0 },
	{ "per cent", 'r', true, 1, 0 },	{ "prozent", 'r', true, 1, 0 },	      { "kcal", 'e', false, 4184, 0 },
	{ "cal", 'e', false, 4.184, 0 },	{ "J", 'e', false, 1, 0 },	      { "kJ", 'e', false, 1e3, 0 },
	{ "MJ", 'e', false, 1e6, 0 },		{ "Gy", 'g', false, 1, 0 },	      { "cGy", 'g', false, 1e-2, 0 },
	{ "mGy", 'g', false, 1e-3, 0 },		{ "Sv", 's', false, 1, 0 },	      { "mSv", 's', false, 1e-3, 0 },
	{ "µSv", 's', false, 1e-6, 0 },		{ "μSv", 's', false, 1e-6, 0 },	      { "V", 'w', false, 1, 0 },
	{ "mV", 'w', false, 1e-3, 0 },		{ "kV", 'w', false, 1e3, 0 },	      { "Hz", 'f', false, 1, 0 },
	{ "kHz", 'f', false, 1e3, 0 },		{ "MHz", 'f', false, 1e6, 0 },	      { "tablet", 'b', true, 1, 0 },
	{ "tablets", 'b', true, 1, 0 },		{ "tabs", 'b', true, 1, 0 },	      { "capsule", 'k', true, 1, 0 },
	{ "capsules", 'k', true, 1, 0 },
};

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
	size_t len = strlen(unit->name);
	if (text.len < len)
		return 0;
	for (size_t i = 0; i < len; i++) {
		char c = text.at[i];
		if (unit->word && ascii_is_upper(c))
			c = (char)(c | 0x20);
		if (c == '\n')
			c = ' ';
		if (c != unit->name[i])
			return 0;
	}
	return len;
}

static const struct base_unit *base_unit_at(struct str text, size_t offset, size_t *len)
{
	const struct base_unit *found = NULL;
	struct str rest = phrase_after(text, offset);
	*len = 0;
	for (size_t i = 0; i < sizeof(base_units) / sizeof(base_units[0]); i++) {
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
