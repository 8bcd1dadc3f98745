/* The commands of TeX that can be read. */
#ifndef CONVERT_FORMULA_TEX_SYMBOLS_H
#define CONVERT_FORMULA_TEX_SYMBOLS_H

#include "base/str.h"
#include "convert/formula/math_letters.h"

enum tex_kind {
	TEX_ID, /* a variable or other sign */
	TEX_OP,
	TEX_LIMITS,	/* an operator with limits under and over it */
	TEX_WORD,	/* the name of a function */
	TEX_LIMIT_WORD, /* one with limits */
	TEX_OPEN,
	TEX_CLOSE,
	TEX_OVER, /* an accent */
	TEX_UNDER,
	TEX_STRETCHED,
	TEX_TEXT,
	TEX_TAG,
	TEX_SPACE,
	TEX_WIDTH,
	TEX_NOTHING,
	TEX_SKIPPED, /* with its argument */
	TEX_FRACTION,
	TEX_BINOMIAL,
	TEX_ROOT,
	TEX_LEFT,
	TEX_MIDDLE,
	TEX_OVERSET,
	TEX_UNDERSET,
	TEX_NAME,
	TEX_BEGIN,
	TEX_NOT,
	TEX_PHANTOM,
	TEX_COLOUR,
	TEX_FRAME,
	TEX_MODULO,
	TEX_CHEMISTRY,
	TEX_UNIT,
	TEX_QUANTITY,
	TEX_NUMBER,
	TEX_PRESCRIPT,
	TEX_SUBSTACK,
	TEX_STYLE, /* and an enum math_style: see tex_style */
	TEX_STYLE_PLAIN = TEX_STYLE + MATH_PLAIN,
	TEX_STYLE_UPRIGHT = TEX_STYLE + MATH_UPRIGHT,
	TEX_STYLE_BOLD = TEX_STYLE + MATH_BOLD,
	TEX_STYLE_ITALIC = TEX_STYLE + MATH_ITALIC,
	TEX_STYLE_BOLD_ITALIC = TEX_STYLE + MATH_BOLD_ITALIC,
	TEX_STYLE_SCRIPT = TEX_STYLE + MATH_SCRIPT,
	TEX_STYLE_FRAKTUR = TEX_STYLE + MATH_FRAKTUR,
	TEX_STYLE_DOUBLE = TEX_STYLE + MATH_DOUBLE,
	TEX_STYLE_SANS = TEX_STYLE + MATH_SANS,
	TEX_STYLE_MONO = TEX_STYLE + MATH_MONO,
};

struct tex_symbol {
	const char *name; /* without the backslash */
	enum tex_kind kind;
	const char *text;
};

/* NULL if the command is unknown. */
const struct tex_symbol *tex_symbol_find(struct str name);
/* The command of a kind, from first to last, that stands for the text; NULL if there is none. */
const struct tex_symbol *tex_symbol_of(struct str text, enum tex_kind first, enum tex_kind last);

#endif
