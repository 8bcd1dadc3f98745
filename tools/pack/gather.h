/* Takes in the lessons that a definition names, while they are being checked. */
#ifndef PACK_GATHER_H
#define PACK_GATHER_H

#include "pack/build.h"
#include "pack/edition.h"
#include "pack/store.h"
#include "pack/targets.h"

/* A lesson that was read, wanted or not. */
struct seen_lesson {
	const char *id;
	const char *path;
};

/* A lesson, or what some editions hold of it, as JSON. */
struct draft {
	size_t place;         /* in the definition */
	unsigned editions;    /* that it is for, as bits */
	const char *path;
	struct buf json;
	struct buf elsewhere; /* see pack/targets.h */
};

struct gather {
	const struct definition *definition;
	const struct build_lessons *lessons; /* that are looked at */
	struct lesson_slot *slots[EDITIONS]; /* one for each lesson of the definition; NULL where it is not taken in */
	struct store *store; /* takes what is packed */
	struct assets assets;
	/* Under the lock: */
	pthread_mutex_t lock;
	struct arena arena;
	struct seen_lesson *seen;
	struct targets targets; /* of all lessons that were read */
	struct draft *drafts;   /* whose links are not yet known */
	size_t draft_count, draft_room;
	bool *taken; /* by place: that a lesson of this id was seen */
	size_t seen_count, seen_room;
	struct buf refusal; /* why a lesson can't be packed; of the first path, whatever the threads did */
	struct buf failure; /* what could not be read or written; likewise */
	bool failed;        /* memory ran out */
	bool ready;
};

/* editions says which are built; the full one is taken in anyway, as it is what others are counted against. False where
 * memory or locks ran out; release it all the same. */
bool gather_init(struct gather *gather, const struct definition *definition, const bool editions[EDITIONS],
		 struct store *store) MUST_CHECK;
void gather_release(struct gather *gather);
/* A check_lesson_visitor; context is the struct gather. */
bool gather_lesson(void *context, unsigned worker, size_t index, const struct lesson *lesson,
		   const struct source *source, bool usable) MUST_CHECK;
/* Once all lessons are read and right: packs those whose links lead to others. False where memory ran out. */
bool gather_finish(struct gather *gather, unsigned jobs) MUST_CHECK;

#endif
