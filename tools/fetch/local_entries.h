/* The entries of all local packs, from which a new pack can be built. The packs may be damaged: an entry is used only
 * after its digest has been verified. */
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
/* Adds the entries in a pack's index, as far as it is readable. Takes ownership of fd even on failure; *error gives the
 * reason. */
enum satchel_status local_entries_add(struct local_entries *local, int fd, const char *path,
				      struct satchel_error *error) MUST_CHECK;
/* For tests: adds an entry without a pack. False if memory ran out. */
bool local_entries_add_entry(struct local_entries *local, const struct satchel_entry *entry, size_t pack) MUST_CHECK;

/* An entry with the same stored and raw bytes as wanted, whatever its name and offset; NULL if there is none. */
const struct local_entry *local_entries_find(struct local_entries *local,
					     const struct satchel_entry *wanted) MUST_CHECK;
/* Reads an entry's stored bytes, verified against the digest in the index, and the CRC-32 of its local header. False if
 * that fails; then fetch it. The caller frees *bytes. */
bool local_entries_read(const struct local_entries *local, const struct local_entry *entry, struct satchel_bytes *bytes,
		uint32_t *crc) MUST_CHECK;

#endif
