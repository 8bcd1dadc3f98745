/* Validates the documents of packs and releases against their JSON Schemas. */
#ifndef READER_SCHEMA_H
#define READER_SCHEMA_H

#include "reader/schema_tables.h"
#include "reader/tape.h"
#include "reader/values.h"

/* Called for each value to which a definition in SCHEMA_MARKS applies, in a document that is valid so far. */
typedef void schema_visitor(void *context, enum schema_mark mark, struct json_string text);

/* Whether the document, JSON that json_check accepted, conforms to its schema. name is used in messages. visit may be
 * NULL. */
bool schema_matches(enum schema_document document, const struct satchel_bytes *json, const char *name,
		    schema_visitor *visit, void *context, struct problems *problems) SATCHEL_MUST_CHECK;

#endif
