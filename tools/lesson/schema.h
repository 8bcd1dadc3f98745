/* The schema as compiled by libxml2, and in the form that messages need. */
#ifndef LESSON_SCHEMA_H
#define LESSON_SCHEMA_H

#include "lesson/model.h"
#include "lesson/reader.h"

#include <libxml/xmlschemas.h>

struct lesson_schema {
	xmlSchemaPtr compiled;
	struct model model;
	struct arena arena; /* of the model */
};

/* Reads the model of an embedded schema such as pack.xsd. False if memory ran out. */
bool schema_model_read(struct model *model, const char *name, struct arena *arena) MUST_CHECK;

#endif
