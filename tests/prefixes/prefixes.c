/* Runs a target of tests/fuzz on files that end anywhere. Arguments: its name, how many starts of the files to take, and the
 * files. Each start is in memory of exactly its size, so that AddressSanitizer detects a read beyond it. Prints each before
 * it is tried. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 16384, START_MAX = 4096 }; /* longer files are tried only as far as that */

#define TARGET(name) int fuzz_##name(const uint8_t *data, size_t size);
#include "fuzz_targets.def"
#undef TARGET

struct target {
	const char *name;
	int (*run)(const uint8_t *data, size_t size);
};

#define TARGET(name) { #name, fuzz_##name },
static const struct target targets[] = {
#include "fuzz_targets.def"
};
#undef TARGET

static void need(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "prefixes: %s\n", what);
	exit(3);
}

static const struct target *find_target(const char *name)
{
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
		if (strcmp(targets[i].name, name) == 0)
			return &targets[i];
	return NULL;
}

static size_t read_start(const char *path, uint8_t bytes[FILE_MAX])
{
	FILE *file = fopen(path, "rb");
	need(file, path);
	size_t size = fread(bytes, 1, FILE_MAX, file);
	fclose(file);
	return size;
}

static void try_start(const struct target *target, const char *path, const uint8_t *bytes, size_t size)
{
	uint8_t *copy = malloc(size);
	need(copy || !size, "out of memory");
	printf("the first %zu bytes of %s\n", size, path);
	if (size)
		memcpy(copy, bytes, size);
	target->run(copy, size);
	free(copy);
}

int main(int argc, char **argv)
{
	static uint8_t bytes[FILE_MAX];
	const struct target *target = argc > 3 ? find_target(argv[1]) : NULL;
	size_t all = 0, next = 0, count = target ? strtoul(argv[2], NULL, 10) : 0;
	need(count, "usage: prefixes TARGET COUNT FILE...");
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (int i = 3; i < argc; i++) {
		size_t size = read_start(argv[i], bytes);
		all += size < START_MAX ? size : START_MAX;
	}
	const size_t step = all / count + 1;
	for (int i = 3; i < argc; i++) {
		size_t size = read_start(argv[i], bytes), end = size < START_MAX ? size : START_MAX;
		for (; next < end; next += step)
			try_start(target, argv[i], bytes, next);
		next -= end;
		try_start(target, argv[i], bytes, size);
	}
	return 0;
}
