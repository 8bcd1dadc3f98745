/* Days of the calendar. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

/* Whether text is YYYY-MM-DD and there is, or was, such a day. */
bool date_is_real(struct str text);
/* The days from 1970-01-01 to a real one. */
long date_number(struct str day);

#endif
