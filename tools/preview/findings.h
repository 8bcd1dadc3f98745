/* The findings of lessons as JSON, for the pages of a preview. */
#ifndef PREVIEW_FINDINGS_H
#define PREVIEW_FINDINGS_H

#include "preview/pass.h"

/* Appends those of a lesson, which begin at first and are adjacent. */
void findings_json(struct buf *out, const struct pass_lesson *lesson, const struct diagnostic *first);

/* The findings of each lesson that has some. */
struct all_findings {
	struct arena arena;
	struct map by_id;   /* to JSON, as strings */
	struct buf summary; /* a JSON array with their numbers */
};

/* Collects those of a pass. Release them whatever the result. False if memory ran out. */
bool all_findings_make(struct all_findings *all, const struct preview_pass *pass) MUST_CHECK;
void all_findings_release(struct all_findings *all);

#endif
