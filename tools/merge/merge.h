/* Merges two versions of a file that have a common ancestor, the base.
 *
 * XML files, such as lessons and retired.xml, are merged element by element. Elements are matched by their ids, even if
 * they were moved; those without one by their name, or by what they say. What only one side changed is taken from that
 * side, byte by byte, so nothing is reformatted. If both changed the same element, their changes are merged in the
 * same way among its attributes and children, and its text by sentences. White space does not count as a change if the
 * other side changed words. A question's answer, and what it is the answer to, are one thing: see asked.h. But for
 * conflicts, the words of the result and their order do not depend on which side is ours.
 *
 * Locks and baselines are merged by records, which have a key, and all other files by lines, as Git does it.
 *
 * What cannot be merged is a conflict: both versions, between markers on lines of their own. Without the lines of one
 * version and the markers, the file is well-formed if that version was. */
#ifndef MERGE_MERGE_H
#define MERGE_MERGE_H

#include "base/buf.h"
#include "base/result.h"

enum merge_side { MERGE_BASE, MERGE_OURS, MERGE_THEIRS, MERGE_SIDES };

struct merge_request {
	struct str texts[MERGE_SIDES];
	const char *labels[MERGE_SIDES]; /* shown after the markers; NULL: nothing */
	unsigned marker_size;
	bool show_base; /* in conflicts */
};

enum { MERGE_MARKER_SIZE = 7 }; /* Git's default */

enum merge_way { MERGE_BY_ITEMS, MERGE_BY_RECORDS, MERGE_BY_LINES };

struct merge_outcome {
	enum merge_way way;
	const char *reason; /* why an XML file was merged by lines: what is wrong with the version wrong; or NULL */
	enum merge_side wrong;
	size_t conflicts;   /* pairs of markers */
};

/* Writes the merged text to out, which is cleared first. RESULT_OK even with conflicts; RESULT_REFUSED if both sides
 * changed a binary file, that is, one with a zero byte; RESULT_NO_MEMORY. */
enum result merge_texts(const struct merge_request *request, struct buf *out, struct merge_outcome *outcome) MUST_CHECK;

#endif
