/* Public keys with which programs verify signatures. */
#ifndef CMD_PUBLIC_KEY_H
#define CMD_PUBLIC_KEY_H

#include "cmd/program.h"
#include "reader/satchel.h"

/* Reads the file of a public key. Returns the exit code, after a message on failure. */
int public_key_read(const struct program *program, const char *path, struct satchel_key *key);

#endif
