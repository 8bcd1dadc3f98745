#include "reader/zip.h"

#include <string.h>

#define LOCAL_SIGNATURE 0x04034b50u
#define CENTRAL_SIGNATURE 0x02014b50u
#define END_SIGNATURE 0x06054b50u

enum {
	VERSION = 20, /* 2.0, made by MS-DOS, so that the attributes mean nothing */
	DATE = 0x0021, /* 1980-01-01, the earliest date in ZIP */
	METHOD_STORED = 0,
	METHOD_DEFLATED = 8,
};

/* Offsets of the fields that differ between entries, or between archives. */
enum { LOCAL_CRC = 14, LOCAL_STORED = 18, LOCAL_RAW = 22, LOCAL_NAME = 26 };
enum { CENTRAL_CRC = 16, CENTRAL_STORED = 20, CENTRAL_RAW = 24, CENTRAL_NAME = 28, CENTRAL_OFFSET = 42 };
enum { END_COUNT = 10, END_SIZE = 12, END_START = 16 };

static uint32_t get(const unsigned char *at, size_t size)
{
	uint32_t value = 0;
	while (size-- > 0)
		value = value << 8 | at[size];
	return value;
}

uint32_t zip_get(const unsigned char *record, const struct zip_field *field)
{
	return get(record + field->offset, field->size);
}

static void put_fields(unsigned char *record, const struct zip_field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t byte = 0; byte < fields[i].size; byte++)
			record[fields[i].offset + byte] = (unsigned char)(fields[i].value >> 8 * byte);
}

static uint32_t method_of(const struct zip_entry *entry)
{
	return entry->stored_size < entry->raw_size ? METHOD_DEFLATED : METHOD_STORED;
}

void zip_local_fields(const struct zip_entry *entry, struct zip_field fields[ZIP_LOCAL_FIELDS])
{
	const struct zip_field local[ZIP_LOCAL_FIELDS] = {
		{ 0, 4, LOCAL_SIGNATURE, "the signature" },
		{ 4, 2, VERSION, "the version needed" },
		{ 6, 2, 0, "the flags field" },
		{ 8, 2, method_of(entry), "the method" },
		{ 10, 2, 0, "the time" },
		{ 12, 2, DATE, "the date" },
		{ LOCAL_CRC, 4, entry->crc, "the CRC-32" },
		{ LOCAL_STORED, 4, entry->stored_size, "the stored length" },
		{ LOCAL_RAW, 4, entry->raw_size, "the raw length" },
		{ LOCAL_NAME, 2, entry->name_size, "the length of the name" },
		{ 28, 2, 0, "the length of the extra field" },
	};
	memcpy(fields, local, sizeof(local));
}

void zip_central_fields(const struct zip_entry *entry, struct zip_field fields[ZIP_CENTRAL_FIELDS])
{
	const struct zip_field central[ZIP_CENTRAL_FIELDS] = {
		{ 0, 4, CENTRAL_SIGNATURE, "the signature" },
		{ 4, 2, VERSION, "the version made by" },
		{ 6, 2, VERSION, "the version needed" },
		{ 8, 2, 0, "the flags field" },
		{ 10, 2, method_of(entry), "the method" },
		{ 12, 2, 0, "the time" },
		{ 14, 2, DATE, "the date" },
		{ CENTRAL_CRC, 4, entry->crc, "the CRC-32" },
		{ CENTRAL_STORED, 4, entry->stored_size, "the stored length" },
		{ CENTRAL_RAW, 4, entry->raw_size, "the raw length" },
		{ CENTRAL_NAME, 2, entry->name_size, "the length of the name" },
		{ 30, 2, 0, "the length of the extra field" },
		{ 32, 2, 0, "the length of the comment" },
		{ 34, 2, 0, "the disk number" },
		{ 36, 2, 0, "the internal attributes field" },
		{ 38, 4, 0, "the external attributes field" },
		{ CENTRAL_OFFSET, 4, entry->offset, "the offset of the local header" },
	};
	memcpy(fields, central, sizeof(central));
}

void zip_end_fields(const struct zip_end *end, struct zip_field fields[ZIP_END_FIELDS])
{
	const struct zip_field record[ZIP_END_FIELDS] = {
		{ 0, 4, END_SIGNATURE, "the signature" },
		{ 4, 2, 0, "the disk number" },
		{ 6, 2, 0, "the disk number of the central directory" },
		{ 8, 2, end->count, "the number of entries on this disk" },
		{ END_COUNT, 2, end->count, "the number of entries" },
		{ END_SIZE, 4, end->size, "the length of the central directory" },
		{ END_START, 4, end->start, "the offset of the central directory" },
		{ 20, 2, 0, "the length of the comment" },
	};
	memcpy(fields, record, sizeof(record));
}

bool zip_is_local(const void *bytes)
{
	return get(bytes, ZIP_SIGNATURE_SIZE) == LOCAL_SIGNATURE;
}

bool zip_is_central(const void *bytes)
{
	return get(bytes, ZIP_SIGNATURE_SIZE) == CENTRAL_SIGNATURE;
}

bool zip_is_end(const void *bytes)
{
	return get(bytes, ZIP_SIGNATURE_SIZE) == END_SIGNATURE;
}

size_t zip_put_local(unsigned char *record, struct zip_entry entry, const char *name)
{
	struct zip_field fields[ZIP_LOCAL_FIELDS];
	size_t len = strlen(name);
	entry.name_size = (uint32_t)len;
	zip_local_fields(&entry, fields);
	put_fields(record, fields, ZIP_LOCAL_FIELDS);
	memcpy(record + ZIP_LOCAL_SIZE, name, len);
	return ZIP_LOCAL_SIZE + len;
}

size_t zip_put_central(unsigned char *record, struct zip_entry entry, const char *name)
{
	struct zip_field fields[ZIP_CENTRAL_FIELDS];
	size_t len = strlen(name);
	entry.name_size = (uint32_t)len;
	zip_central_fields(&entry, fields);
	put_fields(record, fields, ZIP_CENTRAL_FIELDS);
	memcpy(record + ZIP_CENTRAL_SIZE, name, len);
	return ZIP_CENTRAL_SIZE + len;
}

size_t zip_put_end(unsigned char *record, const struct zip_end *end)
{
	struct zip_field fields[ZIP_END_FIELDS];
	zip_end_fields(end, fields);
	put_fields(record, fields, ZIP_END_FIELDS);
	return ZIP_END_SIZE;
}

void zip_get_local(const unsigned char *record, struct zip_entry *entry)
{
	*entry = (struct zip_entry){ get(record + LOCAL_CRC, 4), get(record + LOCAL_STORED, 4),
				     get(record + LOCAL_RAW, 4), entry->offset,
				     get(record + LOCAL_NAME, 2) };
}

void zip_get_central(const unsigned char *record, struct zip_entry *entry)
{
	*entry = (struct zip_entry){ get(record + CENTRAL_CRC, 4), get(record + CENTRAL_STORED, 4),
				     get(record + CENTRAL_RAW, 4), get(record + CENTRAL_OFFSET, 4),
				     get(record + CENTRAL_NAME, 2) };
}

void zip_get_end(const unsigned char *record, struct zip_end *end)
{
	*end = (struct zip_end){ get(record + END_COUNT, 2), get(record + END_SIZE, 4), get(record + END_START, 4) };
}

bool zip_is_deflated(const struct satchel_entry *entry)
{
	return entry->stored_size < entry->raw_size;
}

uint64_t zip_extent(const struct satchel_entry *entry)
{
	return ZIP_LOCAL_SIZE + strlen(entry->name) + entry->stored_size;
}

uint64_t zip_entry_end(const struct satchel_entry *entry)
{
	return entry->offset + zip_extent(entry);
}

struct zip_entry zip_entry_of(const struct satchel_entry *entry, uint32_t crc)
{
	return (struct zip_entry){ crc, entry->stored_size, entry->raw_size, (uint32_t)entry->offset,
				   (uint32_t)strlen(entry->name) };
}
