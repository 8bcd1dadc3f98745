/* Full stops that do not end a sentence: those of abbreviations, initials and ordinal numbers, by language. */
#ifndef LESSON_ABBREVIATION_H
#define LESSON_ABBREVIATION_H

#include "base/attributes.h"
#include "base/str.h"

enum full_stop {
	FULL_STOP_ENDS,    /* ends a sentence */
	FULL_STOP_MAY_END, /* after an abbreviation that often ends a sentence: a capital after it begins another one */
	FULL_STOP_GOES_ON, /* the sentence continues */
};

/* Classifies the full stop after word, which excludes it. Text without a language is treated as English. */
enum full_stop full_stop_after(struct str word, struct str lang) MUST_CHECK;

#endif
