/* Finds the misspelled words of a vocabulary by symmetric deletion (Garbe 2012): two words that are one edit apart are
 * equal if the right letter of one or of both is left out, so words with a common remainder are compared. */
#ifndef CHECK_DUPLICATE_MISSPELLING_H
#define CHECK_DUPLICATE_MISSPELLING_H

#include "check/core/vocabulary.h"
#include "check/duplicate/listed.h"

/* For each word, the word that was probably meant: a more frequent one that it is a misspelling of, or itself. counts is
 * how often each word occurs. Words that are listed as known are different words. The caller frees the result; NULL if memory
 * ran out. */
uint32_t *misspelling_find(const struct vocabulary *vocabulary, const uint32_t *counts, const struct listed *listed) MUST_CHECK;

#endif
