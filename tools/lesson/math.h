/* What formulas may contain, by mathml.xsd. */
#ifndef LESSON_MATH_H
#define LESSON_MATH_H

#include "lesson/lesson.h"
#include "lesson/model.h"

/* The declaration of an element, and what it is for the automata. NULL if there is none. */
const struct model_child *math_element(struct str name, enum element_name *part);
/* Whether the type is that of an element of formulas. */
bool math_has_type(const struct model_type *type) MUST_CHECK;
/* Whether an element of the type may contain the part anywhere. */
bool math_holds(const struct model_type *type, enum element_name part) MUST_CHECK;
/* Whether a formula of that name is surely valid, with all elements in it, and not too deep or large. */
bool math_is_valid(const struct math_node *formula);

#endif
