/* Bold, script and other letters of formulas, which Unicode has as characters of their own. */
#ifndef CONVERT_FORMULA_MATH_LETTERS_H
#define CONVERT_FORMULA_MATH_LETTERS_H

#include "base/buf.h"

#include <stdint.h>

enum math_style {
	MATH_PLAIN, /* as MathML sets it: single letters in italics */
	MATH_UPRIGHT,
	MATH_BOLD,
	MATH_ITALIC,
	MATH_BOLD_ITALIC,
	MATH_SCRIPT,
	MATH_BOLD_SCRIPT,
	MATH_FRAKTUR,
	MATH_BOLD_FRAKTUR,
	MATH_DOUBLE,
	MATH_SANS,
	MATH_BOLD_SANS,
	MATH_ITALIC_SANS,
	MATH_MONO,
	MATH_STYLES,
};

/* The character for a letter or digit in the style; code itself if there is none. */
uint32_t math_letter(uint32_t code, enum math_style style);
/* The plain letter, and its style; code itself and MATH_PLAIN for others. */
uint32_t math_letter_plain(uint32_t code, enum math_style *style);
void math_letters(struct buf *out, struct str text, enum math_style style);

#endif
