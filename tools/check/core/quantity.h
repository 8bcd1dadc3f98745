/* Amounts in plain text: a number, in the notation of the language, with its unit. Amounts of the same dimension can be
 * compared whatever their units: 0.5 g and 500 mg. */
#ifndef CHECK_CORE_QUANTITY_H
#define CHECK_CORE_QUANTITY_H

#include "lesson/language.h"

enum { QUANTITY_PARTS = 3 }; /* parts of a unit: mg/kg/day has three */

struct quantity_unit {
	char dimension[QUANTITY_PARTS + 1]; /* a letter for each part; "" for no unit */
	double factor, offset;              /* the value in the base unit is (value + offset) * factor */
};

struct quantity {
	double value; /* as written */
	struct quantity_unit unit;
	size_t start, number_end, end; /* offsets in the text */
};

/* Parses a number in digits, or such as ½, at offset. Returns its length in bytes, 0 if there is none or it is
 * invalid. */
size_t quantity_number(struct str text, size_t offset, enum decimal_mark decimal, double *value);
/* Parses a number in English words at the beginning of text: "two", "half a". Returns its length, 0 if there is
 * none. */
size_t quantity_number_word(struct str text, double *value);
/* Parses a unit at offset. Returns its length in bytes, 0 if there is none. */
size_t quantity_unit_read(struct str text, size_t offset, struct quantity_unit *unit);
/* Parses an amount at offset: 5 mg, 1 h 30 min, "two hours". Without a unit, its dimension is "". */
bool quantity_read(struct str text, size_t offset, enum decimal_mark decimal, struct quantity *quantity);
/* The offset after any white space at offset. */
size_t quantity_gap(struct str text, size_t offset);
/* Converts the amount to the base unit of its dimension. */
double quantity_base(double value, const struct quantity_unit *unit);
/* The length of a dash at offset, in bytes; 0 if there is none. */
size_t quantity_dash(struct str text, size_t offset);

#endif
