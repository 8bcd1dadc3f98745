/* Numbers that are not written as attributes need them. */
#ifndef LESSON_NUMBER_MEANT_H
#define LESSON_NUMBER_MEANT_H

#include "base/arena.h"
#include "lesson/model.h"

struct number_meant {
	struct str text;  /* a valid value of the attribute; empty if none is surely meant */
	const char *rule; /* what the value does not obey, in words */
	struct str unit;  /* what follows the number, which rule is about if it is a percent sign; or empty */
};

/* What value, an invalid one of the attribute, was meant to be: "1.5" for "1,5", "0.5" for ".5", "1000" for "1e3". The
 * texts are in arena. */
struct number_meant number_meant(struct arena *arena, const struct model_attribute *attribute,
				 struct str value) MUST_CHECK;
/* Whether the comma of the value may be between thousands or the decimal sign: 1,000. */
bool number_is_ambiguous(struct str value) MUST_CHECK;

#endif
