/* Renders lessons and items of packs as plain text for terminals. */
#ifndef VIEW_LESSON_TEXT_H
#define VIEW_LESSON_TEXT_H

#include "base/buf.h"
#include "reader/tape.h"

/* Each appends the text of a lesson or item, given as JSON in the format of packs. set, which may be NULL, is that of a
 * question: its vignette comes first. */
void view_lesson_text(struct buf *out, const struct json_tape *json);
void view_item_text(struct buf *out, const struct json_tape *json, const struct json_tape *set);

#endif
