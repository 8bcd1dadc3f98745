/* libFuzzer target: arbitrary bytes as manifest.json or index.json, which the first byte selects. There is no pack
 * around them, so digests don't stop the fuzzer. */
#include "reader/internal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool on_unit(void *context, const struct satchel_unit *unit)
{
	(void)context;
	return unit->title != NULL;
}

static bool on_row(void *context, const union index_row *row)
{
	(void)context;
	return row != NULL;
}

/* A pack with only what these two files need. */
static void read_one(const char *bytes, size_t size, bool is_index, bool all)
{
	static const unsigned char nothing[1];
	struct problems problems = { .all = all };
	struct satchel pack = { .input = { .memory = nothing, .fd = -1, .size = 0 } };
	struct satchel_bytes copy = { malloc(size + 1), size };
	if (!copy.at)
		return;
	memcpy(copy.at, bytes, size);
	copy.at[size] = '\0';
	bool good;
	if (is_index) {
		strcpy(pack.head[HEAD_INDEX].name, "index.json");
		pack.index = copy;
		good = index_read(&pack, &problems);
		for (int list = 0; good && list < LISTS; list++) {
			struct tree tree = {
				.pack = &pack, .list = (enum list)list, .problems = &problems, .on_row = on_row
			};
			union index_row row;
			bool found;
			tree_walk(&tree);
			if (list != LIST_OUTLINE &&
			    !tree_find(&pack, (enum list)list, "heart", &row, &found, &problems) && problems.count == 0)
				abort();
		}
		if (good)
			units_walk(&pack, on_unit, NULL, &problems);
	} else {
		pack.manifest_bytes = copy;
		good = manifest_read(&pack, &problems);
	}
	if (!good && problems.count == 0)
		abort();
	unload(&pack);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0 || sodium_init() < 0)
		return 0;
	read_one((const char *)data + 1, size - 1, data[0] % 2 == 1, true);
	read_one((const char *)data + 1, size - 1, data[0] % 2 == 1, false);
	return 0;
}
