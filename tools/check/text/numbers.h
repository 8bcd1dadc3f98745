/* Shared by the files of text/impossible-number. */
#ifndef CHECK_TEXT_NUMBERS_H
#define CHECK_TEXT_NUMBERS_H

#include "check/text/parts.h"

enum { NUMBER_MESSAGE_SIZE = 128 };
void number_report(const struct text_run *run, size_t start, size_t end, const char *help, const char *message);

/* Each judges the number that word i begins. ranges.c: "at 23:70", "5.3 to 3.5 mmol/L" */
void number_judge_time(const struct text_run *run, size_t i);
void number_judge_range(const struct text_run *run, size_t i);
/* proportions.c: "one in eight, or 80%", "62% had, 48% had not", "eyes 2, voice 2, motor 4, which makes 18" */
void number_judge_proportion(const struct text_run *run, size_t i);
void number_judge_complement(const struct text_run *run, size_t i);
void number_judge_coma(const struct text_run *run);

#endif
