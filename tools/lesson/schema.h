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

#endif
