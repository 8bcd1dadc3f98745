/* The words of a lesson as the rules compare them. */
#ifndef CHECK_TEXT_TEXT_H
#define CHECK_TEXT_TEXT_H

#include "lesson/lesson.h"

enum text_blanks {
	TEXT_ANSWERS, /* a blank gives its answer */
	TEXT_GAPS,    /* a blank gives FOLD_GAP */
	TEXT_BOTH,    /* the gap, then the answer */
};

/* Appends text in that language, ready for fold: in Turkish and Azerbaijani, I is the capital of dotless i. */
void text_add(struct buf *out, struct str text, struct str lang);
/* Appends the text, ready for fold: marks are dropped, a citation gives nothing, and what is raised
 * behind a digit, or a raised number behind a letter, has ^ before it: 10⁵ is not 105, T³ is not T₃. */
void text_inline(struct buf *out, const struct inline_node *text, enum text_blanks blanks);
/* The same with the lists, tables and pictures below the text. A picture gives the path of its file,
 * joined to folder where that is a string: pictures of the same name in two folders are two. */
void text_flow(struct buf *out, const struct flow *flow, struct str folder);

#endif
