/* The rules about the structure of questions, one file per part. Called by check_questions. */
#ifndef CHECK_QUESTION_PARTS_H
#define CHECK_QUESTION_PARTS_H

#include "check/core/rules.h"

/* Number and grammatical form of options. */
void check_option_set(struct lesson_check *check, const struct question *question);
/* Options that begin with their own letters. */
void check_option_marks(struct lesson_check *check, const struct question *question);
/* What questions without options have instead: answers, numbers. */
void check_answer(struct lesson_check *check, const struct question *question);
/* Ids of options and choices, and the prompts that refer to choices. */
void check_option_ids(struct lesson_check *check, const struct question *question);
/* The parts of the points that options give. */
void check_credit(struct lesson_check *check, const struct question *question);
/* Overlapping ranges, mixed units. */
void check_option_numbers(struct lesson_check *check, const struct question *question);
/* Options that are the same amount in different units, or mean the same in other words. */
void check_equal_options(struct lesson_check *check, const struct question *question);
/* synonyms.c */
/* Appends text with words of the table in one form; whether there were any. */
bool question_replace_synonyms(const struct synonyms *index, struct buf *out, struct str text);
/* Brings folded text to one spelling, British or American, which need not be right: anaemia and anemia are one. */
void question_fold_spelling(struct buf *folded);
/* Whether the question is, or may be, about units or the notation of amounts. */
bool question_asks_for_unit(struct lesson_check *check, const struct question *question);
/* What feedback and explanation say about options. */
void check_comments(struct lesson_check *check, const struct question *question);
enum verdict {
	VERDICT_NONE,
	VERDICT_RIGHT,
	VERDICT_WRONG,
};

/* What feedback says about its option, and the words that say it: "Correct", "this is not the correct answer". */
enum verdict verdict_read(struct str text, struct str *said);
/* The verdict of a predicate, "is the correct answer", or of an exclamation, "correct", at the beginning of text; moves
 * text past it. *answer: it says "the … answer", or option, and so not only that something is correct. */
enum verdict verdict_predicate(struct str *text, bool *answer);
enum verdict verdict_exclamation(struct str *text);
/* The same of a tick or a cross. */
enum verdict verdict_mark(struct str *text);
/* Whether a verdict followed by text is complete: its sentence ends here, or a reason follows. "Correct in children"
 * and "correct, if …" are not verdicts. */
bool verdict_ends(struct str text);

enum answer { ANSWER_UNKNOWN, ANSWER_NO, ANSWER_YES };

/* Whether true statements are wrong answers: "Which is NOT …". Uses check->questions.text. *known is what was found
 * before, and is set. */
bool question_asks_for_wrong(struct lesson_check *check, const struct question *question, enum answer *known);
/* Which claims a text makes about options. */
enum claimed {
	CLAIMED_NONE,
	CLAIMED_RIGHT, /* it names the key as the answer */
	CLAIMED_WRONG, /* it contradicts the key, and is reported */
};

/* What the text is. */
enum extent {
	EXTENT_WHOLE, /* a whole explanation */
	EXTENT_FIRST, /* its first paragraph, or feedback */
	EXTENT_LATER, /* another one */
};

/* Options that the text in check->questions.prose calls right or wrong, against the key. options is what struct claim_reading
 * wants; what names the text: "feedback", "explanation". */
enum claimed check_letters(struct lesson_check *check, const struct question *question, struct str options,
			   enum answer *negative, const char *what, enum extent extent);
/* What a question asks, with its vignettes, in check->questions.other. */
struct str question_stem(struct lesson_check *check, const struct question *question);
/* Whether text has the word, which is in lower case, or another form of it. */
bool question_has_word(struct str text, struct str word);
/* An explanation, in check->questions.prose, that names a wrong option where the correct one belongs. more:
 * what follows this paragraph of it. */
void check_subject(struct lesson_check *check, const struct question *question, struct str options,
		   enum answer *negative, struct block *more);
/* Rules over all questions of the lesson: objectives, and positions of keys. */
void check_question_set(struct lesson_check *check);
/* Keys that are the longest or shortest option too often. */
void check_key_lengths(struct lesson_check *check);

/* The language of its stem. */
struct str question_lang(const struct question *question);
/* Whether the question is in English: its stem and all options. */
bool question_is_english(const struct question *question);

#endif
