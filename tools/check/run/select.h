/* Which rules are on, and their severities, according to the command line. */
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

/* Splits the lists at commas. They are applied to the checker's settings after satchel.xml: first selections, then
 * severities, then ignored rules, whatever their order on the command line. Mistakes are reported at once, except those
 * that depend on the patterns in satchel.xml. */
enum checker_status selection_start(struct selection *selection, struct checker *checker,
				    const struct option_list *selects, const struct option_list *ignores,
				    const struct option_list *severities) MUST_CHECK;
void selection_release(struct selection *selection);

/* Turns off all rules and patterns below a severity. SEVERITY_INFO also turns on the rules that are off by default,
 * unless rules were selected. */
void checker_set_least(struct checker *checker, enum severity least, bool selected);

/* Reports an unknown name of a rule or family. */
enum checker_status checker_no_rule(const struct checker *checker, struct str name);

#endif
