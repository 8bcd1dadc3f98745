/* Writes typed lessons as XML, without layout: format_lesson lays them out. What is written is well-formed; whether it
 * is valid depends on the lesson. Comments and suppressions, which the typed lesson does not place, are not written.
 *
 * What is read from written bytes is written as the same bytes. Failure is recorded in the buffer. */
#ifndef LESSON_WRITER_H
#define LESSON_WRITER_H

#include "base/buf.h"
#include "lesson/lesson.h"

void lesson_write(const struct lesson *lesson, struct buf *out);

/* One item as in a lesson of that language. A question in a set is written with the set, and the members that
 * follow. */
void lesson_write_question(const struct question *question, struct str lang, struct buf *out);
void lesson_write_card(const struct card *card, struct str lang, struct buf *out);
void lesson_write_entry(const struct entry *entry, struct str lang, struct buf *out);
void lesson_write_section(const struct section *section, struct str lang, struct buf *out);
void lesson_write_source(const struct reference *source, struct str lang, struct buf *out);

#endif
