#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>

static int number(const char *digits, int count)
{
	int value = 0;
	while (count-- > 0)
		value = value * 10 + (*digits++ - '0');
	return value;
}

/* The number of days in a month, 1 to 12. */
static int days_of(int year, int month)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

bool date_is_real(struct str text)
{
	static const char form[] = "0000-00-00";
	if (text.len != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (form[i] == '0' ? text.at[i] < '0' || text.at[i] > '9' : text.at[i] != form[i])
			return false;
	int year = number(text.at, 4), month = number(text.at + 5, 2), day = number(text.at + 8, 2);
	return month >= 1 && month <= 12 && day >= 1 && day <= days_of(year, month);
}

bool date_after(char to[DATE_SIZE], const char *from, unsigned long days)
{
	int year = number(from, 4), month = number(from + 5, 2), day = number(from + 8, 2);
	if (days > DATE_DAYS_MAX)
		return false;
	while (days-- > 0) {
		if (++day <= days_of(year, month))
			continue;
		day = 1;
		if (++month > 12) {
			month = 1;
			year++;
		}
	}
	return snprintf(to, DATE_SIZE, "%04d-%02d-%02d", year, month, day) == DATE_SIZE - 1;
}

long date_number(struct str day)
{
	/* Years begin in March here, so that a leap day is the last day of a year. */
	long year = number(day.at, 4), month = number(day.at + 5, 2), years = month > 2 ? year : year - 1;
	long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + number(day.at + 8, 2) - 1;
	return years * 365 + years / 4 - years / 100 + years / 400 + of_year - 719468;
}

bool date_of_moment(char date[DATE_SIZE], time_t moment)
{
	struct tm day;
	return gmtime_r(&moment, &day) && strftime(date, DATE_SIZE, "%Y-%m-%d", &day) > 0;
}

bool date_of_epoch(char date[DATE_SIZE], const char *text)
{
	const unsigned long long last = 253402300799; /* 9999-12-31T23:59:59Z */
	size_t len = strspn(text, "0123456789");
	unsigned long long seconds = strtoull(text, NULL, 10);
	return len > 0 && len <= 12 && !text[len] && seconds <= last && date_of_moment(date, (time_t)seconds);
}
