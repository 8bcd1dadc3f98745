/* The layout of ZIP archives in the only form used in packs (packs/FORMAT.md): the only place that knows the offsets,
 * sizes and constants of its records. Numbers are little-endian. Field names are those of APPNOTE.TXT 4.3.7, 4.3.12 and
 * 4.3.16. */
#ifndef READER_ZIP_H
#define READER_ZIP_H

#include "reader/satchel.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ZIP_SIGNATURE_SIZE = 4,
	/* Sizes of records, without the name after the first two. */
	ZIP_LOCAL_SIZE = 30,
	ZIP_CENTRAL_SIZE = 46,
	ZIP_END_SIZE = 22,
	ZIP_LOCAL_MAX = ZIP_LOCAL_SIZE + SATCHEL_NAME_MAX,
	ZIP_CENTRAL_MAX = ZIP_CENTRAL_SIZE + SATCHEL_NAME_MAX,
};

/* The variable fields of an entry's headers. An entry is deflated if that makes it smaller. */
struct zip_entry {
	uint32_t crc, stored_size, raw_size;
	uint32_t offset; /* of the local header */
	uint32_t name_size;
};

struct zip_end {
	uint32_t count; /* of entries */
	uint32_t size, start; /* of the central directory */
};

/* A field of a record with its required value. */
struct zip_field {
	unsigned char offset, size;
	uint32_t value;
	const char *what;
};
enum { ZIP_LOCAL_FIELDS = 11, ZIP_CENTRAL_FIELDS = 17, ZIP_END_FIELDS = 8 };
void zip_local_fields(const struct zip_entry *entry, struct zip_field fields[ZIP_LOCAL_FIELDS]);
void zip_central_fields(const struct zip_entry *entry, struct zip_field fields[ZIP_CENTRAL_FIELDS]);
void zip_end_fields(const struct zip_end *end, struct zip_field fields[ZIP_END_FIELDS]);
uint32_t zip_get(const unsigned char *record, const struct zip_field *field);

/* Whether bytes begin with the signature of such a record. */
bool zip_is_local(const void *bytes);
bool zip_is_central(const void *bytes);
bool zip_is_end(const void *bytes);

/* Each writes a record and the name after it, and returns its size; name_size is that of name. */
size_t zip_put_local(unsigned char *record, struct zip_entry entry, const char *name);
size_t zip_put_central(unsigned char *record, struct zip_entry entry, const char *name);
size_t zip_put_end(unsigned char *record, const struct zip_end *end);

/* Each reads the variable fields without checks. A local header has no offset, so that field is left unchanged. */
void zip_get_local(const unsigned char *record, struct zip_entry *entry);
void zip_get_central(const unsigned char *record, struct zip_entry *entry);
void zip_get_end(const unsigned char *record, struct zip_end *end);

bool zip_is_deflated(const struct satchel_entry *entry);
/* The number of bytes from an entry's local header to the next one's. */
uint64_t zip_extent(const struct satchel_entry *entry);
/* The offset of the first byte after an entry's stored bytes. */
uint64_t zip_entry_end(const struct satchel_entry *entry);
/* The header fields of an entry. */
struct zip_entry zip_entry_of(const struct satchel_entry *entry, uint32_t crc);

#endif
