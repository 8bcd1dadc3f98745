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
