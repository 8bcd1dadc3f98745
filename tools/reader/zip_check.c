/* The strict profile of ZIP: each field of each header has exactly one valid value. */
#include "reader/internal.h"

#include <string.h>

static bool check_fields(const unsigned char *record, const struct zip_field *fields, size_t count, const char *what,
			 const char *entry, struct problems *problems)
{
	bool good = true;
	for (size_t i = 0; i < count; i++) {
		uint32_t value = zip_get(record, &fields[i]);
		if (value != fields[i].value)
			good = add_problem(problems, SATCHEL_DAMAGED, entry, "%s: %s is %lu, not %lu", what,
					   fields[i].what, (unsigned long)value, (unsigned long)fields[i].value);
	}
	return good;
}

bool zip_read_sizes(const struct input *input, struct satchel_entry *entry, struct problems *problems)
{
	unsigned char header[ZIP_LOCAL_SIZE];
	struct zip_entry sizes = { 0 };
	if (!input_read(input, entry->offset, header, ZIP_LOCAL_SIZE, entry->name, problems))
		return false;
	zip_get_local(header, &sizes);
	entry->stored_size = sizes.stored_size;
	entry->raw_size = sizes.raw_size;
	return true;
}

bool zip_check_local(const unsigned char *header, const struct satchel_entry *entry, uint32_t *crc,
		     struct problems *problems)
{
	struct zip_field fields[ZIP_LOCAL_FIELDS];
	struct zip_entry local = { 0 };
	zip_get_local(header, &local);
	*crc = local.crc;
	local = zip_entry_of(entry, *crc);
	zip_local_fields(&local, fields);
	bool good = check_fields(header, fields, ZIP_LOCAL_FIELDS, "local header", entry->name, problems);
	if (memcmp(header + ZIP_LOCAL_SIZE, entry->name, local.name_size) != 0)
		good = add_problem(problems, SATCHEL_DAMAGED, entry->name,
				   "local header: the name differs from that in the index");
	return good;
}

void zip_check_central(const unsigned char *record, const struct satchel_entry *entry, const uint32_t *crc,
		       struct problems *problems)
{
	struct zip_field fields[ZIP_CENTRAL_FIELDS];
	struct zip_entry central;
	zip_get_central(record, &central);
	central = zip_entry_of(entry, crc ? *crc : central.crc);
	zip_central_fields(&central, fields);
	bool is_record = zip_is_central(record);
	check_fields(record, fields, is_record ? ZIP_CENTRAL_FIELDS : 1, "central directory", entry->name, problems);
	if (is_record && memcmp(record + ZIP_CENTRAL_SIZE, entry->name, central.name_size) != 0)
		add_problem(problems, SATCHEL_DAMAGED, entry->name,
			    "central directory: the name differs from that in the index");
}

bool zip_check_end(const struct input *input, struct zip_end *end, struct problems *problems)
{
	unsigned char record[ZIP_END_SIZE];
	struct zip_field fields[ZIP_END_FIELDS];
	if (input->size < ZIP_END_SIZE ||
	    !input_read(input, input->size - ZIP_END_SIZE, record, ZIP_END_SIZE, "", problems))
		return false;
	if (!zip_is_end(record))
		return add_problem(problems, SATCHEL_DAMAGED, "",
			       "the end record is not at the end: the file is cut short or has extra bytes");
	zip_get_end(record, end);
	zip_end_fields(end, fields);
	check_fields(record, fields, ZIP_END_FIELDS, "end record", "", problems);
	if ((uint64_t)end->start + end->size + ZIP_END_SIZE == input->size)
		return true;
	return add_problem(
		problems, SATCHEL_DAMAGED, "",
		"end record: the length of the central directory is %lu and the offset of the central directory %lu, "
		"which does not lead to the record",
		(unsigned long)end->size, (unsigned long)end->start);
}
