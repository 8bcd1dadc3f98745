/* Formats a lesson in the canonical layout.
 *
 * Elements that contain elements have each of them on its own line, indented by two more spaces. Text begins after its
 * start tag, with each sentence on a new line; lines are broken before column 110, only at white space, so words are
 * neither split nor joined. Attributes are in the order of the schema, id first. Characters are literal, except & and <
 * and invisible ones, which become numeric references. Comments and instructions stay in place, unchanged, as do
 * elements that are not part of lessons. Blank lines between elements are reduced to one. Line ends are those of the
 * first line.
 *
 * The meaning of a lesson never changes: the output is parsed and compared with the input before format_lesson
 * succeeds. */
#ifndef FORMAT_FORMAT_H
#define FORMAT_FORMAT_H

#include "base/buf.h"
#include "lesson/id.h"

enum { FORMAT_COLUMNS = 110, FORMAT_INDENT = 2 };

enum format_status {
	FORMAT_OK,
	FORMAT_NOT_XML,   /* not a well-formed lesson without DOCTYPE */
	FORMAT_NO_ID,     /* new_id returned false */
	FORMAT_UNFAITHFUL, /* the layout would have changed the lesson: a bug; out is useless */
	FORMAT_NO_MEMORY,
};

/* Writes the lesson to out, which is cleared first. Questions, cards, entries and sections without an id get one from
 * new_id, unless that is NULL. *ids is the number of new ids. */
enum format_status format_lesson(struct str bytes, new_id_maker *new_id, void *context, struct buf *out,
				 size_t *ids) MUST_CHECK;

#endif
