/* The fast path of folding, for the ASCII words that most text consists of. */
#ifndef CHECK_CORE_FOLD_WORDS_H
#define CHECK_CORE_FOLD_WORDS_H

#include "base/str.h"

/* Writes the letters and digits at offset in lower case, with following words that are separated by one space and are
 * certainly not paired; up to seven bytes after them may be overwritten. Returns how many bytes these are. */
size_t fold_words(char *out, struct str text, size_t offset);

/* The number of bytes from offset on that become a space between the word that ends there and another such word: a comma
 * and a space, a space and a bracket. 0 if they may become anything else. */
size_t fold_gap(struct str text, size_t offset);

#endif
