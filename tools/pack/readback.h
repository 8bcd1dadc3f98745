/* Reads a pack back before it is put in its place: a broken disk or a fault of ours stops there. */
#ifndef PACK_READBACK_H
#define PACK_READBACK_H

#include "reader/satchel.h"

#include <stdbool.h>

/* Opens the pack in the file and reads all of its entries with up to jobs threads, 0 for as many as there are
 * processors: so its structure, its index and all lengths and digests are checked, but not that what a lesson's JSON
 * says is what the index says of it. */
bool readback(int fd, unsigned jobs, struct satchel_error *error) SATCHEL_MUST_CHECK;

#endif
