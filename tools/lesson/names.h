/* The elements of a lesson, in byte order. The list of them is generated from lesson.xsd. */
#ifndef LESSON_NAMES_H
#define LESSON_NAMES_H

#include "base/str.h"

#include <stdint.h>

#define LESSON_NAMESPACE "urn:satchel:lesson:1"

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
enum element_name element_find(const char *name);
const char *element_text(enum element_name name);
/* Whether it is a kind of question. */
bool element_is_question(enum element_name name);
/* Whether learners' progress may be stored under its id: a kind of question or card, or a glossary entry. */
bool element_is_item(enum element_name name);

#endif
