/* Where a passphrase comes from: never from an argument, which other users of the machine could see. */
#ifndef SIGN_PASSPHRASE_H
#define SIGN_PASSPHRASE_H

#include "base/attributes.h"
#include "base/str.h"

#define PASSPHRASE_VARIABLE "SATCHEL_PASSPHRASE" /* of the environment */

enum passphrase_status {
	PASSPHRASE_OK,
	PASSPHRASE_CANCELLED,  /* Ctrl-C or Ctrl-D at the prompt */
	PASSPHRASE_NOWHERE,    /* no terminal, variable or descriptor */
	PASSPHRASE_UNREADABLE, /* see errno */
	PASSPHRASE_TOO_LONG,
	PASSPHRASE_NO_MEMORY,
};

/* Sets *passphrase to text that passphrase_free wipes: the first line from descriptor fd unless that is negative; else
 * given, the value of PASSPHRASE_VARIABLE, unless it is NULL; else what is typed, without echo, at the terminal after
 * prompt; then *typed is set. */
enum passphrase_status passphrase_get(int fd, const char *given, const char *prompt, struct str *passphrase,
				      bool *typed) MUST_CHECK;
void passphrase_free(struct str passphrase);
/* Describes the status in words. */
const char *passphrase_text(enum passphrase_status status);

#endif
