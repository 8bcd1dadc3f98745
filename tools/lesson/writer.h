/* Writes typed lessons as XML, without layout: format_lesson lays them out. What is written is well-formed; whether it
 * is valid depends on the lesson. Comments and suppressions, which the typed lesson does not place, are not written.
 *
 * What is read from written bytes is written as the same bytes. Failure is recorded in the buffer. */
#ifndef LESSON_WRITER_H
#define LESSON_WRITER_H

#include "base/buf.h"
#include "lesson/lesson.h"

void lesson_write(const struct lesson *lesson, struct buf *out);

/* A card as in a lesson of that language. */
void lesson_write_card(const struct card *card, struct str lang, struct buf *out);

#endif
