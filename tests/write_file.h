/* Writes the files that tests use. */
#ifndef TESTS_WRITE_FILE_H
#define TESTS_WRITE_FILE_H

#include "base/str.h"

#include <stdio.h>

static inline bool write_file(const char *path, struct str bytes)
{
	FILE *file = fopen(path, "wb");
	bool good = file && (!bytes.len || fwrite(bytes.at, 1, bytes.len, file) == bytes.len);
	return file && fclose(file) == 0 && good;
}

#endif
