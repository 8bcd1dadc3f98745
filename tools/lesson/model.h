/* The schema in a form from which messages can be generated: which children a type has, which of them are required, and
 * which attributes. It is read from schema/lesson.xsd itself, so there is no second list. */
#ifndef LESSON_MODEL_H
#define LESSON_MODEL_H

#include "base/arena.h"
#include "lesson/names.h"

#include <libxml/tree.h>

struct model_type;

struct model_child {
	enum element_name name; /* ELEMENT_UNKNOWN in schemas other than the lesson's */
	const char *text;       /* the name */
	const char *type_name;
	const struct model_type *type;
	bool required; /* neither its own minOccurs nor that of an enclosing choice is 0 */
	bool single;   /* occurs at most once in the sequence */
	unsigned rank; /* from 1: children of lower rank come first; those of equal rank in any order */
	struct model_child *next;
};

struct model_attribute {
	const char *name;  /* with its prefix: xml:lang */
	const char *type;  /* of its value, without prefix: id, date */
	const char *wants; /* what the value must be, as appinfo of the type says; NULL if it does not say */
	bool required;
	struct model_attribute *next;
};

struct model_type {
	const char *name;
	bool mixed; /* may contain text */
	struct model_child *children;
	struct model_attribute *attributes;
	struct model_type *next;
};

struct model {
	struct model_type *types;
	const struct model_type *root; /* of the root element */
	const char *root_name;
	const char *namespace;
};

/* arena owns everything. False if memory ran out or the schema uses constructs that lesson.xsd does not. */
bool model_read(struct model *model, xmlDocPtr schema, struct arena *arena) MUST_CHECK;

/* NULL if the type has no such child. type may be NULL. */
const struct model_child *model_child(const struct model_type *type, enum element_name name);
/* Whether the type contains text with inline elements. type may be NULL. */
bool model_holds_text(const struct model_type *type);
/* The rank of inline elements, and so of text, in the type; 0 if it has no text. type may be NULL. */
unsigned model_text_rank(const struct model_type *type);
/* NULL if the type has no such attribute. type may be NULL. */
const struct model_attribute *model_attribute(const struct model_type *type, const char *name);

#endif
