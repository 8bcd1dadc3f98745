/* What is wrong with a pack definition. Its mistakes are no lesson's and follow no rule of the catalogue, so they are
 * kept here and not in a report. */
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
	bool failed; /* memory ran out, so that one is lost */
};

void mistakes_init(struct mistakes *mistakes);
void mistakes_release(struct mistakes *mistakes);
/* Adds an error, in the order of their places. help is copied; NULL where there is none. */
void mistakes_add(struct mistakes *mistakes, struct span span, const char *help, const char *format, ...)
	PRINTF_LIKE(4, 5);
void mistakes_warn(struct mistakes *mistakes, struct span span, const char *help, const char *format, ...)
	PRINTF_LIKE(4, 5);
/* Appends them as text: path:line:column, what is wrong, the line with a caret below the place, the help. */
void mistakes_render(const struct mistakes *mistakes, struct source *source, struct buf *out);

#endif
