/* The progress line of a download on a terminal. */
#ifndef CMD_FETCH_PROGRESS_H
#define CMD_FETCH_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct fetch_line {
	FILE *err;
	const char *name; /* of what is fetched */
	bool on, shown;
	uint64_t last; /* when it was drawn, in milliseconds of a monotonic clock */
};

/* It is only drawn on a terminal that supports carriage return. */
void fetch_line_init(struct fetch_line *line, FILE *err, const char *name);
/* A fetch_progress. Draws at most ten times per second. */
void fetch_line_draw(void *context, uint64_t got, uint64_t of);
/* Erases it. */
void fetch_line_clear(struct fetch_line *line);

#endif
