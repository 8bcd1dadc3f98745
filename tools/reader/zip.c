/* The strict profile of ZIP: each header has one form that it can take, field by field. */
#include "reader/internal.h"

#include <stdlib.h>
#include <string.h>

#define LOCAL_SIGNATURE 0x04034b50u
#define CENTRAL_SIGNATURE 0x02014b50u
#define END_SIGNATURE 0x06054b50u
enum { VERSION = 20, DATE = 0x0021 }; /* 1980-01-01, the earliest that ZIP can tell */

uint32_t little16(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

uint32_t little32(const unsigned char *p)
{
	return little16(p) | little16(p + 2) << 16;
}

uint64_t entry_end(const struct satchel_entry *entry)
{
	return entry->offset + LOCAL_SIZE + strlen(entry->name) + entry->stored_size;
}

struct field {
	unsigned char offset, size;
	const char *what;
	uint32_t expected;
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool check_fields(const unsigned char *header, const struct field *fields, size_t count, const char *record,
			 const char *name, struct troubles *troubles)
{
	bool good = true;
	for (size_t i = 0; i < count; i++) {
		const unsigned char *at = header + fields[i].offset;
		uint32_t value = fields[i].size == 2 ? little16(at) : little32(at);
		if (value != fields[i].expected)
			good = trouble(troubles, SATCHEL_DAMAGED, "%s%s%s: %s is %lu, not %lu", record,
				       *name ? " of " : "", name, fields[i].what, (unsigned long)value,
				       (unsigned long)fields[i].expected);
	}
	return good;
}

/* Reads the header and holds its name against the entry's; the rest is for the caller. */
static bool read_local(const struct input *input, const struct satchel_entry *entry, unsigned char *header,
		       struct troubles *troubles)
{
	char name[SATCHEL_NAME_MAX];
	size_t len = strlen(entry->name);
	if (!input_read(input, entry->offset, header, LOCAL_SIZE, troubles))
		return false;
	const struct field fields[] = {
		{ 0, 4, "the signature", LOCAL_SIGNATURE },
		{ 26, 2, "the length of the name", (uint32_t)len },
	};
	if (!check_fields(header, fields, COUNT(fields), "local header", entry->name, troubles))
		return false;
	if (!input_read(input, entry->offset + LOCAL_SIZE, name, len, troubles))
		return false;
	if (memcmp(name, entry->name, len) != 0)
		return trouble(troubles, SATCHEL_DAMAGED, "local header of %s: it bears another name", entry->name);
	return true;
}

static bool check_local_fields(const unsigned char *header, const struct satchel_entry *entry,
			       struct troubles *troubles)
{
	const struct field fields[] = {
		{ 4, 2, "the version needed", VERSION },
		{ 6, 2, "the flags field", 0 },
		{ 8, 2, "the method", entry->deflated ? 8 : 0 },
		{ 10, 2, "the time", 0 },
		{ 12, 2, "the date", DATE },
		{ 14, 4, "the CRC-32", entry->crc },
		{ 18, 4, "the stored length", entry->stored_size },
		{ 22, 4, "the raw length", entry->raw_size },
		{ 28, 2, "the length of the extra field", 0 },
	};
	return check_fields(header, fields, COUNT(fields), "local header", entry->name, troubles);
}

bool zip_read_local(const struct input *input, struct satchel_entry *entry, struct troubles *troubles)
{
	unsigned char header[LOCAL_SIZE];
	if (!read_local(input, entry, header, troubles))
		return false;
	uint32_t method = little16(header + 8);
	if (method != 0 && method != 8)
		return trouble(troubles, SATCHEL_DAMAGED, "local header of %s: the method is %lu, neither 0 nor 8",
			       entry->name, (unsigned long)method);
	entry->deflated = method == 8;
	entry->crc = little32(header + 14);
	entry->crc_known = true;
	entry->stored_size = little32(header + 18);
	entry->raw_size = little32(header + 22);
	if (!entry->deflated && entry->stored_size != entry->raw_size)
		return trouble(troubles, SATCHEL_DAMAGED, "local header of %s: stored, but its two lengths differ",
			       entry->name);
	return check_local_fields(header, entry, troubles);
}

bool zip_check_local(const struct input *input, struct satchel_entry *entry, struct troubles *troubles)
{
	unsigned char header[LOCAL_SIZE];
	if (!read_local(input, entry, header, troubles))
		return false;
	if (!entry->crc_known)
		entry->crc = little32(header + 14);
	entry->crc_known = true;
	return check_local_fields(header, entry, troubles);
}

/* One record of the central directory; returns false where the next can't be found any more. */
static bool check_central(const unsigned char *record, size_t room, struct satchel_entry *entry,
			  struct troubles *troubles)
{
	size_t len = strlen(entry->name);
	if (room < CENTRAL_SIZE + len)
		return trouble(troubles, SATCHEL_DAMAGED, "central directory: it ends within the record of %s",
			       entry->name);
	if (!entry->crc_known)
		entry->crc = little32(record + 16);
	entry->crc_known = true;
	const struct field fields[] = {
		{ 0, 4, "the signature", CENTRAL_SIGNATURE },
		{ 4, 2, "the version made by", VERSION },
		{ 6, 2, "the version needed", VERSION },
		{ 8, 2, "the flags field", 0 },
		{ 10, 2, "the method", entry->deflated ? 8 : 0 },
		{ 12, 2, "the time", 0 },
		{ 14, 2, "the date", DATE },
		{ 16, 4, "the CRC-32", entry->crc },
		{ 20, 4, "the stored length", entry->stored_size },
		{ 24, 4, "the raw length", entry->raw_size },
		{ 28, 2, "the length of the name", (uint32_t)len },
		{ 30, 2, "the length of the extra field", 0 },
		{ 32, 2, "the length of the comment", 0 },
		{ 34, 2, "the disk number", 0 },
		{ 36, 2, "the internal attributes field", 0 },
		{ 38, 4, "the external attributes field", 0 },
		{ 42, 4, "the offset of the local header", (uint32_t)entry->offset },
	};
	check_fields(record, fields, COUNT(fields), "central directory, record", entry->name, troubles);
	if (memcmp(record + CENTRAL_SIZE, entry->name, len) != 0)
		trouble(troubles, SATCHEL_DAMAGED, "central directory, record of %s: it bears another name",
			entry->name);
	return little32(record) == CENTRAL_SIGNATURE;
}

static bool check_end(const struct input *input, uint64_t start, uint64_t size, size_t count,
		      struct troubles *troubles)
{
	unsigned char end[END_SIZE];
	if (input->size < END_SIZE || !input_read(input, input->size - END_SIZE, end, END_SIZE, troubles) ||
	    little32(end) != END_SIGNATURE)
		return trouble(troubles, SATCHEL_DAMAGED,
			       "the end record does not stand at the end: the file is cut short or has bytes added");
	const struct field fields[] = {
		{ 4, 2, "the disk number", 0 },
		{ 6, 2, "the disk number of the central directory", 0 },
		{ 8, 2, "the number of entries on this disk", (uint32_t)count },
		{ 10, 2, "the number of entries", (uint32_t)count },
		{ 12, 4, "the length of the central directory", (uint32_t)size },
		{ 16, 4, "the offset of the central directory", (uint32_t)start },
		{ 20, 2, "the length of the comment", 0 },
	};
	return check_fields(end, fields, COUNT(fields), "end record", "", troubles);
}

bool zip_check_tail(struct satchel *pack, struct troubles *troubles)
{
	uint64_t start = entry_end(&pack->entries[pack->entry_count - 1]), size = 0;
	for (size_t i = 0; i < pack->entry_count; i++)
		size += CENTRAL_SIZE + strlen(pack->entries[i].name);
	bool good = check_end(&pack->input, start, size, pack->entry_count, troubles);
	if (start + size + END_SIZE != pack->input.size)
		good = trouble(troubles, SATCHEL_DAMAGED, "the file is %llu bytes long, not %llu as its entries say",
			       (unsigned long long)pack->input.size, (unsigned long long)(start + size + END_SIZE));
	if (start > pack->input.size || size > pack->input.size - start)
		return false; /* cut short, which has been said */
	unsigned char *directory = malloc((size_t)size);
	if (!directory)
		return trouble_memory(troubles);
	size_t before = troubles->count;
	if (input_read(&pack->input, start, directory, (size_t)size, troubles)) {
		size_t at = 0;
		for (size_t i = 0; i < pack->entry_count; i++) {
			if (!check_central(directory + at, (size_t)size - at, &pack->entries[i], troubles))
				break;
			at += CENTRAL_SIZE + strlen(pack->entries[i].name);
		}
	}
	free(directory);
	return good && troubles->count == before;
}
