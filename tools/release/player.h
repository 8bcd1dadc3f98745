/* The player of tools/web in the folder of a release, which becomes a web site by it. */
#ifndef RELEASE_PLAYER_H
#define RELEASE_PLAYER_H

#include "release/folder.h"
#include "sign/secret_key.h"

/* Writes the player, and player.json, by which it shows the packs of this folder if this key signed them. */
enum result player_write(struct release_folder *folder, const struct secret_key *key, struct buf *why) MUST_CHECK;

#endif
