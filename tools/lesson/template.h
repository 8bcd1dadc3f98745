/* The templates of satchel-new: lessons and items with placeholders. */
#ifndef LESSON_TEMPLATE_H
#define LESSON_TEMPLATE_H

#include "base/buf.h"
#include "lesson/id.h"

enum template_kind {
	TEMPLATE_LESSON,
	TEMPLATE_QUESTION,
	TEMPLATE_OPEN_QUESTION,
	TEMPLATE_NUMERIC_QUESTION,
	TEMPLATE_MATCHING_QUESTION,
	TEMPLATE_ORDERING_QUESTION,
	TEMPLATE_QUESTION_SET,
	TEMPLATE_CARD,
	TEMPLATE_CLOZE,
	TEMPLATE_OCCLUSION,
	TEMPLATE_CONFIG,
};

struct template {
	enum template_kind kind;
	const char *id, *language, *today; /* of a lesson; today is a date */
	unsigned count;                    /* of questions or cards */
};

bool template_kind_parse(const char *name, enum template_kind *kind) MUST_CHECK;
/* Appends it in the layout of satchel-fmt; questions and cards are indented as in a lesson. Ids are made with ids.
 * False if memory ran out. */
bool template_write(const struct template *template, struct new_ids *ids, struct buf *out) MUST_CHECK;

/* Placeholders, so that rules can detect what was not filled in. */
#define TEMPLATE_TITLE "The title, as learners see it in lists"
#define TEMPLATE_SUMMARY "What the lesson is about, in a sentence or two."
#define TEMPLATE_HEADING "The first heading"
#define TEMPLATE_PARAGRAPH "The first paragraph."
#define TEMPLATE_STEM "What is asked, so that it can be answered with the options covered?"
#define TEMPLATE_KEY "The correct answer"
#define TEMPLATE_KEY_FEEDBACK "Why it is right."
#define TEMPLATE_DISTRACTOR "A wrong answer that novices would choose"
#define TEMPLATE_OTHER_DISTRACTOR "Another one, of the same kind and length"
#define TEMPLATE_DISTRACTOR_FEEDBACK "Why it is wrong."
#define TEMPLATE_EXPLANATION "What the question teaches."
#define TEMPLATE_ANSWER "A short answer"
#define TEMPLATE_MODEL_ANSWER "What a good answer says."
#define TEMPLATE_NUMERIC_STEM "Which number is asked for?"
#define TEMPLATE_MATCHING_STEM "What to find for each prompt?"
#define TEMPLATE_CHOICE "An entry of the list"
#define TEMPLATE_OTHER_CHOICE "Another entry"
#define TEMPLATE_PROMPT "What to find the entry for"
#define TEMPLATE_ORDERING_STEM "What to put in which order?"
#define TEMPLATE_STEP "The first step"
#define TEMPLATE_OTHER_STEP "The second step"
#define TEMPLATE_VIGNETTE "The case that the questions share."
#define TEMPLATE_FRONT "What is asked?"
#define TEMPLATE_BACK "One fact"
#define TEMPLATE_CLOZE_START "A sentence with a "
#define TEMPLATE_CLOZE_GAP "gap"
#define TEMPLATE_CLOZE_END " in it."
#define TEMPLATE_HINT "what kind of thing"
#define TEMPLATE_PICTURE "images/picture.svg" /* of which the checkers say that it does not exist */
#define TEMPLATE_ALT "What the picture shows, without the answers"
#define TEMPLATE_SHAPE "What this part is called"
#define TEMPLATE_OTHER_SHAPE "What that part is called"
#define TEMPLATE_CREDIT "The author of the picture"

/* All placeholders, as texts and attributes of a lesson. */
#define TEMPLATE_TEXTS                                                                                                 \
	TEMPLATE_TITLE, TEMPLATE_SUMMARY, TEMPLATE_HEADING, TEMPLATE_PARAGRAPH, TEMPLATE_STEM, TEMPLATE_KEY,           \
		TEMPLATE_KEY_FEEDBACK, TEMPLATE_DISTRACTOR, TEMPLATE_OTHER_DISTRACTOR, TEMPLATE_DISTRACTOR_FEEDBACK,   \
		TEMPLATE_EXPLANATION, TEMPLATE_ANSWER, TEMPLATE_MODEL_ANSWER, TEMPLATE_NUMERIC_STEM,                   \
		TEMPLATE_MATCHING_STEM, TEMPLATE_CHOICE, TEMPLATE_OTHER_CHOICE, TEMPLATE_PROMPT,                       \
		TEMPLATE_ORDERING_STEM, TEMPLATE_STEP, TEMPLATE_OTHER_STEP, TEMPLATE_FRONT, TEMPLATE_BACK,             \
		TEMPLATE_CLOZE_START TEMPLATE_CLOZE_GAP TEMPLATE_CLOZE_END, TEMPLATE_HINT, TEMPLATE_VIGNETTE,      \
		TEMPLATE_ALT, TEMPLATE_SHAPE, TEMPLATE_OTHER_SHAPE, TEMPLATE_CREDIT

#endif
