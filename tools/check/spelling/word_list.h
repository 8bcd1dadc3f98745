/* The word list named in satchel.xml: UTF-8, with or without a byte order mark, in any normal form and with any line
 * ends. White space, commas or semicolons separate words; # starts a comment that extends to the end of the line.
 *
 * Everything else is an error, so that no word is silently ignored: other encodings, flags of Hunspell dictionaries
 * (word/SM), and signs with a meaning in other spelling checkers (!word). */
#ifndef CHECK_SPELLING_WORD_LIST_H
#define CHECK_SPELLING_WORD_LIST_H

#include "base/buf.h"
#include "report/report.h"

/* Reports the first error in the list at path, which the report stores; false if there is one. */
bool word_list_check(struct str bytes, const char *path, struct report *report);

/* Replaces the byte order mark and comments in bytes, which may be of any file, by spaces. */
void word_list_strip(struct buf *bytes);

#endif
