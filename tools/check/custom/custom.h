/* Compiles and matches the patterns of satchel.xml.
 *
 * The compiled set is immutable and shared by all threads; each has a worker with its own state. Patterns are not
 * trusted: each match is limited in steps, depth and memory, and a pattern that exceeds a limit is reported at its
 * location in satchel.xml while the run continues.
 *
 * A pattern is matched against one text at a time (a paragraph, an option, a cell …) as readers see it: without markup,
 * and with white space normalised. */
#ifndef CHECK_CUSTOM_CUSTOM_H
#define CHECK_CUSTOM_CUSTOM_H

#include "check/core/config.h"
#include "check/core/rules.h"

enum { CUSTOM_STEPS = 200 * 1000 }; /* limit for a single match */

struct custom_set;

/* Reports invalid patterns and replacements, whether on or off, with their locations in satchel.xml, whose bytes are in
 * source. False if memory ran out. */
bool custom_check(const struct config *config, const struct source *source, struct report *report) MUST_CHECK;

/* Compiles the patterns of config that are on, after custom_check has found no mistakes. config is borrowed. *set is
 * NULL if there are none, and if memory ran out, which returns false. */
bool custom_compile(const struct config *config, const struct report *report, struct custom_set **set) MUST_CHECK;
void custom_free(struct custom_set *set);

/* One per thread. NULL if memory ran out. */
struct custom_worker *custom_worker_new(const struct custom_set *set) MUST_CHECK;
void custom_worker_free(struct custom_worker *worker);
/* Reports each pattern that any worker gave up. False if memory ran out. */
bool custom_report_given_up(const struct custom_set *set, struct custom_worker *const *workers, size_t count,
			  struct report *report) MUST_CHECK;

#endif
