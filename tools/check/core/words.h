/* Significant words in folded text. */
#ifndef CHECK_CORE_WORDS_H
#define CHECK_CORE_WORDS_H

#include "base/str.h"

/* Whether the words are common in any sentence: yes, none, both … */
bool word_is_common(struct str words);

/* Whether the words of text from start to end are one of several alternatives: an "or", "versus" or the like is at most
 * a few words away. lang is the lesson's language, which determines its word for "or". */
bool words_offer_choice(struct str text, size_t start, size_t end, struct str lang);

#endif
