/* A file's bytes while it is checked, and where in it things stand. */
#ifndef REPORT_SOURCE_H
#define REPORT_SOURCE_H

#include "base/str.h"

#include <stdint.h>

/* Bytes start to end (not included) of a source, counted from 0. */
struct span {
	uint32_t start;
	uint32_t end;
};

/* The same for people: lines and columns count from 1, columns in Unicode code points; the end column
 * is the one behind the last. line is 0 where nothing is known but the file. */
struct location {
	uint32_t line;
	uint32_t column;
	uint32_t end_line;
	uint32_t end_column;
};

struct source {
	const char *path;  /* as it is shown; owned by the caller, outlives every report on it */
	struct str bytes;  /* UTF-8; owned by the caller */
	struct str lesson; /* the lesson's id as soon as it is known; owned by the caller */
	/* Made on the first question for a place: */
	uint32_t *lines; /* where each line starts */
	size_t line_count;
	struct {
		uint32_t offset, line, column;
	} last; /* the last answer; the next one is mostly a little further on */
};

/* bytes.len must be below 4 GiB. */
void source_init(struct source *source, const char *path, struct str bytes);
void source_release(struct source *source);

/* Where span stands. A span beyond the bytes is cut to them. A byte order mark takes no column. Where
 * memory runs out the line is 0. */
struct location source_location(struct source *source, struct span span);

/* The line (from 1) without its line end; STR_NONE where there is none such, or where memory ran out: then lines
 * is NULL. */
struct str source_line(struct source *source, uint32_t line);

#endif
