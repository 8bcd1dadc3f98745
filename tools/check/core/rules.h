/* The rules that judge a single lesson, by family, and their shared state. */
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
#include "check/spelling/lexicon.h"
#include "lesson/language.h"
#include "lesson/prose.h"
#include "report/report.h"

#include <assert.h>
#include <stddef.h>

/* Working memory of a family of rules, which each of its rules clears before use. */
struct scratch {
	struct prose prose; /* the text that is judged */
	struct buf text, folded, other;
	struct map seen;
	struct arena memory;
};

enum { SCRATCH_COUNT = 9 };

/* One per thread, for one lesson after another. Families leave nothing in it for each other except the ids. */
struct lesson_check {
	struct report *report;
	struct source *source;
	const struct lesson *lesson;
	struct str root; /* of the lesson or, for context, of the tree; see check.h */
	bool context;    /* the lesson is context: read only for what it shares with others, without findings */
	const struct config *config; /* or NULL */
	struct str today;	     /* see check.h */
	struct custom_worker *custom; /* NULL if satchel.xml has no patterns */
	struct spelling_worker *spelling; /* NULL if spelling is not checked */
	struct own_ids ids;
	const struct lexicon *lexicon; /* NULL if no rule needs it */
	struct text_forms *forms;      /* NULL if the words of texts are not judged */
	struct synonyms *synonyms;     /* NULL if questions are not judged */
	const struct retired *retired; /* retired ids; NULL if unknown */
	struct index_part *index;
	struct shown_files *shown; /* NULL if unused pictures are not reported */
	struct media_cache media;
	union {
		struct {
			struct scratch cards, freshness, patterns, pictures, questions, references, repeats,
				texts, words;
		};
		struct scratch scratch[SCRATCH_COUNT];
	};
	bool failed; /* memory ran out */
};

static_assert(offsetof(struct lesson_check, words) == offsetof(struct lesson_check, scratch[SCRATCH_COUNT - 1]),
	      "SCRATCH_COUNT is the number of families with working memory");

void scratch_init(struct scratch *scratch);
void scratch_release(struct scratch *scratch);

/* Reports duplicate ids within the lesson. */
void check_identity(struct lesson_check *check);
/* Checks links, citations and objectives. Links to other lessons are added to the index. */
void check_references(struct lesson_check *check);
/* Checks the paths of pictures, audio, video and captions. */
void check_pictures(struct lesson_check *check);
/* Checks that links to audio and video have a digest. */
void check_recording_links(struct lesson_check *check);
void check_questions(struct lesson_check *check);
/* Finds the rows of the table of synonyms; to be freed. NULL if memory ran out. */
struct synonyms *question_synonyms_new(void);
/* Reports item-writing flaws: flaw_*.c. */
void check_flaws(struct lesson_check *check);
void check_cards(struct lesson_check *check);
/* Applies the families text and medical: text_*.c. */
void check_texts(struct lesson_check *check);
/* Reports people who are named twice. */
void check_people(struct lesson_check *check);
/* Reports figures and questions that show a picture twice. */
void check_pictures_twice(struct lesson_check *check);
/* Checks the content of pictures: media_*.c. */
void check_media(struct lesson_check *check);
/* Checks dates, sources and glossary. */
void check_freshness(struct lesson_check *check);
/* Applies the patterns of satchel.xml. */
void check_custom(struct lesson_check *check);
/* Adds to the index what other lessons may refer to or repeat: ids and, if report wants them, the content of questions
 * and cards and the positions of keys; and to shown the pictures. */
void check_index_ids(struct lesson_check *check);
void check_index_prompts(struct lesson_check *check);
void check_index_keys(struct lesson_check *check);

#endif
