/* Commands printed for users to run in a shell. */
#ifndef BASE_SHELL_H
#define BASE_SHELL_H

#include "base/buf.h"

/* Appends a file name as a shell word, quoted if necessary, and protected from being read as an option or as a remote
 * host by rsync. */
void shell_word(struct buf *out, const char *word);

#endif
