/* The numbers that a numeric question accepts. */
#ifndef LESSON_ANSWER_RANGE_H
#define LESSON_ANSWER_RANGE_H

#include "lesson/lesson.h"

#include <stdint.h>

/* In billionths, so that a value with 6 digits after the point and a tolerance in tenths of a percent are exact. */
struct answer_range {
	int64_t least, most;
};

/* The value of an attribute of the type decimal; false if it is missing or no such number. */
bool decimal_read(const struct attribute *attribute, int64_t *billionths) MUST_CHECK;
/* Appends it with as few digits as possible. */
void decimal_write(struct buf *out, int64_t billionths);

/* That of min and max or of value and tolerance. False if the attributes say neither. */
bool answer_range_read(const struct question *question, struct answer_range *range) MUST_CHECK;

/* Appends the value, or min and max, and the unit. */
void answer_range_text(struct buf *out, const struct question *question);

#endif
