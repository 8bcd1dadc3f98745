/* The part of a lesson in an edition. */
#ifndef PACK_EDITION_PART_H
#define PACK_EDITION_PART_H

#include "base/arena.h"
#include "lesson/lesson.h"
#include "pack/definition.h"

enum part {
	PART_NONE, /* the edition does not contain the lesson */
	PART_SOME,
	PART_WHOLE,
	PART_NO_MEMORY,
};

/* Sets *part to a lesson without what the edition omits, which shares the rest with lesson and is owned by arena; to
 * lesson itself for PART_WHOLE. */
enum part part_make(const struct lesson *lesson, enum edition_id edition, struct arena *arena,
		    const struct lesson **part) MUST_CHECK;

#endif
