/* Opens a pack and reads one lesson by its id, ROUNDS times each through libsatchel, which verifies digests, and
 * through libzip, which does not.
 *
 * 	open PACK ID ROUNDS
 *
 * Prints the medians in microseconds for a shell to evaluate: satchel=190 libzip=5400 ratio=0.035 */
#include "reader/satchel.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zip.h>

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

/* The length of the lesson, to show that both read the same; 0 on failure. */
static size_t with_satchel(const char *path, const char *id)
{
	struct satchel_error error;
	struct satchel_bytes bytes = { NULL, 0 };
	struct satchel *pack = satchel_open(path, &error);
	if (!pack || satchel_read_lesson(pack, id, &bytes, &error) != SATCHEL_OK)
		fprintf(stderr, "open: %s\n", error.message);
	size_t size = bytes.size;
	satchel_bytes_free(&bytes);
	satchel_close(pack);
	return size;
}

static size_t with_libzip(const char *path, const char *id)
{
	char name[SATCHEL_NAME_MAX + 1];
	zip_stat_t status;
	size_t size = 0;
	int code;
	snprintf(name, sizeof(name), "lessons/%.64s.json", id);
	zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
	if (!zip)
		return 0;
	zip_file_t *file = NULL;
	if (zip_stat(zip, name, 0, &status) == 0)
		file = zip_fopen(zip, name, 0);
	char *bytes = file ? malloc(status.size) : NULL;
	if (bytes && zip_fread(file, bytes, status.size) == (zip_int64_t)status.size)
		size = status.size;
	free(bytes);
	if (file)
		zip_fclose(file);
	zip_discard(zip);
	return size;
}

static int by_value(const void *a, const void *b)
{
	double one = *(const double *)a, other = *(const double *)b;
	return (one > other) - (one < other);
}

int main(int argc, char **argv)
{
	size_t rounds = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;
	double *satchel = calloc(rounds + 1, sizeof(double)), *libzip = calloc(rounds + 1, sizeof(double));
	if (rounds == 0 || !satchel || !libzip) {
		fprintf(stderr, "usage: open PACK ID ROUNDS\n");
		return 2;
	}
	for (size_t i = 0; i < rounds; i++) {
		double start = now();
		size_t size = with_satchel(argv[1], argv[2]);
		double middle = now();
		size_t other = with_libzip(argv[1], argv[2]);
		libzip[i] = now() - middle;
		satchel[i] = middle - start;
		if (size == 0 || size != other) {
			fprintf(stderr, "open: the two do not read the same\n");
			return 3;
		}
	}
	qsort(satchel, rounds, sizeof(double), by_value);
	qsort(libzip, rounds, sizeof(double), by_value);
	printf("satchel=%.0f libzip=%.0f ratio=%.4f\n", satchel[rounds / 2], libzip[rounds / 2],
	       satchel[rounds / 2] / libzip[rounds / 2]);
	free(satchel);
	free(libzip);
	return 0;
}
