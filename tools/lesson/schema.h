/* The schema as libxml2 compiled it, and as messages need it. */
#ifndef LESSON_SCHEMA_H
#define LESSON_SCHEMA_H

#include "lesson/model.h"
#include "lesson/reader.h"

#include <libxml/xmlschemas.h>

struct lesson_schema {
	xmlSchemaPtr compiled;
	struct model model;
	struct arena arena; /* the model's */
};

/* Reads the model of a schema inside the program, such as pack.xsd. False if memory ran out. */
bool schema_model_read(struct model *model, const char *name, struct arena *arena) MUST_CHECK;

#endif
