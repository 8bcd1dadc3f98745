/* Verifies a pack before it is committed, to detect faulty disks and our own bugs. */
#ifndef PACK_READBACK_H
#define PACK_READBACK_H

#include "reader/satchel.h"

#include <stdbool.h>

/* Opens the pack in the file and reads all its entries with up to jobs threads, 0 for the number of processors. Checks
 * its structure, index, lengths and digests, but not whether each lesson matches its index rows. */
bool readback(int fd, unsigned jobs, struct satchel_error *error) SATCHEL_MUST_CHECK;

#endif
