/* Finds claims about options: which one a sentence calls the answer, correct, true or the exception, by letter, number,
 * position or quotation. A claim is a cue and a mention ("Ans. (b)", "we choose B", "hence C", "all but D"), a mention
 * and a verdict ("(c) is right", "B: false", "the last option does not belong"), or an opening ("B, because"). */
#ifndef CHECK_QUESTION_CLAIMS_H
#define CHECK_QUESTION_CLAIMS_H

#include "check/question/mentions.h"
#include "check/question/parts.h"

#include <stdint.h>

/* How far a sentence is searched, in bytes, so that a text without full stops takes linear time. */
enum { CLAIM_REACH = 300 };

/* What a claim calls its options. The kinds differ if the question asks for what is wrong. */
enum claim_kind {
	CLAIM_VERDICT,	 /* right or wrong, which may refer to the option as an answer or as a statement */
	CLAIM_ANSWER,	 /* the answer, or not */
	CLAIM_TRUTH,	 /* true or false as a statement */
	CLAIM_EXCEPTION, /* the one that differs from all others */
	CLAIM_SHARED,	 /* several have something in common */
};

struct claim {
	size_t start, end; /* offsets in the text */
	struct mention_list mentions;
	bool right; /* not wrong, not false */
	enum claim_kind kind;
	bool alone; /* the sentence goes on to say the opposite of all others */
};

/* The trimmed text, and the options that it may quote: in lower case with single spaces, each followed by a NUL. */
struct claim_reading {
	struct str text;
	struct str options;
	uint32_t seconds[256]; /* by the first byte of options: a set of the low five bits of the second */
	bool whole;	       /* the text is a whole explanation, not one of several paragraphs, and not feedback */
	bool later;	       /* it is a paragraph after the first, which may begin with the option that it is about */
};

void claim_reading_begin(struct claim_reading *reading, struct str text, struct str options);

/* Whether the text mentions any option; most texts do not, and have no claim. */
bool claim_possible(const struct claim_reading *reading);

/* Whether the text begins with a word that a claim may begin with, other than an option and "a". */
bool claim_has_head(struct str text);

/* Finds the next claim at or after *at, and moves *at past it; false if there is none. */
bool claim_next(const struct claim_reading *reading, size_t *at, struct claim *claim);

/* Reads a claim at an offset that calls an option the answer: "The correct answer is B", "Ans. (b)", "Correct option is
 * 'c'", "The exception is D". */
bool claim_answer(const struct claim_reading *reading, size_t start, struct claim *claim);
/* One with another cue: "we choose B", "this leaves D", "hence C", "none but A", "not A but B", "all except D". */
bool claim_choice(const struct claim_reading *reading, size_t start, struct claim *claim);
/* One about all options but one, or about wrong ones: "all except D", "the distractors are A and B", "none of them". */
bool claim_others(const struct claim_reading *reading, size_t start, struct claim *claim);
/* The claim with which the text begins: "C i.e. renin", "Explanation: (b) Renin", "B, because". */
bool claim_opening(const struct claim_reading *reading, struct claim *claim);
/* The verdict after a mention: "is correct", ": incorrect", "best explains this", "is the odd one out"; moves rest past
 * it. opens: a clause begins with the mention; named: it is called an option, as in "option B"; several: there are more. */
enum verdict claim_verdict(struct str *rest, bool opens, bool named, bool several, const struct mention *mention,
			   enum claim_kind *kind);

/* A verdict after an apposition, ", the first one, is correct", or one that only points back, "A is not correct. B is."; start
 * is where the mention begins. */
enum verdict claim_indirect(const struct claim_reading *reading, size_t start, struct str *rest, enum claim_kind *kind);
/* What is said to those who chose an option: "If you said B, you are right", "Well done if you chose B". */
bool claim_address(const struct claim_reading *reading, size_t start, struct claim *claim);

/* Takes one option from rest: "B", "(b)", "option b", "the third one"; letters without a noun are capital or in brackets.
 * The second also takes the text of one. */
bool claim_take_option(const struct claim_reading *reading, struct str *rest, struct mention *mention);
bool claim_take_any(const struct claim_reading *reading, struct str *rest, struct mention *mention);
/* Whether nothing follows that makes a letter mean something else or hold only on a condition: "B cells", "B if". */
bool claim_ends(struct str rest);
/* Ends the claim before rest. */
void claim_end_at(const struct claim_reading *reading, struct str rest, struct claim *claim);

/* Whether the text from start to end, which names an option, is said of this question: not on a condition ("in pregnancy",
 * "if …"), unless the stem has its words; and not as what others think or as false. */
bool claim_is_said(struct str text, size_t start, size_t end, struct str stem);

/* The sentence before the offset, as far back as is searched. */
struct str claim_sentence_before(struct str text, size_t offset);

#endif
