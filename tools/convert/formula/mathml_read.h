/* Formulas in MathML of other programs, as those of lessons: what only says how a formula looks, or repeats it in
 * another notation, is dropped; old elements are replaced. */
#ifndef CONVERT_FORMULA_MATHML_READ_H
#define CONVERT_FORMULA_MATHML_READ_H

#include "base/arena.h"
#include "base/buf.h"
#include "lesson/lesson.h"

#include <libxml/tree.h>

/* Reads a math element of any namespace. NULL if lessons cannot show it; then why gets the reason. NULL without a
 * reason if memory ran out. After success, why has what was left out, if it matters. */
struct math_node *mathml_read(struct arena *arena, const xmlNode *math, struct buf *why);

#endif
