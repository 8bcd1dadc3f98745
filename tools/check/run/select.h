/* Which rules are on, and how severe they are, as a command line says. */
#ifndef CHECK_RUN_SELECT_H
#define CHECK_RUN_SELECT_H

#include "base/options.h"
#include "check/run/checker.h"

struct selectors {
	struct str *at;
	size_t count;
};

struct selection {
	struct selectors selects, ignores; /* rules and families */
	struct selectors severities;	   /* RULE=LEVEL or LEVEL */
};

/* Splits the lists at their commas. They are applied to the checker's settings when it has read satchel.xml: first what
 * is selected, then severities, then what is ignored, whatever their order on the command line. Mistakes are reported at
 * once, except those that only satchel.xml, which defines patterns, can show. */
enum checker_status selection_start(struct selection *selection, struct checker *checker, const struct option_list *selects,
				    const struct option_list *ignores, const struct option_list *severities) MUST_CHECK;
void selection_release(struct selection *selection);

/* Reports a name that no rule and no family has. */
enum checker_status checker_no_rule(const struct checker *checker, struct str name);

#endif
