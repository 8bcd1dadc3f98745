/* The attributes of a pack definition and what their values must be, as schema/pack.xsd says. */
#ifndef PACK_DEFINITION_VALUES_H
#define PACK_DEFINITION_VALUES_H

#include <stdbool.h>

struct attribute_row {
	const char *name; /* as it stands in the file */
	bool (*good)(const char *value);
	const char *kind; /* what it must be */
};

/* Each ends with a row of NULLs. */
extern const struct attribute_row pack_attributes[];
extern const struct attribute_row id_attribute[]; /* of unit and lesson */
extern const struct attribute_row edition_attribute[];
extern const struct attribute_row no_attributes[];

#endif
