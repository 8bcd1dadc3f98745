/* New ids for a lesson that is a copy of another one. */
#ifndef FORMAT_NEW_IDS_H
#define FORMAT_NEW_IDS_H

#include "base/buf.h"
#include "lesson/id.h"
#include "lesson/lesson.h"

/* Writes bytes, which are those of the lesson, with new ids for its questions, cards and entries, and for the links in
 * it that lead to them. The lesson's own id becomes the one of its path, unless that is known. False if new_id returned
 * false, or memory ran out. */
bool format_new_ids(const struct lesson *lesson, const char *path, struct str bytes, const struct new_ids *known,
		  new_id_maker *new_id, void *context, struct buf *out) MUST_CHECK;

#endif
