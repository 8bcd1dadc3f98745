/* The forms that strings of a pack may have: ids, dates, names of entries and the like, one function for each pattern of
 * the JSON Schemas (forms.def). Text has no zero in it. */
#ifndef READER_FORMS_H
#define READER_FORMS_H

#include <stdbool.h>
#include <stddef.h>

enum form {
#define FORM(id, pattern, function, words) FORM_##id,
#include "reader/forms.def"
#undef FORM
	FORMS
};

bool form_fits(enum form form, const char *text, size_t len);
/* What a message calls it: "a day such as 2026-11-20". */
const char *form_words(enum form form);

#endif
