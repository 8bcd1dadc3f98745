/* The attributes of a pack definition and their value types, as in schema/pack.xsd. */
#ifndef PACK_DEFINITION_VALUES_H
#define PACK_DEFINITION_VALUES_H

#include <stdbool.h>

struct attribute_row {
	const char *name; /* qualified name */
	bool (*good)(const char *value);
	const char *kind; /* description of its values */
	bool optional;
};

/* Each ends with a row of NULLs. */
extern const struct attribute_row pack_attributes[];
extern const struct attribute_row id_attribute[]; /* of unit and lesson */
extern const struct attribute_row edition_attribute[];
extern const struct attribute_row cover_attributes[]; /* src, alt */
extern const struct attribute_row rest_attributes[]; /* xml:lang, href */
extern const struct attribute_row author_attributes[];
extern const struct attribute_row reviewer_attributes[]; /* those of authors, then date */
extern const struct attribute_row no_attributes[];

#endif
