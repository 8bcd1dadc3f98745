/* Trees of lessons that a change has parted, so that errors in lessons that are not named would be missed. */
#ifndef CHECK_RUN_PARTED_TREES_H
#define CHECK_RUN_PARTED_TREES_H

#include "check/run/checker.h"
#include "vcs/revision.h"

/* Refuses to compare lessons with the revision if the satchel.xml at the top of their tree has gone since, or a new one
 * parts them from the rest of a tree, unless that top is named, or the tree that is checked holds it. */
enum checker_status refuse_parted_trees(const struct checker *checker, const struct revision *revision) MUST_CHECK;

#endif
