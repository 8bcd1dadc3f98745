/* Resolves links: which lesson has which id. A link by id alone becomes a lesson and part once all lessons have been
 * read. */
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
/* Adds the ids of a lesson. False if memory ran out. */
bool targets_add(struct targets *targets, const struct own_ids *ids, struct str lesson) MUST_CHECK;
/* Appends json to filled, with the lesson before each id at one of the offsets in elsewhere (see struct text_lesson),
 * unless the id is that of a lesson. Appends ids that no lesson has, or parts of several have, to lost, each with a
 * line end. elsewhere is aligned for size_t. False if memory ran out. */
bool targets_fill(const struct targets *targets, struct str elsewhere, struct str json, struct buf *filled,
		  struct buf *lost) MUST_CHECK;

#endif
