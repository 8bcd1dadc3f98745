/* Units of test results, such as mmol/L, in any usual spelling. */
#include "check/core/phrase.h"
#include "check/medical/medical.h"

#include <stdio.h>

struct spelling {
	const char *written, *usual;
};

/* The length of the longest spelling at the beginning of text. */
static size_t read_part(struct str text, const struct spelling *spellings, size_t count, const char **usual)
{
	size_t longest = 0;
	char first = text.len ? text.at[0] : '\0', second = text.len > 1 ? text.at[1] : '\0';
	for (size_t i = 0; i < count && spellings[i].written; i++) {
		if (spellings[i].written[0] != first || (spellings[i].written[1] && spellings[i].written[1] != second))
			continue;
		size_t len = strlen(spellings[i].written);
		if (len > longest && str_starts(text, spellings[i].written) && !phrase_in_word(text, len)) {
			longest = len;
			*usual = spellings[i].usual;
		}
	}
	return longest;
}

/* Lists of spellings by their first letter. */
enum { LISTED_MOST = 18 };

static const struct spelling amounts[ASCII_LETTER_ROWS][LISTED_MOST] = {
	['g' - 'a'] = { { "g", "g" }, { "grams", "g" } },
	['i' - 'a'] = { { "IU", "U" } },
	['k' - 'a'] = { { "kg", "kg" }, { "kU", "kU" }, { "kIU", "kU" } },
	['l' - 'a'] = { { "L", "L" }, { "l", "L" } },
	['m' - 'a'] = { { "mmol", "mmol" }, { "micromol", "µmol" }, { "mol", "mol" }, { "mEq", "mEq" },
			{ "meq", "mEq" }, { "mg", "mg" }, { "mcg", "µg" }, { "mU", "mU" }, { "mIU", "mU" },
			{ "mOsm", "mOsm" }, { "mosm", "mOsm" }, { "mosmol", "mOsm" }, { "millimoles", "mmol" },
			{ "micromoles", "µmol" }, { "milligrams", "mg" }, { "micrograms", "µg" } },
	['n' - 'a'] = { { "nmol", "nmol" }, { "ng", "ng" }, { "nanomoles", "nmol" }, { "nanograms", "ng" } },
	['p' - 'a'] = { { "pmol", "pmol" }, { "pg", "pg" }, { "picomoles", "pmol" } },
	['u' - 'a'] = { { "umol", "µmol" }, { "ug", "µg" }, { "U", "U" }, { "units", "U" }, { "uIU", "µU" },
			{ "uU", "µU" } },
	[ASCII_LETTER_ROWS - 1] = { { "µmol", "µmol" }, { "μmol", "µmol" }, { "µg", "µg" }, { "μg", "µg" },
			{ "µU", "µU" }, { "µIU", "µU" }, { "μU", "µU" }, { "μIU", "µU" }, { "µkat", "µkat" },
			{ "μkat", "µkat" } },
};
static const struct spelling volumes[] = {
	{ "L", "L" }, { "l", "L" }, { "litre", "L" }, { "liter", "L" }, { "dL", "dL" }, { "dl", "dL" },
	{ "decilitre", "dL" }, { "deciliter", "dL" }, { "100 mL", "dL" }, { "100 ml", "dL" }, { "100mL", "dL" },
	{ "100ml", "dL" }, { "mL", "mL" }, { "ml", "mL" }, { "millilitre", "mL" }, { "milliliter", "mL" },
	{ "kg", "kg" }, { "mol", "mol" }, { "mmol", "mmol" }, { "m2", "m2" }, { "m²", "m2" }, { "m3", "m³" }, { "m³", "m³" },
};
static const struct spelling whole[ASCII_LETTER_ROWS][LISTED_MOST] = {
	['b' - 'a'] = { { "bpm", "/min" }, { "beats per minute", "/min" }, { "beats/min", "/min" },
			{ "beats a minute", "/min" }, { "breaths a minute", "/min" },
			{ "breaths per minute", "/min" }, { "breaths/min", "/min" } },
	['c' - 'a'] = { { "cmH2O", "cmH2O" }, { "cm H2O", "cmH2O" }, { "cells/µL", "/µL" }, { "cells/mm3", "/µL" },
			{ "cells/mm³", "/µL" } },
	['d' - 'a'] = { { "degrees Celsius", "°C" }, { "degrees Fahrenheit", "°F" } },
	['f' - 'a'] = { { "fL", "fL" }, { "fl", "fL" } },
	['k' - 'a'] = { { "kPa", "kPa" } },
	['m' - 'a'] = { { "mmHg", "mmHg" }, { "mm Hg", "mmHg" } },
	['t' - 'a'] = { { "times a minute", "/min" }, { "times per minute", "/min" }, { "times each minute", "/min" },
			{ "times every minute", "/min" } },
	['a' - 'a'] = { { "a minute", "/min" } },
	['p' - 'a'] = { { "per cent", "%" }, { "percent", "%" }, { "per minute", "/min" } },
	[ASCII_LETTER_ROWS - 1] = { { "°C", "°C" }, { "° C", "°C" }, { "℃", "°C" }, { "°F", "°F" }, { "° F", "°F" },
			{ "%", "%" }, { "/min", "/min" }, { "/µL", "/µL" }, { "/μL", "/µL" }, { "/µl", "/µL" },
			{ "/μl", "/µL" }, { "/uL", "/µL" }, { "/mm3", "/µL" }, { "/mm³", "/µL" } },
};
/* What powers of ten are counted in. */
static const struct spelling counted[] = {
	{ "/L", "/L" }, { "/l", "/L" }, { "/µL", "/µL" }, { "/μL", "/µL" }, { "/µl", "/µL" }, { "/uL", "/µL" },
	{ "/mm3", "/µL" }, { "/mm³", "/µL" }, { " per litre", "/L" }, { " per liter", "/L" },
};
static const char *const signs[] = { "×", "x", "·" }; /* before such a power */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Reads "× 10⁹/L", "x 10^9/l" at offset; the superscript may have been an element, and be on the line. Returns its end, 0
 * if there is none. */
static size_t read_count(struct str text, size_t offset, char unit[RESULT_UNIT_SIZE])
{
	static const struct spelling powers[] = {
		{ "103", "10³" }, { "10^3", "10³" }, { "10³", "10³" }, { "106", "10⁶" }, { "10^6", "10⁶" },
		{ "10⁶", "10⁶" }, { "109", "10⁹" }, { "10^9", "10⁹" }, { "10⁹", "10⁹" }, { "1012", "10¹²" },
		{ "10^12", "10¹²" }, { "10¹²", "10¹²" },
	};
	const char *power = NULL, *volume = NULL;
	struct str rest = phrase_after(text, offset);
	size_t len = 0;
	for (size_t i = 0; i < COUNT(signs) && !len; i++)
		len = str_starts(rest, signs[i]) ? strlen(signs[i]) : 0;
	if (!len)
		return 0;
	size_t at = medical_gap(text, offset + len, false);
	len = read_part(phrase_after(text, at), powers, COUNT(powers), &power);
	size_t volume_at = at + len, end = len ? read_part(phrase_after(text, volume_at), counted, COUNT(counted), &volume) : 0;
	if (!end)
		return 0;
	snprintf(unit, RESULT_UNIT_SIZE, "%s%s", power, volume);
	return volume_at + end;
}

size_t medical_counted_in(struct str text, size_t offset)
{
	const char *volume;
	size_t len = read_part(phrase_after(text, offset), counted, COUNT(counted), &volume);
	return len ? offset + len : 0;
}

static size_t read_listed(struct str text, const struct spelling lists[][LISTED_MOST], const char **usual)
{
	return text.len ? read_part(text, lists[ascii_letter_row(text.at[0])], LISTED_MOST, usual) : 0;
}

static void index_units(struct medical_index *index, const struct spelling lists[][LISTED_MOST])
{
	for (size_t row = 0; row < ASCII_LETTER_ROWS; row++)
		for (size_t i = 0; i < LISTED_MOST && lists[row][i].written; i++)
			index->units[(unsigned char)lists[row][i].written[0]] = true;
}

void medical_index_units(struct medical_index *index)
{
	index_units(index, whole);
	index_units(index, amounts);
	for (size_t i = 0; i < COUNT(signs); i++)
		index->units[(unsigned char)signs[i][0]] = true;
}

size_t medical_result_unit(struct str text, size_t offset, char unit[RESULT_UNIT_SIZE])
{
	const char *amount = NULL, *volume = NULL;
	struct str rest = phrase_after(text, offset);
	size_t len = read_listed(rest, whole, &amount), end = offset + len;
	if (len) {
		snprintf(unit, RESULT_UNIT_SIZE, "%s", amount);
		return end;
	}
	end = read_count(text, offset, unit);
	if (end)
		return end;
	len = read_listed(rest, amounts, &amount);
	if (!len)
		return 0;
	size_t per = medical_gap(text, offset + len, false), word = phrase_starts(phrase_after(text, per), "per");
	if (per < text.len && text.at[per] == '/')
		word = 1;
	if (!word)
		return 0;
	size_t at = medical_gap(text, per + word, false);
	len = read_part(phrase_after(text, at), volumes, COUNT(volumes), &volume);
	end = at + len;
	/* mmol/L/h and mg/dL per hour are rates. */
	if (!len || (end < text.len && text.at[end] == '/') ||
	    phrase_starts(phrase_after(text, medical_gap(text, end, false)), "per"))
		return 0;
	snprintf(unit, RESULT_UNIT_SIZE, "%s/%s", amount, volume);
	return end;
}

size_t medical_body_unit(struct str text, size_t offset, char unit[RESULT_UNIT_SIZE])
{
	static const struct spelling units[] = {
		{ "kg", "kg" }, { "kilograms", "kg" }, { "g", "g" }, { "grams", "g" }, { "m", "m" }, { "metres", "m" },
		{ "meters", "m" }, { "cm", "cm" }, { "centimetres", "cm" }, { "centimeters", "cm" },
	};
	const char *usual = NULL;
	size_t len = read_part(phrase_after(text, offset), units, COUNT(units), &usual), end = offset + len;
	if (!len || (end < text.len && text.at[end] == '/'))
		return 0;
	snprintf(unit, RESULT_UNIT_SIZE, "%s", usual);
	return end;
}
