/* Calendar dates. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/attributes.h"
#include "base/str.h"

#include <time.h>

/* Whether text is YYYY-MM-DD and a valid date. */
bool date_is_real(struct str text);
/* The number of days from 1970-01-01 to a valid date. */
long date_number(struct str day);

enum { DATE_SIZE = sizeof("YYYY-MM-DD"), DATE_DAYS_MAX = 36500 };
/* Sets to to the date days after from, a valid date. False if that is after the year 9999, or days exceeds
 * DATE_DAYS_MAX. */
bool date_after(char to[DATE_SIZE], const char *from, unsigned long days) MUST_CHECK;

/* Writes the date in UTC. False unless its year has four digits. */
bool date_of_moment(char date[DATE_SIZE], time_t moment) MUST_CHECK;
/* Writes the date of a SOURCE_DATE_EPOCH: seconds since 1970-01-01. False if text is not such a number. */
bool date_of_epoch(char date[DATE_SIZE], const char *text) MUST_CHECK;

#endif
