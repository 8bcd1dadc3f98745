/* Where a passphrase comes from: never from an argument, which other people of the machine could see. */
#ifndef CMD_PASSPHRASE_H
#define CMD_PASSPHRASE_H

#include "base/str.h"

#include <stdio.h>

#define PASSPHRASE_VARIABLE "SATCHEL_PASSPHRASE"

enum passphrase_status {
	PASSPHRASE_OK,
	PASSPHRASE_CANCELLED,  /* Ctrl-C or Ctrl-D at the prompt */
	PASSPHRASE_NOWHERE,    /* no terminal, no variable, no descriptor */
	PASSPHRASE_UNREADABLE, /* errno says why */
	PASSPHRASE_TOO_LONG,
	PASSPHRASE_NO_MEMORY,
};

/* Sets *passphrase to text in memory that passphrase_free wipes: the first line from descriptor fd where that is not
 * negative; else the value of SATCHEL_PASSPHRASE, where it is set; else what is typed, unseen, at the terminal behind
 * prompt. *typed tells of the last. */
enum passphrase_status passphrase_get(int fd, const char *prompt, struct str *passphrase, bool *typed);
void passphrase_free(struct str passphrase);
/* What the status says, in words. */
const char *passphrase_text(enum passphrase_status status);

#endif
