/* Validates language tags by BCP 47 and its registry, and suggests corrections. Their meaning is in language.h. Case
 * and surrounding white space are ignored. */
#ifndef LESSON_LANGUAGE_TAG_H
#define LESSON_LANGUAGE_TAG_H

#include "base/attributes.h"
#include "base/str.h"

enum { LANGUAGE_TAG_MAX = 36 }; /* bytes of a suggested tag, with terminating zero */

struct language_mistake {
	char what[96];                /* such as: "gb" is a region, not a language */
	char meant[LANGUAGE_TAG_MAX]; /* suggestion, or empty */
};

/* Whether the tag is well-formed and all its subtags are registered; if not, fills mistake unless it is NULL. */
bool language_tag_check(struct str tag, struct language_mistake *mistake) MUST_CHECK;
/* Whether two tags are equal. */
bool language_tag_same(struct str a, struct str b) MUST_CHECK;
/* Whether text can be in the language: uk is Ukrainian, so a text in Latin letters alone is not, and en-GB may be
 * meant. If not, fills mistake unless it is NULL. True for languages in Latin script, for tags with a script, and for
 * text without letters. */
bool language_tag_fits(struct str tag, struct str text, struct language_mistake *mistake) MUST_CHECK;

#endif
