/* The forms of strings in packs: ids, dates, names of entries and the like. Each pattern of the JSON Schemas has a
 * function (see forms.def). Texts contain no zero bytes. */
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

/* Of the SHA-256 of an asset, in its name. */
enum { ASSET_DIGITS = 16 };

bool form_fits(enum form form, const char *text, size_t len);
/* The description for messages: "a day such as 2026-11-20". */
const char *form_words(enum form form);

#endif
