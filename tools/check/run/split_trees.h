/* Trees of lessons that a change has split, so that errors in lessons that were not given would be missed. */
#ifndef CHECK_RUN_SPLIT_TREES_H
#define CHECK_RUN_SPLIT_TREES_H

#include "check/run/checker.h"
#include "vcs/revision.h"

/* Refuses to compare lessons with the revision if the satchel.xml of their tree was removed, or a new one separates
 * them from the rest of a tree, unless that root was given, or the checked tree contains it. */
enum checker_status refuse_split_trees(const struct checker *checker, const struct revision *revision) MUST_CHECK;

#endif
