/* The schema of lessons. */
#ifndef LESSON_SCHEMA_H
#define LESSON_SCHEMA_H

#include "lesson/model.h"
#include "lesson/reader.h"

#include <libxml/xmlschemas.h>
#include <pthread.h>

struct lesson_schema {
	const struct model *model;
	pthread_mutex_t lock;
	xmlSchemaPtr compiled; /* NULL until it is needed */
};

/* The schema as compiled by libxml2, at the first call; any thread may call it. NULL if memory ran out. */
xmlSchemaPtr lesson_schema_compiled(struct lesson_schema *schema) MUST_CHECK;

/* Reads the model of an embedded schema such as pack.xsd, without automata. False if memory ran out. */
bool schema_model_read(struct model *model, const char *name, struct arena *arena) MUST_CHECK;

#endif
