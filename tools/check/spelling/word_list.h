/* The list of words that satchel.xml names: UTF-8, with or without a byte order mark, in any normal form and with any
 * line ends. Words are separated by white space, commas or semicolons; # starts a comment that ends with the line.
 *
 * Anything else is a mistake, so that no word is lost in silence: a list in another encoding, flags of a Hunspell
 * dictionary (word/SM), signs that other spelling checkers give a meaning to (!word). */
#ifndef CHECK_SPELLING_WORD_LIST_H
#define CHECK_SPELLING_WORD_LIST_H

#include "base/buf.h"
#include "report/report.h"

/* Reports the first mistake in the bytes of the list at path, which the report keeps; false if there is one. */
bool word_list_check(struct str bytes, const char *path, struct report *report);

/* Removes from bytes, which may be those of any file, the byte order mark and comments: a space replaces each. */
void word_list_strip(struct buf *bytes);

#endif
