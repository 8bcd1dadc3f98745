/* An older pack from which the stored bytes of unchanged entries are taken, so that another version or level of
 * libdeflate does not change them. */
#ifndef PACK_BASE_PACK_H
#define PACK_BASE_PACK_H

#include "base/result.h"
#include "pack/deflate.h"
#include "reader/satchel.h"

struct base_entry {
	struct satchel_entry entry;
	uint32_t crc;
};

struct base {
	int fd; /* or -1 */
	struct satchel *pack;
	struct base_entry *entries; /* sorted by CRC-32 and length of their raw bytes */
	size_t count, room;
	bool failed; /* memory ran out */
};

/* Opens the pack at path, and checks its index and that its id is id. Entries are checked when they are taken.
 * Close it whatever the result. */
enum result base_open(struct base *base, const char *path, struct str id, struct buf *why) MUST_CHECK;
void base_close(struct base *base);
/* Takes the stored bytes of raw, which packed describes. False if the base does not have them. Thread-safe. */
bool base_take(const struct base *base, struct packed *packed, struct str raw) MUST_CHECK;
/* Reads the CRC-32 of an entry of a pack from its local header. */
bool base_read_crc(int fd, const struct satchel_entry *entry, uint32_t *crc) MUST_CHECK;

#endif
