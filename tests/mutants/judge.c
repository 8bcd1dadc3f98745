/* Prints the verdict of libsatchel on each document in a file that judges.py writes: a line with the status and the
 * first
 * problem.
 *
 * 	judge FILE */
#include "reader/satchel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int read_number(FILE *file)
{
	unsigned char bytes[4];
	if (fread(bytes, 1, sizeof(bytes), file) != sizeof(bytes))
		return -1;
	return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24;
}

int main(int argc, char **argv)
{
	static const char *const statuses[] = { "ok",	  "unreadable", "not-a-pack", "damaged", "unsupported",
						"not-found", "untrusted",	"no-memory" };
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	if (!file)
		return 3;
	for (int kind = getc(file); kind != EOF; kind = getc(file)) {
		int size = read_number(file);
		unsigned char *bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
		struct satchel_error error;
		enum satchel_status status;
		if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size)
			return 3;
		if (kind == 'p')
			status = satchel_verify_memory(bytes, (size_t)size, NULL, NULL, &error);
		else
			status = satchel_verify_document(kind == 'l' ? SATCHEL_LATEST : SATCHEL_PROGRESS, bytes,
							 (size_t)size, NULL, NULL, &error);
		printf("%s\t%s\n", statuses[status], error.message);
		free(bytes);
	}
	fclose(file);
	return fflush(stdout) == 0 ? 0 : 3;
}
