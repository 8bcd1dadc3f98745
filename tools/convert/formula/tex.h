/* Formulas in TeX, as MathJax and KaTeX read it: the mathematics of LaTeX and AMS, and mhchem's \ce. */
#ifndef CONVERT_FORMULA_TEX_H
#define CONVERT_FORMULA_TEX_H

#include "base/arena.h"
#include "base/buf.h"
#include "lesson/lesson.h"

/* Reads a formula, without delimiters. display: it is set on a line of its own. NULL if it is not understood; then why
 * gets the reason, as in "unknown command \foo". NULL without a reason if memory ran out. After success, why has what
 * was left out, if it matters. */
struct math_node *tex_read(struct arena *arena, struct str tex, bool display, struct buf *why);
/* Appends a formula, without delimiters. */
void tex_write(const struct math_node *formula, struct buf *out);

#endif
