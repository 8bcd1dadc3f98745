/* Fixed English phrases in plain text. A phrase is written in lower case with single spaces; it matches ASCII letters
 * of either case, and any run of white space. Only whole words match. */
#ifndef CHECK_CORE_PHRASE_H
#define CHECK_CORE_PHRASE_H

#include "base/str.h"

/* The length of the match of phrase at the beginning of text, in bytes, or 0. */
size_t phrase_starts(struct str text, const char *phrase);
/* The same for the first match in a list that ends with NULL. */
size_t phrase_starts_any(struct str text, const char *const *phrases);
/* The offset of phrase at the end of text; text.len if text does not end with it. */
size_t phrase_ends(struct str text, const char *phrase);
/* The same for the first match in a list that ends with NULL. */
size_t phrase_ends_any(struct str text, const char *const *phrases);
/* Whether text contains any phrase of a list that ends with NULL. */
bool phrase_in_any(struct str text, const char *const *phrases);

/* Sets *word to the next word, and *at to its end; false if there is none. A word consists of letters and digits and
 * what joins them: non-invasive, Parkinson's. */
bool phrase_next_word(struct str text, size_t *at, struct str *word);
bool phrase_in_word_beyond_ascii(struct str text, size_t offset);

/* Whether the byte at offset is part of a word. */
static inline bool phrase_in_word(struct str text, size_t offset)
{
	if (offset >= text.len || (unsigned char)text.at[offset] >= 0x80)
		return offset < text.len && phrase_in_word_beyond_ascii(text, offset);
	return ascii_is_alphanumeric(text.at[offset]);
}

/* The offset of the next byte, from offset on, that is neither an ASCII letter or digit nor a space; text.len if there
 * is none. */
size_t phrase_next_sign(struct str text, size_t offset);

/* Moves text past the first of the phrases that it begins with, and trims it; false if it begins with none. */
bool phrase_take(struct str *text, const char *const *phrases);
/* Whether the text has a verb such as "isn't", with either apostrophe. */
bool phrase_has_contracted_not(struct str text);
/* Orders word, which is in lower case, and text as strcmp does, ignoring the case of text. */
int phrase_order(const char *word, struct str text);

/* text without its first count bytes. */
static inline struct str phrase_after(struct str text, size_t count)
{
	count = count < text.len ? count : text.len;
	return (struct str){ text.at + count, text.len - count };
}

#endif
