/* The line on a terminal that tells how far a download is. */
#ifndef CMD_FETCH_PROGRESS_H
#define CMD_FETCH_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct fetch_line {
	FILE *err;
	const char *name; /* of what is fetched */
	bool on, shown;
	uint64_t last; /* when it was drawn, in milliseconds of a clock that only goes forward */
};

/* It is drawn only on a terminal that can go back to the beginning of a line. */
void fetch_line_init(struct fetch_line *line, FILE *err, const char *name);
/* A fetch_progress. Draws ten times a second at most. */
void fetch_line_draw(void *context, uint64_t got, uint64_t of);
/* Takes it away. */
void fetch_line_clear(struct fetch_line *line);

#endif
