/* The parts of tex_read. */
#ifndef CONVERT_FORMULA_TEX_READING_H
#define CONVERT_FORMULA_TEX_READING_H

#include "convert/formula/math_make.h"
#include "convert/formula/tex.h"
#include "convert/formula/tex_symbols.h"

struct tex_reading {
	struct arena *arena;
	struct buf *why; /* not empty: the formula is not understood */
	struct str source;
	size_t at;
	unsigned depth;
	enum math_style style;
	bool display;
	bool left_out; /* colour or a frame */
};

/* Records the first reason for a failure. */
void tex_fail(struct tex_reading *t, const char *format, ...) PRINTF_LIKE(2, 3);
static inline bool tex_failed(const struct tex_reading *t)
{
	return t->why->len > 0;
}

/* The next character that is not white space, without taking it; 0 at the end. */
char tex_peek(struct tex_reading *t);
/* Takes a character if it is next. */
bool tex_take(struct tex_reading *t, char c);
/* The name of the command that is next, without taking it; "" if there is none. */
struct str tex_command(struct tex_reading *t);
/* Takes the text of a group, {…}, without its braces; or a single character or command. */
struct str tex_group_text(struct tex_reading *t);
/* The text up to a closing bracket of an optional argument; STR_NONE if there is none. */
struct str tex_optional_text(struct tex_reading *t);

/* Reads up to the end of the group, cell or environment, which is not taken. */
struct math_chain tex_row(struct tex_reading *t);
/* Reads an argument as one node. */
struct math_node *tex_argument(struct tex_reading *t);
/* Reads another text as a row, as one node. */
struct math_node *tex_part(struct tex_reading *t, struct str source);
/* Reads what a command stands for; its name is taken already. */
struct math_node *tex_construct(struct tex_reading *t, const struct tex_symbol *symbol);

/* A script or limit; low and high may be NULL. */
struct math_node *tex_scripts(struct tex_reading *t, struct math_node *base, struct math_node *low,
			      struct math_node *high, bool limits);
/* Scripts of nothing followed by a letter, as in an isotope: scripts before that letter. NULL if they are something
 * else. */
struct math_node *tex_isotope(struct tex_reading *t, struct math_node *scripts, struct math_node *base);
/* \begin{…} … \end{…}, and \substack */
struct math_node *tex_environment(struct tex_reading *t);
struct math_node *tex_table(struct tex_reading *t);
/* \ce{…} */
struct math_node *tex_chemistry(struct tex_reading *t, struct str source);

#endif
