/* Amounts in plain text: a number, as the language writes it, with its unit. Those of one dimension can be compared,
 * whatever their units: 0.5 g and 500 mg. */
#ifndef CHECK_CORE_QUANTITY_H
#define CHECK_CORE_QUANTITY_H

#include "lesson/language.h"

enum { QUANTITY_PARTS = 3 }; /* of a unit: mg/kg/day has three */

struct quantity_unit {
	char dimension[QUANTITY_PARTS + 1]; /* a letter for each part; "" for no unit */
	double factor, offset;              /* (value + offset) * factor is in the base unit of the dimension */
};

struct quantity {
	double value; /* as written */
	struct quantity_unit unit;
	size_t start, number_end, end; /* in the text */
};

/* Reads the number that begins at offset, digits or ½; how many bytes that takes, 0 if none does or it cannot be read. */
size_t quantity_number(struct str text, size_t offset, enum decimal_mark decimal, double *value);
/* Reads the unit that begins at offset; how many bytes that takes, 0 if none does. */
size_t quantity_unit_read(struct str text, size_t offset, struct quantity_unit *unit);
/* Reads the amount that begins at offset: 5 mg, 1 h 30 min, "two hours". Without a unit its dimension is "". */
bool quantity_read(struct str text, size_t offset, enum decimal_mark decimal, struct quantity *quantity);
/* The offset after the white space at offset. */
size_t quantity_gap(struct str text, size_t offset);
/* The amount in the base unit of its dimension. */
double quantity_base(double value, const struct quantity_unit *unit);
/* How long the dash at offset is; 0 for none. */
size_t quantity_dash(struct str text, size_t offset);

#endif
