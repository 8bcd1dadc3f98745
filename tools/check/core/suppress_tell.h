/* What is told of suppressions themselves; for suppress.c. */
#ifndef CHECK_CORE_SUPPRESS_TELL_H
#define CHECK_CORE_SUPPRESS_TELL_H

#include "check/core/config.h"
#include "lesson/lesson.h"
#include "report/report.h"

/* What a selector comes to under the settings. */
struct suppress_meaning {
	bool known;
	bool suppressible;
	bool on;     /* a rule that it names speaks */
	bool unsure; /* it may be a pattern of a satchel.xml that was not read */
};

/* Whether findings of the rule can be suppressed. */
bool suppress_may(const struct rule *rule) MUST_CHECK;
/* config may be NULL. */
struct suppress_meaning suppress_meaning(struct str selector, const struct report *report, const struct config *config)
	MUST_CHECK;
/* Tells what is wrong with s as it is written; false where nothing is. config may be NULL. */
bool suppress_tell_wrong(struct report *report, const struct source *source, const struct suppression *s,
			 const struct config *config) MUST_CHECK;
void suppress_tell_unused(struct report *report, const struct suppression *s, const struct suppression_name *name,
			  struct diagnostic **told);

#endif
