/* Public keys with which programs verify signatures. */
#ifndef CMD_PUBLIC_KEY_H
#define CMD_PUBLIC_KEY_H

#include "reader/satchel.h"

#include <stdio.h>

/* Reads the file of a public key. Returns the exit code, after printing a message in the name of program on failure. */
int public_key_read(const char *path, struct satchel_key *key, const char *program, FILE *err);

#endif
