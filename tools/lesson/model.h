/* What the schema says, in a form that a message can be made from: which elements a type holds, which of
 * them must be there, which attributes it has. It is read from schema/lesson.xsd itself, so that no second
 * list has to be kept in step with it. */
#ifndef LESSON_MODEL_H
#define LESSON_MODEL_H

#include "base/arena.h"
#include "lesson/names.h"

#include <libxml/tree.h>

struct model_type;

struct model_child {
	enum element_name name; /* ELEMENT_UNKNOWN in a schema other than the lesson's */
	const char *text;       /* the name as written */
	const char *type_name;
	const struct model_type *type;
	bool required; /* minOccurs is not 0, and neither is that of a choice it stands in */
	bool single;   /* at most one, wherever it is in the sequence */
	unsigned rank; /* from 1: a child of a lower rank comes first; children of one rank come in any order */
	struct model_child *next;
};

struct model_attribute {
	const char *name; /* with its prefix: xml:lang */
	const char *type; /* of its value, without a prefix: id, date */
	bool required;
	struct model_attribute *next;
};

struct model_type {
	const char *name;
	bool mixed; /* text may stand in it */
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

/* Everything lives in arena. False if memory ran out or the document is no schema of the form that
 * lesson.xsd has. */
bool model_read(struct model *model, xmlDocPtr schema, struct arena *arena) MUST_CHECK;

/* NULL where no element of that name can stand in the type. type may be NULL. */
const struct model_child *model_child(const struct model_type *type, enum element_name name);
/* Whether text with inline elements stands in the type. type may be NULL. */
bool model_holds_text(const struct model_type *type);
/* The rank of the inline elements, and so of the text, in the type; 0 if it holds no text. type may be NULL. */
unsigned model_text_rank(const struct model_type *type);
/* NULL where the type has no attribute of that name. type may be NULL. */
const struct model_attribute *model_attribute(const struct model_type *type, const char *name);

#endif
