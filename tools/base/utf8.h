/* UTF-8 as defined by RFC 3629: no surrogates, nothing above U+10FFFF, no overlong forms. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

#include <stdint.h>

/* The number of leading bytes of s that are valid UTF-8; s.len if all are. */
size_t utf8_valid_prefix(struct str s);
/* The number of code points. Each invalid byte counts as one. */
size_t utf8_count(struct str s);
/* Decodes the code point at s.at[*offset], which must be within s, and advances offset; an invalid byte yields
 * U+FFFD. */
uint32_t utf8_next(struct str s, size_t *offset);
/* Encodes code as UTF-8 and returns its length, 1 to 4. */
size_t utf8_encode(uint32_t code, char out[4]);
/* Terminal columns: 0 for combining marks and control characters, 2 for wide characters. */
int utf8_width(uint32_t code);
/* Unicode white space, and U+200B and U+FEFF, which are invisible too. */
bool utf8_is_space(uint32_t code);
/* Whether code is a letter, mark or digit. */
bool utf8_is_word(uint32_t code);

#endif
