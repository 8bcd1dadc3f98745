/* What a pack would contain of a lesson in a tree, so that the exports of both are the same: white space is normalised,
 * languages and access are the effective ones, and empty links have their labels.
 *
 * Files keep their paths, and what packs do not contain is kept: declarations about progress, and tolerances in
 * percent. */
#ifndef CONVERT_CORE_TREE_LESSON_H
#define CONVERT_CORE_TREE_LESSON_H

#include "base/arena.h"
#include "check/reference/ids.h"
#include "lesson/lesson.h"
#include "pack/targets.h"

/* Memory for one lesson after the other. */
struct tree_lesson_maker {
	struct arena arena;
	struct buf json, filled, elsewhere, lost;
};

void tree_lesson_maker_init(struct tree_lesson_maker *maker);
void tree_lesson_maker_release(struct tree_lesson_maker *maker);

/* Valid until the next call, and as long as the lesson, which must be free of errors. own are its ids, targets those of
 * all lessons. NULL if memory ran out. */
const struct lesson *tree_lesson_make(struct tree_lesson_maker *maker, const struct lesson *lesson,
				      const struct own_ids *own, const struct targets *targets) MUST_CHECK;

#endif
