/* Scripts that are written without spaces between words: Chinese and Japanese, Thai, Lao, Khmer, Burmese.
 *
 * Folding puts a space around each unit of them: a character with the marks that belong to it (and in Thai and Lao, the
 * vowels around it), or a run of katakana, which is a word. A few words are known here: those that hold a question
 * together, and those that it turns on. */
#ifndef CHECK_CORE_UNSPACED_H
#define CHECK_CORE_UNSPACED_H

#include "base/str.h"

enum unspaced_class {
	UNSPACED_NONE,	  /* of another script */
	UNSPACED_PART,	  /* a part of a word, or a word that is not known */
	UNSPACED_SMALL,	  /* holds sentences together, or questions are phrased with it */
	UNSPACED_DECIDES, /* what an item turns on: a negation, another question word */
};

enum { UNSPACED_WORD = 48 }; /* bytes; no known word is longer */

/* The bytes of the unit at offset, which must be below the length of text; 0 if the character there is of another script.
 * text is in normal form C. */
size_t unspaced_unit(struct str text, size_t offset);
/* The next word of a folded text at or after *offset, which moves to its end: what is between spaces, or units that are
 * one known word together, put together in scratch. STR_NONE at the end. */
struct str unspaced_next_word(struct str folded, size_t *offset, char scratch[UNSPACED_WORD]);
/* What a word is. */
enum unspaced_class unspaced_class_of(struct str word);

#endif
