/* What a sentence says of the options: which one it calls the answer, or right or wrong, by letter, by number, or word
 * for word. The forms are those of question banks: "Ans. (b)", "The correct answer is option C, because", "B i.e. renin",
 * "(c) is right", "Answer: amoxicillin". A letter is an option's only in such a form: vitamin B and group A are not. */
#ifndef CHECK_QUESTION_CLAIMS_H
#define CHECK_QUESTION_CLAIMS_H

#include "base/buf.h"

/* An option as a sentence names it. */
struct mention {
	struct str text;
	size_t number; /* of the option, from 0 */
	char sign;     /* the letter in upper case, or the number; 0 if the option is quoted */
	bool small;    /* written as a small letter */
	bool enclosed; /* "(b)", "'c'", "d)" */
};

struct claim {
	size_t start, end;	    /* in the text */
	struct mention mentions[8]; /* "A and C are correct" */
	size_t count;
	bool right;  /* not wrong */
	bool answer; /* called the answer: that it is right would not do where the question asks for what is wrong */
};

/* The text that is read, without white space at its ends, and the options as it may quote them: in lower case with
 * single spaces, each ended by a NUL. */
struct reading {
	struct str text;
	struct str options;
};

/* Finds the next claim that starts at *at or later, and moves *at past it; false if there is none. */
bool claim_next(const struct reading *reading, size_t *at, struct claim *claim);

#endif
