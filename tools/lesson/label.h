/* What numbered figures, tables and recordings are called in many languages: "Figure 2". */
#ifndef LESSON_LABEL_H
#define LESSON_LABEL_H

#include "base/buf.h"

enum labelled { LABELLED_FIGURE, LABELLED_TABLE, LABELLED_AUDIO, LABELLED_VIDEO };
enum { LABELLED_COUNT = LABELLED_VIDEO + 1 };

/* Appends the label of the one with that number. False, without effect, if the words of the language are unknown. out
 * may be NULL. */
bool label_add(struct buf *out, enum labelled what, unsigned number, struct str lang);

#endif
