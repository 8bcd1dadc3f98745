/* Scripts written without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
 *
 * Folding puts spaces around each unit: a character with its marks (in Thai and Lao, also the vowels around it), or a
 * run of katakana, which is a word. Only a few words are recognised: those that structure a question, and those that
 * decide its meaning. */
#ifndef CHECK_CORE_UNSPACED_H
#define CHECK_CORE_UNSPACED_H

#include "base/str.h"

enum unspaced_class {
	UNSPACED_NONE,	  /* in another script */
	UNSPACED_PART,	  /* part of a word, or an unknown word */
	UNSPACED_SMALL,	  /* a function word, or part of the phrasing of questions */
	UNSPACED_DECIDES, /* decides the meaning of an item: a negation, or a question word */
};

enum { UNSPACED_WORD = 48 }; /* in bytes; the longest known word is shorter */

/* The length in bytes of the unit at offset, which must be less than text.len; 0 if the character is in another script.
 * text is in normal form C. */
size_t unspaced_unit(struct str text, size_t offset);
/* The next word of a folded text at or after *offset, which moves to its end: the text up to a space, or several units
 * that form a known word, joined in scratch. STR_NONE at the end. */
struct str unspaced_next_word(struct str folded, size_t *offset, char scratch[UNSPACED_WORD]);
/* Classifies a word. */
enum unspaced_class unspaced_class_of(struct str word);

#endif
