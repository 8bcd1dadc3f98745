/* Resolves links: which lesson has which id. A link by id alone becomes a lesson and part, and an empty link gets its
 * label, once all lessons have been read. */
#ifndef PACK_TARGETS_H
#define PACK_TARGETS_H

#include "base/arena.h"
#include "base/buf.h"
#include "check/reference/ids.h"
#include "base/map.h"
#include "pack/text_json.h"

struct targets {
	struct arena arena;
	struct map map; /* struct target by id */
};

void targets_init(struct targets *targets);
void targets_release(struct targets *targets);
/* Adds the ids of a lesson. False if memory ran out. */
bool targets_add(struct targets *targets, const struct own_ids *ids, const struct lesson *lesson) MUST_CHECK;
/* Appends json to filled, and completes the links in elsewhere, an aligned array of struct link_elsewhere. Appends ids
 * that no lesson has, or parts of several have, to lost, each with a line end; if lost is NULL, links to them are
 * kept, and empty ones get the words of the id as their label. False if memory ran out. */
bool targets_fill(const struct targets *targets, struct str elsewhere, struct str json, struct buf *filled,
		  struct buf *lost) MUST_CHECK;

#endif
