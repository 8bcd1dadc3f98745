/* Packs that are here already, as a set of entries that a new one may be made of. They may be damaged: nothing is
 * taken from them before it was held against its digest. */
#ifndef FETCH_LOCAL_ENTRIES_H
#define FETCH_LOCAL_ENTRIES_H

#include "fetch/partial_file.h"
#include "reader/zip.h"

enum { LOCAL_PACKS = 3 };

struct local_pack {
	char *path; /* for messages */
	struct unfinished file;
	struct satchel *pack;
};

struct local_entry {
	struct satchel_entry entry;
	size_t pack;
};

struct local_entries {
	struct local_pack packs[LOCAL_PACKS];
	size_t pack_count;
	struct local_entry *entries;
	size_t count, room;
	bool sorted;
};

void local_entries_init(struct local_entries *local);
void local_entries_release(struct local_entries *local);
/* Takes in what the index of a pack tells, as far as it can be read. fd is its own from now on, also where that
 * fails; *error says why it did. */
enum satchel_status local_entries_add(struct local_entries *local, int fd, const char *path, struct satchel_error *error) MUST_CHECK;
/* For tests: an entry without a pack. False where memory ran out. */
bool local_entries_add_entry(struct local_entries *local, const struct satchel_entry *entry, size_t pack) MUST_CHECK;

/* An entry that has the same stored and raw bytes as the wanted one, whatever its name and place; NULL where there is
 * none. */
const struct local_entry *local_entries_find(struct local_entries *local, const struct satchel_entry *wanted) MUST_CHECK;
/* Reads its stored bytes, which have the digest in the index, and the CRC-32 of its local header. False
 * where they can't be had; then it must come from elsewhere. *bytes is the caller's. */
bool local_entries_read(const struct local_entries *local, const struct local_entry *entry, struct satchel_bytes *bytes,
		uint32_t *crc) MUST_CHECK;

/* The CRC-32 in the local header of an entry of the pack. */
bool local_pack_read_crc(const struct local_pack *pack, const struct satchel_entry *entry, uint32_t *crc) MUST_CHECK;

#endif
