/* libFuzzer target: any bytes at all are opened as a pack, read, and verified. */
#include "reader/satchel.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void count_problem(void *context, const char *message)
{
	size_t *count = context;
	*count += message[0] != '\0';
}

/* What verify finds good can be read to the last entry. */
static void read_all(const struct satchel *pack, int must_be_good)
{
	for (size_t i = 0; i < satchel_entry_count(pack); i++) {
		struct satchel_bytes bytes;
		struct satchel_error error;
		const struct satchel_entry *entry = satchel_entry(pack, i);
		if (satchel_read(pack, entry->name, &bytes, &error) == SATCHEL_OK) {
			if (bytes.size != entry->raw_size)
				abort();
			satchel_bytes_free(&bytes);
		} else if (must_be_good || error.message[0] == '\0') {
			abort();
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t problems = 0;
	struct satchel_error error;
	enum satchel_status status = satchel_verify_memory(data, size, count_problem, &problems, &error);
	if ((status == SATCHEL_OK) != (problems == 0))
		abort();
	struct satchel *pack = satchel_open_memory(data, size, &error);
	if (!pack && (status == SATCHEL_OK || error.message[0] == '\0'))
		abort();
	if (!pack)
		return 0;
	read_all(pack, status == SATCHEL_OK);
	satchel_close(pack);
	return 0;
}
