/* Collects and compiles the lessons in a definition while they are being checked. */
#ifndef PACK_GATHER_H
#define PACK_GATHER_H

#include "base/pool.h"
#include "pack/build.h"
#include "pack/edition.h"
#include "pack/store.h"
#include "pack/targets.h"

/* A lesson that was read, wanted or not. */
struct seen_lesson {
	const char *id;
	const char *path;
};

/* The JSON of a lesson, or of its part in some editions. */
struct draft {
	size_t index;         /* in the definition */
	unsigned editions;    /* bit set */
	const char *path;
	struct str json;
	struct str elsewhere; /* see pack/targets.h */
};

/* Memory of a thread that collects lessons. */
struct gather_worker {
	struct buf json, elsewhere; /* of the current lesson */
	struct arena drafts;        /* owns their texts */
};

struct gather {
	const struct definition *definition;
	const struct build_lessons *lessons; /* that are checked */
	bool keeps_lost; /* packs lessons whose links lead nowhere, for previews */
	struct lesson_slot *slots[EDITIONS]; /* one per lesson of the definition; NULL if the edition is not
	                                      * collected */
	struct store *store; /* receives packed entries */
	struct assets assets;
	struct compiled_asset cover; /* without a name if there is none */
	struct gather_worker workers[POOL_WORKERS_MAX];
	/* Protected by the lock: */
	pthread_mutex_t lock;
	struct arena arena;
	struct seen_lesson *seen;
	struct targets targets; /* of all lessons read */
	struct draft *drafts;   /* with unresolved links */
	size_t draft_count, draft_room;
	bool *taken; /* by index: a lesson with this id was found */
	size_t seen_count, seen_room;
	struct buf refusal; /* why a lesson cannot be packed; the first by path, whatever the threads did */
	struct buf failure; /* what could not be read or written; likewise */
	bool failed;        /* memory ran out */
	bool ready;
};

/* editions are those to build; the full one is always collected, because others are compared with it. False if memory
 * or locks ran out; release it even then. */
bool gather_init(struct gather *gather, const struct definition *definition, const bool editions[EDITIONS],
		 struct store *store) MUST_CHECK;
void gather_release(struct gather *gather);
/* A check_lesson_visitor; context is the struct gather. */
bool gather_lesson(void *context, unsigned worker, size_t index, const struct lesson *lesson,
		   const struct source *source, bool usable) MUST_CHECK;
/* Records only what links to the lesson show. False if memory ran out. */
bool gather_target(struct gather *gather, const struct lesson *lesson) MUST_CHECK;
/* After all lessons were read without errors: packs those that link to others. False if memory ran out. */
bool gather_finish(struct gather *gather, unsigned jobs) MUST_CHECK;

#endif
