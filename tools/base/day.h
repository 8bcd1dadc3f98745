/* Days, written YYYY-MM-DD. */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>

/* Whether text is a day that the calendar has. */
bool day_is_real(const char *text);

#endif
