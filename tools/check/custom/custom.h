/* The patterns of satchel.xml, ready to be matched.
 *
 * They are compiled once; the compiled set is shared by all threads, and each has a worker of its own with what
 * changes while it matches. An author's pattern is never trusted: each match is limited in steps, depth and
 * memory, and a pattern that passes a limit is told at its place in satchel.xml while the run goes on.
 *
 * A pattern is matched against one text at a time (a paragraph, an option, a cell …), as a reader sees it: no
 * markup, white space of any length is one space, there is none at either end. */
#ifndef CHECK_CUSTOM_CUSTOM_H
#define CHECK_CUSTOM_CUSTOM_H

#include "check/core/config.h"
#include "check/core/rules.h"

enum { CUSTOM_STEPS = 200 * 1000 }; /* that one match may take */

struct custom_set;

/* Reports the patterns and replacements that can't be used, switched on or not, at their places in satchel.xml, whose
 * bytes are in source. False where memory ran out. */
bool custom_check(const struct config *config, const struct source *source, struct report *report) MUST_CHECK;

/* Compiles the patterns of config that are switched on, and of which custom_check has found all good. config is borrowed.
 * *set is NULL where there are none, and where memory ran out, which returns false. */
bool custom_compile(const struct config *config, const struct report *report, struct custom_set **set) MUST_CHECK;
void custom_free(struct custom_set *set);

/* One per thread. NULL where memory ran out. */
struct custom_worker *custom_worker_new(const struct custom_set *set) MUST_CHECK;
void custom_worker_free(struct custom_worker *worker);
/* Reports into report the patterns that any of the workers gave up on, once each. False where memory ran out. */
bool custom_tell_given_up(const struct custom_set *set, struct custom_worker *const *workers, size_t count,
			  struct report *report) MUST_CHECK;

#endif
