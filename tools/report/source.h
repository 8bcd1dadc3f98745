/* A file being checked: its bytes, and their lines and columns. */
#ifndef REPORT_SOURCE_H
#define REPORT_SOURCE_H

#include "base/str.h"

#include <stdint.h>

/* The bytes from start to end (exclusive) of a source, counted from 0. */
struct span {
	uint32_t start;
	uint32_t end;
};

/* The same as lines and columns, counted from 1; columns are Unicode code points, and the end column is exclusive. line
 * is 0 if only the file is known. */
struct location {
	uint32_t line;
	uint32_t column;
	uint32_t end_line;
	uint32_t end_column;
};

struct source {
	const char *path;  /* displayed path; owned by the caller, must outlive every report */
	struct str bytes;  /* UTF-8; owned by the caller */
	struct str lesson; /* the lesson's id once it is known; owned by the caller */
	/* Computed on first use: */
	uint32_t *lines; /* where each line starts */
	size_t line_count;
	struct {
		uint32_t offset, line, column;
	} last; /* the last result; the next is usually slightly further on */
};

/* bytes.len must be below 4 GiB. */
void source_init(struct source *source, const char *path, struct str bytes);
void source_release(struct source *source);

/* The location of span, limited to the bytes. A byte order mark has no column. line is 0 if memory ran out. */
struct location source_location(struct source *source, struct span span);

/* The line (from 1) without its line end; STR_NONE if it does not exist, or if memory ran out: then lines is NULL. */
struct str source_line(struct source *source, uint32_t line);

#endif
