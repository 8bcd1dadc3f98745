/* The day that the dates of lessons are held against. */
#include "cmd/checker.h"

#include <stdlib.h>
#include <time.h>

void checker_take_real_day(struct checker *checker)
{
	time_t now = time(NULL);
	struct tm day;
	/* A clock that has no such day says nothing of dates. */
	if (localtime_r(&now, &day) && strftime(checker->real_day, sizeof(checker->real_day), "%Y-%m-%d", &day))
		checker->today = checker->real_day;
}

int checker_take_today(struct checker *checker, const char *value)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	static const char form[] = "0000-00-00";
	bool good = strlen(value) == sizeof(form) - 1;
	for (size_t i = 0; good && form[i]; i++)
		good = form[i] == '0' ? value[i] >= '0' && value[i] <= '9' : value[i] == form[i];
	if (good) {
		long year = strtol(value, NULL, 10), month = strtol(value + 5, NULL, 10), day = strtol(value + 8, NULL, 10);
		bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
		good = month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] + (month == 2 && leap);
	}
	if (!good)
		return checker_fail(checker, EXIT_USAGE, "--today is a day such as 2026-11-20, not '%s'", value);
	checker->today = value;
	return CHECKER_GO_ON;
}
