/* Days of the calendar. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

/* Whether text is YYYY-MM-DD and there is, or was, such a day. */
bool date_is_real(struct str text);

#endif
