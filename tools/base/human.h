/* Numbers and foreign text as programs print them for people. */
#ifndef BASE_HUMAN_H
#define BASE_HUMAN_H

#include "base/buf.h"

#include <stdint.h>

/* Appends a number with commas between its thousands: 20,000. */
void human_number(struct buf *out, uint64_t number);
/* Appends a count and its noun: 1 lesson, 4 lessons, 2 glossary entries. */
void human_count(struct buf *out, uint64_t count, const char *noun);
/* Appends a size as people say it: 812 bytes, 41 KB, 1.4 MB; a KB is a thousand bytes. */
void human_bytes(struct buf *out, uint64_t bytes);
/* Appends text on one line, with what would act on a terminal made harmless: controls, and what turns the direction of
 * text round. More than so many characters are cut, with an ellipsis behind. */
void human_text(struct buf *out, struct str text, size_t characters);
/* For human_text: all of it. */
#define HUMAN_WHOLE SIZE_MAX

#endif
