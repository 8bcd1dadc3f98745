/* Merges locks, baselines and imported.tsv, whose lines are records: see compare/lock.h, check/core/baseline.h and
 * convert/core/import_map.h. */
#ifndef MERGE_RECORDS_H
#define MERGE_RECORDS_H

#include "base/attributes.h"
#include "merge/chunks.h"

enum records_kind { RECORDS_NONE, RECORDS_LOCK, RECORDS_BASELINE, RECORDS_IMPORTED, RECORDS_KINDS };

/* By the first line of a file. */
enum records_kind records_kind_of(struct str text);

/* Appends the merged file, with the records in the order in which our programs write them. False if lines repeat or are
 * others than our programs write, or memory ran out, which is chunks->failed.
 *
 * The lines of a lock about the release are merged as lines: two releases are a conflict. Records of a lock are
 * never removed, because learners have progress under their ids: satchel-pack release notes ids that have gone as
 * retired. */
bool merge_records(struct merge_chunks *chunks, struct arena *arena, enum records_kind kind,
		   const struct str sides[MERGE_SIDES]) MUST_CHECK;

#endif
