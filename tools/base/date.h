/* Days of the calendar. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/attributes.h"
#include "base/str.h"

#include <time.h>

/* Whether text is YYYY-MM-DD and there is, or was, such a day. */
bool date_is_real(struct str text);
/* The days from 1970-01-01 to a real one. */
long date_number(struct str day);

enum { DATE_SIZE = sizeof("YYYY-MM-DD"), DATE_DAYS_MAX = 36500 };
/* Sets to to the day so many days behind from, a real one. False where that is behind the year 9999, or days are more
 * than DATE_DAYS_MAX. */
bool date_after(char to[DATE_SIZE], const char *from, unsigned long days) MUST_CHECK;

/* The day, in UTC. False where its year has not four digits. */
bool date_of_moment(char date[DATE_SIZE], time_t moment) MUST_CHECK;
/* The day of what stands in SOURCE_DATE_EPOCH, seconds since 1970-01-01. False where text is no such number. */
bool date_of_epoch(char date[DATE_SIZE], const char *text) MUST_CHECK;

#endif
