/* Public keys that programs are given to check signatures by. */
#ifndef CMD_PUBLIC_KEY_H
#define CMD_PUBLIC_KEY_H

#include "reader/satchel.h"

#include <stdio.h>

/* Reads the file of a public key. Returns the exit code; what is wrong is told, as from program. */
int public_key_read(const char *path, struct satchel_key *key, const char *program, FILE *err);

#endif
