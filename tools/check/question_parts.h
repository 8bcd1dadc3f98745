/* The rules on how a question is built, a file for each of its parts. check_questions calls them. */
#ifndef CHECK_QUESTION_PARTS_H
#define CHECK_QUESTION_PARTS_H

#include "check/rules.h"

/* Whether the stem asks which option is wrong, so that a true statement is a wrong answer: "Which is NOT …". The
 * lesson is in English. */
bool question_asks_for_wrong(struct lesson_check *check, const struct question *question);

/* How many options there are, and whether they are all of one form. */
void check_option_set(struct lesson_check *check, const struct question *question);
/* Ranges that overlap, units that are mixed. */
void check_option_numbers(struct lesson_check *check, const struct question *question);
/* What feedback and explanation say of the options. */
void check_comments(struct lesson_check *check, const struct question *question);
/* What only shows over all questions of the lesson: objectives, and where the keys stand. */
void check_question_set(struct lesson_check *check);

#endif
