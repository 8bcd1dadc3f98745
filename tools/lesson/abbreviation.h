/* Full stops that end no sentence: those of abbreviations, of initials, and of ordinal numbers, by language. */
#ifndef LESSON_ABBREVIATION_H
#define LESSON_ABBREVIATION_H

#include "base/attributes.h"
#include "base/str.h"

enum full_stop {
	FULL_STOP_ENDS,    /* it ends a sentence */
	FULL_STOP_MAY_END, /* the word is an abbreviation that often ends one: a capital after it begins another */
	FULL_STOP_GOES_ON, /* the sentence goes on */
};

/* What the full stop after word means in this language; word is without it. Text of no known
 * language is taken for English. */
enum full_stop full_stop_after(struct str word, struct str lang) MUST_CHECK;

#endif
