/* Language tags, as xml:lang has them (BCP 47): what they say of the texts below them. The case of letters never counts.
 * A tag whose at is NULL names no language. */
#ifndef LESSON_LANGUAGE_H
#define LESSON_LANGUAGE_H

#include "base/attributes.h"
#include "base/str.h"

/* How a language writes decimal fractions. */
enum decimal_mark {
	DECIMAL_UNKNOWN, /* it is not known, or both are common */
	DECIMAL_POINT,   /* 1.5; a comma groups digits */
	DECIMAL_COMMA,   /* 1,5; a point may group digits */
};

/* The spellings of English. */
enum english {
	ENGLISH_NONE,     /* another language */
	ENGLISH_ANY,      /* no country is given, or both spellings are common there */
	ENGLISH_BRITISH,
	ENGLISH_AMERICAN,
};
enum { ENGLISH_COUNT = ENGLISH_AMERICAN + 1 };

/* Whether the primary language is code, which is in lower case. */
bool language_is(struct str tag, const char *code) MUST_CHECK;
/* The same for any of several codes with spaces around each. */
bool language_is_any(struct str tag, const char *codes) MUST_CHECK;
/* The country or area, such as GB or 419; STR_NONE if the tag has none. */
struct str language_region(struct str tag) MUST_CHECK;
enum decimal_mark language_decimal_mark(struct str tag) MUST_CHECK;
enum english language_english(struct str tag) MUST_CHECK;

static inline bool language_is_english(struct str tag)
{
	return language_is(tag, "en");
}

#endif
