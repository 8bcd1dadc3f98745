/* The elements of a lesson, in byte order. The list of them is generated from lesson.xsd. */
#ifndef LESSON_NAMES_H
#define LESSON_NAMES_H

#include "base/str.h"

#include <stdint.h>

#define LESSON_NAMESPACE "urn:satchel:lesson:1"
#define MATH_NAMESPACE	 "http://www.w3.org/1998/Math/MathML"

enum element_name {
#define ELEMENT(id, name) ELEMENT_##id,
#include "lesson_elements.def"
#undef ELEMENT
	ELEMENT_UNKNOWN, /* also the number of elements */
};

struct element_set {
	uint64_t bits[ELEMENT_UNKNOWN / 64 + 1];
};

static inline bool element_set_has(const struct element_set *set, enum element_name name)
{
	return set->bits[name / 64] >> name % 64 & 1;
}

static inline void element_set_add(struct element_set *set, enum element_name name)
{
	set->bits[name / 64] |= (uint64_t)1 << name % 64;
}

/* ELEMENT_UNKNOWN if the schema has no such element. */
typedef enum element_name element_finder(const char *name);
element_finder element_find;
const char *element_text(enum element_name name);
/* Whether it is a kind of question. */
bool element_is_question(enum element_name name);
/* Whether learners' progress may be stored under its id: a kind of question or card, or a glossary entry. */
bool element_is_item(enum element_name name);

/* What the elements of a formula contain, as numbers for the automata of mathml.xsd: any of a group, or one element. */
enum { MATH_EXPRESSION, MATH_MTR, MATH_MTD, MATH_MPRESCRIPTS };
element_finder math_part_find;

#endif
