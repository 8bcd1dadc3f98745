/* Internals shared by the files that find near duplicates: near.c gathers texts and compares similar ones, near_sets.c
 * reads and weighs their words, near_report.c reports pairs. */
#ifndef CHECK_DUPLICATE_NEAR_WORK_H
#define CHECK_DUPLICATE_NEAR_WORK_H

#include "check/core/index_judge.h"
#include "check/duplicate/contrast.h"
#include "check/duplicate/join.h"
#include "check/duplicate/near_pairs.h"

/* A question or card. */
struct text {
	struct index_prompt *prompt;
	struct index_part *part; /* has its words */
};

/* Cards, or questions. */
struct pass {
	bool cards;
	unsigned percent; /* compare equal words of fronts, all of the same weight; 0: compare all that is said */
};

/* What a text is read into. */
struct near_reading {
	struct concept_text front, back;
	struct concept_text words, filled; /* of a cloze: its sentence with the answers, as words and as concepts */
	struct concept_text corrected;	   /* the words of its front */
};

/* What a worker uses. */
struct near_reader {
	struct near_reading one, other;
	struct arena tokens;
	struct contrast contrast;
	struct near_pairs pairs;
	bool failed; /* memory ran out */
};

struct near {
	struct judge judge; /* must be first: each_file passes it on */
	struct text *texts; /* by file, in document order; no duplicates */
	uint32_t *clusters; /* by text: union-find parent, an equivalent text or itself; the root is the first one */
	uint32_t count;
	struct concepts concepts;
	struct pass pass;
	struct join_set *sets; /* by text; empty if it takes no part */
	struct join_token *tokens; /* by concept or, with equal words, by word */

	struct near_reader *readers; /* by worker */
	uint32_t most; /* all words and concepts are below it */
	unsigned workers;
};

/* The words of a text: those of its front, then those of its back. */
const uint32_t *near_words(const struct text *text);
/* Reads the concepts of a text; words of its front that are probably misspelled become those of like, a text with the same
 * back, which may be NULL. False if memory ran out. */
bool near_read(const struct near *near, const struct text *text, const struct text *like, struct near_reading *reading,
	       struct contrast_text *out) MUST_CHECK;
void near_reading_release(struct near_reading *reading);
/* Makes the sets of all texts that take part in the pass, and weighs their tokens; false if memory ran out. */
bool near_make_sets(struct near *near) MUST_CHECK;
/* Reports as many of the pairs that the workers found as needed to name all that belong together, and removes them. False
 * if memory ran out. */
bool near_report(struct near *near) MUST_CHECK;

#endif
