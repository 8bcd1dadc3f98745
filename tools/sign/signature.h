/* Makes signatures in minisign's format, over the message itself ("Ed"), so that WebCrypto can verify them too.
 * satchel.h checks them. */
#ifndef SIGN_SIGNATURE_H
#define SIGN_SIGNATURE_H

#include "sign/secret_key.h"

/* Appends the signature file. comment is signed too; it is one line of at most 1,024 bytes. */
void signature_make(const struct secret_key *key, struct str message, struct str comment, struct buf *out);

#endif
