/* Suppressions: <?satchel-ignore family/rule reason="…"?> removes findings of the rule or family in the element that
 * contains the instruction; it may name several. Findings about the form of the file and about suppressions remain.
 * Nothing is fixed under an invalid suppression, and no fix changes suppressed text.
 *
 * Most findings are removed as soon as a lesson has been judged, those made after all lessons have been read at the
 * end; until then, a suppression without effect counts as unused. */
#ifndef CHECK_CORE_SUPPRESS_H
#define CHECK_CORE_SUPPRESS_H

#include "check/core/config.h"
#include "lesson/lesson.h"
#include "report/report.h"

struct suppress_entry;

/* The suppressions in the lessons of one thread. */
struct suppressions {
	struct arena arena;
	struct suppress_entry *first, *last;
	bool failed; /* memory ran out */
};

void suppressions_init(struct suppressions *suppressions);
void suppressions_release(struct suppressions *suppressions);

/* Applies the suppressions of the lesson to the findings after mark (see report_mark), which must be about this source,
 * and reports invalid suppressions. config may be NULL. */
void suppress_lesson(struct suppressions *suppressions, struct report *report, struct diagnostic **mark,
		     struct source *source, const struct lesson *lesson, const struct config *config);
/* Applies the suppressions of count threads to the complete report, whose findings must have the paths of the sources.
 * False if memory ran out. */
bool suppress_late(struct suppressions *const *all, size_t count, struct report *report) MUST_CHECK;

#endif
