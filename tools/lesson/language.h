/* Language tags (BCP 47), as in xml:lang, and their consequences for text. Case is ignored. A tag with at NULL means no
 * language. */
#ifndef LESSON_LANGUAGE_H
#define LESSON_LANGUAGE_H

#include "base/attributes.h"
#include "base/str.h"

/* The decimal mark of a language. */
enum decimal_mark {
	DECIMAL_UNKNOWN, /* unknown, or both are common */
	DECIMAL_POINT,   /* 1.5; commas group digits */
	DECIMAL_COMMA,   /* 1,5; points may group digits */
};

/* The spelling of English. */
enum english {
	ENGLISH_NONE,     /* not English */
	ENGLISH_ANY,      /* no country given, or both spellings are common there */
	ENGLISH_BRITISH,
	ENGLISH_AMERICAN,
};
enum { ENGLISH_COUNT = ENGLISH_AMERICAN + 1 };

/* Whether the primary language is code, given in lower case. */
bool language_is(struct str tag, const char *code) MUST_CHECK;
/* The same for any of several codes, with spaces around each. */
bool language_is_any(struct str tag, const char *codes) MUST_CHECK;
/* Whether the primary languages are equal: those of en-GB and en-US are. */
bool language_is_that_of(struct str tag, struct str other) MUST_CHECK;
/* The country or region, such as GB or 419; STR_NONE if the tag has none. */
struct str language_region(struct str tag) MUST_CHECK;
enum decimal_mark language_decimal_mark(struct str tag) MUST_CHECK;
enum english language_english(struct str tag) MUST_CHECK;

static inline bool language_is_english(struct str tag)
{
	return language_is(tag, "en");
}

#endif
