/* The options of questions whose answer is true or false, which in question banks have no text. */
#ifndef CONVERT_MOODLE_BANK_WORDS_H
#define CONVERT_MOODLE_BANK_WORDS_H

#include "base/str.h"

struct bank_words {
	const char *lang, *yes, *no;
};

/* The words in that language, or in English, if it is not known. */
const struct bank_words *bank_words_of(struct str lang);

#endif
