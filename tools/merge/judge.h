/* Judges whether a merged lesson is as valid as its versions: changes that do not touch each other may contradict each
 * other, such as a link to a section that the other side removed. */
#ifndef MERGE_JUDGE_H
#define MERGE_JUDGE_H

#include "merge/merge.h"

/* Appends to findings each error, as a line, that satchel-validate finds in merged but neither in ours nor in theirs,
 * of those that need no other lesson. path is the name of the file. Files that are no lessons have no errors. */
enum result merge_judge(const struct merge_request *request, struct str merged, const char *path,
			struct buf *findings) MUST_CHECK;

#endif
