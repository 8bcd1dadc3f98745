#include "base/date.h"

static int number(const char *digits, int count)
{
	int value = 0;
	while (count-- > 0)
		value = value * 10 + (*digits++ - '0');
	return value;
}

bool date_is_real(struct str text)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	static const char form[] = "0000-00-00";
	if (text.len != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (form[i] == '0' ? text.at[i] < '0' || text.at[i] > '9' : text.at[i] != form[i])
			return false;
	int year = number(text.at, 4), month = number(text.at + 5, 2), day = number(text.at + 8, 2);
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

long date_number(struct str day)
{
	/* Years are counted from March on, so that a leap day is the last of one. */
	long year = number(day.at, 4), month = number(day.at + 5, 2), years = month > 2 ? year : year - 1;
	long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + number(day.at + 8, 2) - 1;
	return years * 365 + years / 4 - years / 100 + years / 400 + of_year - 719468;
}
