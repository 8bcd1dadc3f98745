/* Commands that programs print, for people to give to a shell. */
#ifndef BASE_SHELL_H
#define BASE_SHELL_H

#include "base/buf.h"

/* Appends the name of a file as a word of a shell, in quotes where it needs them. What looks like an option, or to rsync
 * like a machine, is a file all the same. */
void shell_word(struct buf *out, const char *word);

#endif
