/* Automata made from the schema, which recognise valid elements faster than a general validator. They are never wrong
 * about an element that they accept, but may reject a valid one: whatever they reject, libxml2 must judge. */
#ifndef LESSON_AUTOMATON_H
#define LESSON_AUTOMATON_H

#include "base/arena.h"
#include "lesson/names.h"

#include <libxml/tree.h>
#include <stdint.h>

/* Of the children of a type. States count from 1, where an element begins; 0: rejected. */
struct content_automaton {
	const unsigned char (*next)[ELEMENT_UNKNOWN]; /* by state and child */
	const bool *accepts;			      /* by state: the element may end */
	unsigned states;
};

/* Of the values of a type, by their bytes. States are the same. */
struct value_automaton {
	const unsigned char *class_of; /* by byte */
	const unsigned char *next;     /* by state * classes + class */
	const bool *accepts;
	unsigned classes, states;
	unsigned any; /* a state that accepts whatever follows; 0: none */
	size_t most;  /* the length of a value in bytes */
};

/* Whether the value is surely valid. value may be NULL: nothing is. */
bool automaton_value(const struct value_automaton *automaton, struct str value) MUST_CHECK;

/* Each returns NULL if the definition has anything that it does not know, or if memory ran out, which the arena
 * records. */

/* complexType: structures 3.4 and 3.8 of XSD 1.0. find gives the numbers of its children by their names. */
const struct content_automaton *automaton_read_content(const xmlNode *schema, const xmlNode *type, element_finder *find,
						       struct arena *arena) MUST_CHECK;
/* The type that an attribute declaration refers to: datatypes 3 and 4. */
const struct value_automaton *automaton_read_value(const xmlNode *schema, const xmlNode *attribute,
						   struct arena *arena) MUST_CHECK;

#endif
