/* The schema in a form from which messages can be generated: which children a type has, which of them are required, and
 * which attributes. It is read from schema/lesson.xsd itself, so there is no second list. That of mathml.xsd differs: a
 * type has groups of elements as children, and each group is a type. */
#ifndef LESSON_MODEL_H
#define LESSON_MODEL_H

#include "base/arena.h"
#include "lesson/automaton.h"
#include "lesson/names.h"

#include <libxml/tree.h>

struct model_type;

struct model_child {
	enum element_name
		name; /* ELEMENT_UNKNOWN in schemas other than the lesson's; in mathml.xsd as math_part_find */
	const char *text;       /* the name */
	const char *type_name;
	const struct model_type *type;
	bool required; /* neither its own minOccurs nor that of an enclosing choice is 0 */
	bool single;   /* occurs at most once in the sequence */
	unsigned rank; /* from 1: children of lower rank come first; those of equal rank in any order */
	const struct model_child *next;
};

struct model_attribute {
	const char *name;  /* with its prefix: xml:lang */
	const char *type;  /* of its value, without prefix: id, date */
	const char *wants; /* what the value must be, as appinfo of the type says; NULL if it does not say */
	bool required;
	enum element_name unless; /* required unless the element contains this one; ELEMENT_UNKNOWN: it is not */
	const struct value_automaton *sure; /* values that are surely valid; NULL: none */
	const struct model_attribute *next;
};

struct model_type {
	const char *name;
	const char *contains; /* what appinfo says that it contains; NULL if it does not say */
	bool mixed; /* may contain text */
	bool alone; /* contains none of its own type, however deep */
	const struct model_child *children;
	const struct model_child *child_of[ELEMENT_UNKNOWN + 1]; /* by name */
	unsigned text_rank; /* that of inline elements, and so of text; 0 if it has no text with inline elements */
	const struct content_automaton *content; /* children that are surely valid; NULL: unknown */
	const struct model_attribute *attributes;
	unsigned required; /* the number of attributes that are */
	const struct model_type *next;
};

struct model {
	const struct model_type *types;
	const struct model_type *root; /* of the root element */
	const char *root_name;
	const char *namespace;
};

/* Elements with a simple type, which contain text only. */
extern const struct model_type model_text_only;
/* A formula within a lesson: its type is the root of math_model. */
extern const struct model_type model_formula;

/* Those of lesson.xsd and mathml.xsd, with automata; tools/lesson-model.c generates them. */
extern const struct model lesson_model, math_model;

/* arena owns everything. xml is the schema of xml:lang, for automata; NULL to read none. False if memory ran out or the
 * schema uses constructs that lesson.xsd does not. */
bool model_read(struct model *model, xmlDocPtr schema, xmlDocPtr xml, struct arena *arena) MUST_CHECK;

/* NULL if the type has no such child. type may be NULL. */
static inline const struct model_child *model_child(const struct model_type *type, enum element_name name)
{
	return type ? type->child_of[name] : NULL;
}

/* type may be NULL. */
static inline unsigned model_text_rank(const struct model_type *type)
{
	return type ? type->text_rank : 0;
}

/* Whether the type contains text with inline elements. type may be NULL. */
static inline bool model_holds_text(const struct model_type *type)
{
	return model_text_rank(type) > 0;
}

/* NULL if the type has no such attribute. type may be NULL. */
const struct model_attribute *model_attribute(const struct model_type *type, const char *name);

/* Whether an element of the type surely has all attributes that it must have, and no wrong ones, as SAX2 delivers
 * them. */
bool model_takes_attributes(const struct model_type *type, int count, const xmlChar **attributes) MUST_CHECK;

#endif
