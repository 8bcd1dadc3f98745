/* Numbers and external text in the form in which programs print them. */
#ifndef BASE_HUMAN_H
#define BASE_HUMAN_H

#include "base/buf.h"

#include <stdint.h>

/* Appends a number with commas between groups of three digits: 20,000. */
void human_number(struct buf *out, uint64_t number);
/* Appends a count and its noun: 1 lesson, 4 lessons, 2 glossary entries. */
void human_count(struct buf *out, uint64_t count, const char *noun);
/* Appends a size in decimal units: 812 bytes, 41 KB, 1.4 MB. */
void human_bytes(struct buf *out, uint64_t bytes);
/* Appends text on one line, without control characters and characters that change the direction of text. If it has more
 * than characters characters, cuts it and adds an ellipsis. */
void human_text(struct buf *out, struct str text, size_t characters);
/* No limit for human_text. */
#define HUMAN_WHOLE SIZE_MAX

#endif
