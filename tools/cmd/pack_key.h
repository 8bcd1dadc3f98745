/* satchel-pack: the keys and passphrases of its commands. Each function prints its own messages and returns the exit
 * code. */
#ifndef CMD_PACK_KEY_H
#define CMD_PACK_KEY_H

#include "cmd/pack.h"
#include "sign/secret_key.h"

/* Call it before other functions for keys; pack_open_key calls it itself. */
int pack_start_cryptography(const struct program *program);
/* Calls passphrase_get with the source given in the arguments; free the result with passphrase_free. */
int pack_passphrase(const struct pack_arguments *arguments, const char *prompt, struct str *passphrase, bool *typed);
/* Opens the key in --secret-key or SATCHEL_SECRET_KEY, which may need a passphrase. The caller frees *key, which may be
 * NULL. A key without passphrase is refused if everybody can read its file; if a group can, it prints a warning. */
int pack_open_key(const struct pack_arguments *arguments, struct secret_key **key);

#endif
