/* The words of a lesson in a form that rules can compare. */
#ifndef CHECK_TEXT_TEXT_H
#define CHECK_TEXT_TEXT_H

#include "lesson/lesson.h"

enum text_blanks {
	TEXT_ANSWERS, /* blanks become their answers */
	TEXT_GAPS,    /* blanks become FOLD_GAP */
	TEXT_BOTH,    /* the gap, then the answer */
};

/* Appends text in that language, ready for fold: in Turkish and Azerbaijani, I is the capital of dotless i; characters
 * such as ² and ₂ are written as text_inline writes superscripts and subscripts. */
void text_add(struct buf *out, struct str text, struct str lang);
/* Appends the text, ready for fold: without markup and citations, and with ^ before a superscript after a digit or a
 * numeric superscript after a letter: 10⁵ differs from 105, T³ from T₃. Links without text are their targets. */
void text_inline(struct buf *out, const struct inline_node *text, enum text_blanks blanks);
/* The same as one card of a cloze shows it: with gaps for the blanks of that number, or of all if it is 0. */
void text_deletion(struct buf *out, const struct inline_node *text, unsigned number);
/* The same with the lists, tables and pictures in the flow. Pictures become their paths, joined to folder if that is a
 * string, so that pictures of the same name in two folders differ. */
void text_flow(struct buf *out, const struct flow *flow, struct str folder);

#endif
