/* Whether a language tag is right, as BCP 47 and its registry have it, and what was likely meant by a wrong one. What a
 * right one says is language.h's. Letter case never matters; white space around a tag does not count. */
#ifndef LESSON_LANGUAGE_TAG_H
#define LESSON_LANGUAGE_TAG_H

#include "base/attributes.h"
#include "base/str.h"

enum { LANGUAGE_TAG_MAX = 36 }; /* bytes of a tag that is suggested, with its zero */

struct language_mistake {
	char what[96];                /* "gb" is a region, not a language */
	char meant[LANGUAGE_TAG_MAX]; /* the tag that was likely meant; empty: none */
};

/* Whether the tag is well-formed and all of its subtags are registered; if not, mistake, which may be NULL, says why. */
bool language_tag_check(struct str tag, struct language_mistake *mistake) MUST_CHECK;
/* Whether two tags are the same. */
bool language_tag_same(struct str a, struct str b) MUST_CHECK;
/* Whether text can be in the language: uk is Ukrainian, and a text of Latin letters alone is not, so en-GB may be meant;
 * if not, mistake, which may be NULL, says so. True for languages that are written in Latin letters, for tags that name a script, and for
 * text without letters. */
bool language_tag_fits(struct str tag, struct str text, struct language_mistake *mistake) MUST_CHECK;

#endif
