/* UTF-8 as RFC 3629 has it: no surrogates, nothing above U+10FFFF, no overlong forms. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

#include <stdint.h>

/* How many leading bytes of s are whole, valid UTF-8: s.len where all of it is. */
size_t utf8_valid_prefix(struct str s);
/* Code points in valid UTF-8. In text that is not valid, every byte that starts nothing counts one. */
size_t utf8_count(struct str s);
/* Reads the code point at s.at[*offset] and moves offset behind it; U+FFFD and one byte on where it
 * is not valid. offset must be below s.len. */
uint32_t utf8_next(struct str s, size_t *offset);
/* Writes code as UTF-8 and returns its length, 1 to 4. */
size_t utf8_encode(uint32_t code, char out[4]);
/* Columns that a terminal gives to code: 0 for combining marks and controls, 2 for wide ones. */
int utf8_width(uint32_t code);
/* White space as Unicode has it, with U+200B and U+FEFF, which look like nothing too. */
bool utf8_is_space(uint32_t code);
/* A letter, a mark or a digit: what words are made of. */
bool utf8_is_word(uint32_t code);

#endif
