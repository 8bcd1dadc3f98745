/* Where links lead: which lesson has which id. What a link names by an id alone becomes a lesson and a part of it once
 * all lessons are read. */
#ifndef PACK_TARGETS_H
#define PACK_TARGETS_H

#include "base/arena.h"
#include "base/buf.h"
#include "check/reference/ids.h"
#include "base/map.h"

struct targets {
	struct arena arena;
	struct map map; /* struct target by id */
};

void targets_init(struct targets *targets);
void targets_release(struct targets *targets);
/* Takes the ids of a lesson. False where memory ran out. */
bool targets_add(struct targets *targets, const struct own_ids *ids, struct str lesson) MUST_CHECK;
/* Puts the lesson before each id that begins at one of the offsets in elsewhere (struct text_lesson) and is not that of a
 * lesson. An id that no lesson has, or parts of two, is appended to lost, with a line end. False where memory ran out. */
bool targets_fill(const struct targets *targets, const struct buf *elsewhere, struct buf *json,
		  struct buf *lost) MUST_CHECK;

#endif
