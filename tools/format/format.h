/* The canonical layout of a lesson: the same lesson, written one way.
 *
 * Elements that hold elements have each on a line of its own, two spaces deeper. Text begins behind its start tag,
 * each sentence on a new line, and lines are broken before column 110; only where white space stands already, so no
 * word comes apart and none grow together. Attributes stand in the order of the schema, id first. Characters stand
 * as themselves, but for & and < and for those that nobody could see, which are written as numbers. Comments and
 * instructions stay where they are, letter by letter, and so does what is in elements that no lesson has.
 * One blank line between elements stays, more become one. Line ends are those of the first line.
 *
 * What a lesson means never changes: it is read again, and held against what it was, before format_lesson says
 * that all is well. */
#ifndef FORMAT_FORMAT_H
#define FORMAT_FORMAT_H

#include "base/buf.h"

enum { FORMAT_COLUMNS = 110, FORMAT_INDENT = 2, FORMAT_ID_SIZE = 32 };

/* Makes an id that nothing else bears: prefix and something behind it. False where that failed. */
typedef bool format_new_id(void *context, const char *prefix, char id[FORMAT_ID_SIZE]);

enum format_status {
	FORMAT_OK,
	FORMAT_NOT_XML,   /* the bytes are not a well-formed lesson without a DOCTYPE */
	FORMAT_NO_ID,     /* new_id returned false */
	FORMAT_UNFAITHFUL, /* the layout would have changed the lesson: a defect of ours, and out is of no use */
	FORMAT_NO_MEMORY,
};

/* Writes the lesson to out, which is cleared first. Questions, cards, entries and sections without an id get one
 * from new_id; where that is NULL they stay without. ids is set to how many did. */
enum format_status format_lesson(struct str bytes, format_new_id *new_id, void *context, struct buf *out,
				 size_t *ids) MUST_CHECK;

#endif
