/* A formula as a line of plain text, such as "anion gap = sodium − (chloride + bicarbonate)": its alternative text if
 * the source has none. It has no words of any language, but signs that screen readers know. */
#ifndef CONVERT_FORMULA_MATH_WORDS_H
#define CONVERT_FORMULA_MATH_WORDS_H

#include "base/buf.h"
#include "lesson/lesson.h"

/* Appends the content of a formula. */
void math_words(const struct math_node *formula, struct buf *out);

#endif
