/* The elements of a lesson, in byte order. The list of them is generated from lesson.xsd. */
#ifndef LESSON_NAMES_H
#define LESSON_NAMES_H

#include "base/str.h"

#define LESSON_NAMESPACE "urn:satchel:lesson:1"

enum element_name {
#define ELEMENT(id, name) ELEMENT_##id,
#include "lesson_elements.def"
#undef ELEMENT
	ELEMENT_UNKNOWN, /* also the number of elements */
};

_Static_assert(ELEMENT_UNKNOWN < 64, "sets of elements are bits of a uint64_t");

/* ELEMENT_UNKNOWN if the schema has no such element. */
enum element_name element_find(const char *name);
const char *element_text(enum element_name name);

#endif
