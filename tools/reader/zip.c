/* The strict profile of ZIP: each header has one form that it can take, field by field. */
#include "reader/internal.h"

#include <string.h>

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

bool is_deflated(const struct satchel_entry *entry)
{
	return entry->stored_size < entry->raw_size;
}

struct field {
	unsigned char offset, size;
	const char *what;
	uint32_t expected;
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool check_fields(const unsigned char *header, const struct field *fields, size_t count, const char *record,
			 const char *entry, struct troubles *troubles)
{
	bool good = true;
	for (size_t i = 0; i < count; i++) {
		const unsigned char *at = header + fields[i].offset;
		uint32_t value = fields[i].size == 2 ? little16(at) : little32(at);
		if (value != fields[i].expected)
			good = trouble(troubles, SATCHEL_DAMAGED, entry, "%s: %s is %lu, not %lu", record,
				       fields[i].what, (unsigned long)value, (unsigned long)fields[i].expected);
	}
	return good;
}

bool zip_read_sizes(const struct input *input, struct satchel_entry *entry, struct troubles *troubles)
{
	unsigned char header[LOCAL_SIZE];
	if (!input_read(input, entry->offset, header, LOCAL_SIZE, entry->name, troubles))
		return false;
	entry->stored_size = little32(header + 18);
	entry->raw_size = little32(header + 22);
	return true;
}

bool zip_check_local(const unsigned char *header, const struct satchel_entry *entry, uint32_t *crc,
		     struct troubles *troubles)
{
	size_t len = strlen(entry->name);
	*crc = little32(header + 14);
	const struct field fields[] = {
		{ 0, 4, "the signature", LOCAL_SIGNATURE },
		{ 4, 2, "the version needed", VERSION },
		{ 6, 2, "the flags field", 0 },
		{ 8, 2, "the method", is_deflated(entry) ? 8 : 0 },
		{ 10, 2, "the time", 0 },
		{ 12, 2, "the date", DATE },
		{ 18, 4, "the stored length", entry->stored_size },
		{ 22, 4, "the raw length", entry->raw_size },
		{ 26, 2, "the length of the name", (uint32_t)len },
		{ 28, 2, "the length of the extra field", 0 },
	};
	bool good = check_fields(header, fields, COUNT(fields), "local header", entry->name, troubles);
	if (memcmp(header + LOCAL_SIZE, entry->name, len) != 0)
		good = trouble(troubles, SATCHEL_DAMAGED, entry->name, "local header: the name differs from that in the index");
	return good;
}

void zip_check_central(const unsigned char *record, const struct satchel_entry *entry, uint32_t crc,
		       struct troubles *troubles)
{
	size_t len = strlen(entry->name);
	const struct field fields[] = {
		{ 4, 2, "the version made by", VERSION },
		{ 6, 2, "the version needed", VERSION },
		{ 8, 2, "the flags field", 0 },
		{ 10, 2, "the method", is_deflated(entry) ? 8 : 0 },
		{ 12, 2, "the time", 0 },
		{ 14, 2, "the date", DATE },
		{ 16, 4, "the CRC-32", crc },
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
	check_fields(record, fields, COUNT(fields), "central directory", entry->name, troubles);
	if (memcmp(record + CENTRAL_SIZE, entry->name, len) != 0)
		trouble(troubles, SATCHEL_DAMAGED, entry->name, "central directory: the name differs from that in the index");
}

bool zip_check_end(const struct input *input, struct zip_end *told, struct troubles *troubles)
{
	unsigned char end[END_SIZE];
	if (input->size < END_SIZE || !input_read(input, input->size - END_SIZE, end, END_SIZE, "", troubles))
		return false;
	if (little32(end) != END_SIGNATURE)
		return trouble(troubles, SATCHEL_DAMAGED, "",
			       "the end record is not at the end: the file is cut short or has extra bytes");
	told->count = little16(end + 10);
	told->start = little32(end + 16);
	uint64_t size = little32(end + 12), start = told->start;
	const struct field fields[] = {
		{ 4, 2, "the disk number", 0 },
		{ 6, 2, "the disk number of the central directory", 0 },
		{ 8, 2, "the number of entries on this disk", told->count },
		{ 20, 2, "the length of the comment", 0 },
	};
	check_fields(end, fields, COUNT(fields), "end record", "", troubles);
	if (start + size + END_SIZE == input->size)
		return true;
	return trouble(troubles, SATCHEL_DAMAGED, "",
		       "end record: the length of the central directory is %llu and the offset of the central directory %llu, "
		       "which does not lead to the record",
		       (unsigned long long)size, (unsigned long long)start);
}
