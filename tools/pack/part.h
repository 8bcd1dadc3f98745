/* The part of a lesson that an edition holds. */
#ifndef PACK_PART_H
#define PACK_PART_H

#include "base/arena.h"
#include "lesson/lesson.h"
#include "pack/definition.h"

/* The access in force of something whose own attribute says own, inside of what has outer: it only narrows. */
enum access access_within(enum access own, enum access outer);

enum part {
	PART_NONE,  /* the edition has nothing of the lesson */
	PART_SOME,
	PART_WHOLE,
	PART_NO_MEMORY,
};

/* Sets *part to a lesson without what the edition leaves out: it shares what is left with lesson and lives in arena;
 * to lesson itself for PART_WHOLE. */
enum part part_make(const struct lesson *lesson, enum edition_id edition, struct arena *arena,
		    const struct lesson **part) MUST_CHECK;

#endif
