/* satchel-pack: the keys and passphrases that its commands are given. Each complains itself and returns the exit code. */
#ifndef CMD_PACK_KEY_H
#define CMD_PACK_KEY_H

#include "cmd/pack.h"
#include "sign/secret_key.h"

/* Before any other call that has to do with keys; pack_open_key does it itself. */
int pack_start_cryptography(FILE *err);
/* What passphrase_get does, from where the arguments say; passphrase_free the passphrase. */
int pack_passphrase(const struct pack_arguments *arguments, const char *prompt, struct str *passphrase, bool *typed,
		    FILE *err);
/* Opens the key that --secret-key or SATCHEL_SECRET_KEY gives, which may take a passphrase. *key is the caller's, or
 * NULL. One that no passphrase protects is refused where everybody can read its file, and told where a group can. */
int pack_open_key(const struct pack_arguments *arguments, struct secret_key **key, FILE *err);

#endif
