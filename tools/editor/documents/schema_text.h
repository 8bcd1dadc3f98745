/* What lesson.xsd says of elements and attributes, from the schema itself. */
#ifndef EDITOR_SCHEMA_TEXT_H
#define EDITOR_SCHEMA_TEXT_H

#include "base/buf.h"
#include "editor/documents/place.h"

struct schema_text;

/* NULL if memory ran out. */
struct schema_text *schema_text_new(void);
void schema_text_free(struct schema_text *text);
/* Appends the documentation of the child of that name of elements of a type, which may be NULL: then of the root. */
bool schema_text_element(const struct schema_text *text, const struct model_type *parent, struct str name,
			 struct buf *out);
bool schema_text_attribute(const struct schema_text *text, const struct model_type *type, struct str name,
			   struct buf *out);
/* Calls visit for each value that the type of the attribute lists. */
typedef void schema_text_visitor(void *context, const char *value, const char *documentation);
void schema_text_values(const struct schema_text *text, const struct model_attribute *attribute,
			schema_text_visitor *visit, void *context);

#endif
