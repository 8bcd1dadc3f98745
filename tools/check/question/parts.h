/* The rules on how a question is built, a file for each of its parts. check_questions calls them. */
#ifndef CHECK_QUESTION_PARTS_H
#define CHECK_QUESTION_PARTS_H

#include "check/core/rules.h"

/* How many options there are, and whether they are all of one form. */
void check_option_set(struct lesson_check *check, const struct question *question);
/* Options that bring their own letters. */
void check_option_marks(struct lesson_check *check, const struct question *question);
/* Ranges that overlap, units that are mixed. */
void check_option_numbers(struct lesson_check *check, const struct question *question);
/* Options that are the same amount in other units. */
void check_equal_amounts(struct lesson_check *check, const struct question *question);
/* Whether the question is about units or how to write an amount, or what it asks is not known. */
bool question_asks_for_unit(struct lesson_check *check, const struct question *question);
/* What feedback and explanation say of the options. */
void check_comments(struct lesson_check *check, const struct question *question);
enum verdict {
	VERDICT_NONE,
	VERDICT_RIGHT,
	VERDICT_WRONG,
};

/* What feedback says of its own option, and the words that say it: "Correct", "this is not the right answer". */
enum verdict verdict_read(struct str text, struct str *said);
/* The verdict of a predicate, "is the correct answer", or of an exclamation, "correct", that text begins with; moves text
 * past it. */
enum verdict verdict_predicate(struct str *text);
enum verdict verdict_exclamation(struct str *text);
/* Whether a verdict that text follows is complete: its sentence ends here, or a reason follows. "Correct in children" and
 * "correct, if …" are no verdicts. */
bool verdict_ends(struct str text);

/* Options that the text in check->prose calls right or wrong, against the key. options is what struct reading wants;
 * what names the text: "feedback", "explanation". */
void check_letters(struct lesson_check *check, const struct question *question, struct str options, bool asks_for_wrong,
		   const char *what);
/* What only shows over all questions of the lesson: objectives, and where the keys stand. */
void check_question_set(struct lesson_check *check);

/* Whether the question is in English: its stem and all options. */
bool question_is_english(const struct question *question);

#endif
