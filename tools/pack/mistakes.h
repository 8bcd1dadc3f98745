/* Mistakes in a pack definition. They are not about lessons and belong to no rule of the catalogue, so they are not in
 * a report. */
#ifndef PACK_MISTAKES_H
#define PACK_MISTAKES_H

#include "base/arena.h"
#include "base/buf.h"
#include "report/source.h"

struct mistake {
	struct span span;
	bool warning;
	const char *message;
	const char *help; /* or NULL */
	struct mistake *next;
};

struct mistakes {
	struct arena arena;
	struct mistake *first, *last;
	size_t errors, warnings;
	bool failed; /* memory ran out, and a mistake is missing */
};

void mistakes_init(struct mistakes *mistakes);
void mistakes_release(struct mistakes *mistakes);
/* Adds an error, in the order of locations. help is copied, or NULL. */
void mistakes_add(struct mistakes *mistakes, struct span span, const char *help, const char *format, ...)
	PRINTF_LIKE(4, 5);
void mistakes_warn(struct mistakes *mistakes, struct span span, const char *help, const char *format, ...)
	PRINTF_LIKE(4, 5);
/* Appends them as text: path:line:column, message, the line with carets, help. */
void mistakes_render(const struct mistakes *mistakes, struct source *source, struct buf *out);

#endif
