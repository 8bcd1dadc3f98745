/* Suppressions: <?satchel-ignore family/rule reason="…"?> takes out what the rule, or the family, finds in the element
 * that the instruction stands in; it may name several. What is found of the form of the file, and of suppressions, stays.
 * No fix is made under a suppression that is wrong, nor one that changes what a suppression has kept.
 *
 * Most findings are taken out as soon as a lesson is judged. Those that are made when all lessons are read are taken
 * out at the end; until then a suppression that has taken nothing is held for unused. */
#ifndef CHECK_CORE_SUPPRESS_H
#define CHECK_CORE_SUPPRESS_H

#include "check/core/config.h"
#include "lesson/lesson.h"
#include "report/report.h"

struct suppress_entry;

/* The suppressions of the lessons that one thread has read. */
struct suppressions {
	struct arena arena;
	struct suppress_entry *first, *last;
	bool failed; /* memory ran out */
};

void suppressions_init(struct suppressions *suppressions);
void suppressions_release(struct suppressions *suppressions);

/* Applies the suppressions of the lesson to the findings from mark (see report_mark) on, which must be those of the
 * source at hand, and tells what is wrong with them. config may be NULL. */
void suppress_lesson(struct suppressions *suppressions, struct report *report, struct diagnostic **mark,
		     struct source *source, const struct lesson *lesson, const struct config *config);
/* Applies count threads' suppressions to a report that all findings are in, whose paths must be those that the sources
 * bore. False where memory ran out. */
bool suppress_late(struct suppressions *const *all, size_t count, struct report *report) MUST_CHECK;

#endif
