/* Findings about suppressions themselves; for suppress.c. */
#ifndef CHECK_CORE_SUPPRESS_REPORT_H
#define CHECK_CORE_SUPPRESS_REPORT_H

#include "check/core/config.h"
#include "lesson/lesson.h"
#include "report/report.h"

/* The meaning of a selector under the settings. */
struct suppress_meaning {
	bool known;
	bool suppressible;
	bool on;     /* a rule that it names is on */
	bool unsure; /* it may name a pattern of a satchel.xml that was not read */
};

/* Whether findings of the rule can be suppressed. */
bool suppress_may(const struct rule *rule) MUST_CHECK;
/* config may be NULL. */
struct suppress_meaning suppress_meaning(struct str selector, const struct report *report, const struct config *config)
	MUST_CHECK;
/* Reports mistakes in the syntax and selectors of s; false if there are none. config may be NULL. */
bool suppress_report_wrong(struct report *report, const struct source *source, const struct suppression *s,
			 const struct config *config) MUST_CHECK;
void suppress_report_unused(struct report *report, const struct suppression *s, const struct suppression_name *name,
			  struct diagnostic **found);

#endif
