/* Cloze questions of Moodle ("embedded answers"): the text has questions in braces, {1:SHORTANSWER:=answer}. One is a
 * question whose text has a gap; several are a question set about the text. */
#ifndef CONVERT_MOODLE_CLOZE_H
#define CONVERT_MOODLE_CLOZE_H

#include "convert/moodle/bank_parts.h"

void cloze_import(struct bank_draft *draft);

/* Parses the questions. The text gets a gap (see gaps.h) for each of them, with its number from 0. Returns the first;
 * NULL if there is none or memory ran out. */
struct bank_question *cloze_parse(struct arena *arena, struct str text, struct str *with_gaps);

#endif
