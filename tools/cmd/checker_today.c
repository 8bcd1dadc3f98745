/* The day that the dates of lessons are held against. */
#include "base/date.h"
#include "cmd/checker.h"

#include <time.h>

void checker_take_real_day(struct checker *checker)
{
	time_t now = time(NULL);
	struct tm day;
	/* A clock that has no such day says nothing of dates. */
	if (localtime_r(&now, &day) && strftime(checker->real_day, sizeof(checker->real_day), "%Y-%m-%d", &day))
		checker->today = checker->real_day;
}

int checker_check_today(const struct checker *checker)
{
	if (checker->today && !date_is_real(str_from(checker->today)))
		return program_fail(&checker->program, EXIT_USAGE, "--today is a day such as 2026-11-20, not '%s'",
				    checker->today);
	return PROGRAM_GO_ON;
}
