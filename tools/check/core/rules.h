/* The rules that judge a lesson on its own, a file per family, and what they work with. */
#ifndef CHECK_CORE_RULES_H
#define CHECK_CORE_RULES_H

#include "base/arena.h"
#include "base/buf.h"
#include "check/core/config.h"
#include "check/reference/ids.h"
#include "check/core/index.h"
#include "check/media/media.h"
#include "check/media/picture_unused.h"
#include "check/reference/retired.h"
#include "lesson/language.h"
#include "lesson/prose.h"
#include "report/report.h"

/* One per thread, used for one lesson after another. The rules leave nothing in it for each other but
 * the ids. */
struct lesson_check {
	struct report *report;
	struct source *source;
	const struct lesson *lesson;
	struct str root; /* of the lesson, or, in the context, of the tree; see check.h */
	bool context;    /* the lesson is read for what others share with it; nothing is reported on it */
	const struct config *config; /* NULL where there is none */
	struct str today;            /* see check.h */
	struct prose prose;          /* for whoever needs one */
	struct custom_worker *custom; /* NULL where satchel.xml has no patterns */
	struct spelling_worker *spelling; /* NULL where it does not ask for spelling */
	struct own_ids ids;
	const struct retired *retired; /* the ids that were withdrawn; NULL: none is known */
	struct index_part *index;
	struct shown_files *shown; /* NULL where nobody asks which pictures are shown */
	struct buf text, folded, other;
	struct map seen;
	struct media_cache media;
	struct arena memory; /* scratch, cleared by whoever uses it */
	bool failed;	     /* memory ran out */
};

/* Ids that stand twice in the lesson. */
void check_identity(struct lesson_check *check);
/* Links, citations, objectives. Links to what the lesson does not hold go into the index. */
void check_references(struct lesson_check *check);
/* The files of the figures. */
void check_pictures(struct lesson_check *check);
void check_questions(struct lesson_check *check);
/* Item-writing flaws: flaw_*.c. */
void check_flaws(struct lesson_check *check);
void check_cards(struct lesson_check *check);
/* The family text: text_*.c. */
void check_texts(struct lesson_check *check);
void check_medical(struct lesson_check *check);
/* What the pictures hold: media_*.c. */
void check_media(struct lesson_check *check);
/* Dates, sources and glossary. */
void check_freshness(struct lesson_check *check);
/* The patterns of satchel.xml. */
void check_custom(struct lesson_check *check);
/* Leaves in the index what other lessons may refer to or repeat: ids and, where report wants them
 * compared, what questions and cards ask and where the right options stand; and in shown the pictures. */
void check_leave_ids(struct lesson_check *check);
void check_leave_prompts(struct lesson_check *check);
void check_leave_keys(struct lesson_check *check);

#endif
