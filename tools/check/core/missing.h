/* References to what does not exist. However many there are to the same, the mistake is one, such as a removed
 * objective: it is reported at the first of them, and its label says how many there are. */
#ifndef CHECK_CORE_MISSING_H
#define CHECK_CORE_MISSING_H

#include "base/map.h"
#include "report/report.h"

struct missing {
	struct arena *memory; /* borrowed; not cleared before missing_end */
	struct map *seen;     /* the same */
	struct missing_target *first, **last;
};

/* What is in seen is removed. */
void missing_begin(struct missing *missing, struct arena *memory, struct map *seen);
/* Whether a reference of that kind, a name of one character, to that id has been reported: then counts this one, in that
 * line. */
bool missing_again(struct missing *missing, char kind, struct str id, uint32_t line);
/* Notes the finding about the first of them, which may be NULL. False if memory ran out. */
bool missing_add(struct missing *missing, char kind, struct str id, struct diagnostic *d) MUST_CHECK;
/* Completes the labels. */
void missing_end(struct missing *missing, struct report *report);

#endif
