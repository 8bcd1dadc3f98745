/* satchel-pack-build: the dates of a pack and of a release. */
#include "base/options.h"
#include "cmd/pack_build.h"
#include "fetch/latest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

enum { EXPIRES_DEFAULT = 90 };

int pack_take_date(const struct program *program, char date[DATE_SIZE])
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	date[0] = '\0';
	if (!text)
		return EXIT_CLEAN;
	if (date_of_epoch(date, text))
		return EXIT_CLEAN;
	return program_fail(program, EXIT_USAGE,
			    "SOURCE_DATE_EPOCH must be a number of seconds since 1970-01-01, not '%s'", text);
}

int pack_release_date(const struct program *program, const char *given, char date[DATE_SIZE])
{
	if (given && !date_is_real(str_from(given)))
		return program_fail(program, EXIT_USAGE, "--date must be a date such as 2026-11-20, not '%s'", given);
	if (given) {
		memcpy(date, given, DATE_SIZE);
		return EXIT_CLEAN;
	}
	int code = pack_take_date(program, date);
	if (code != EXIT_CLEAN || date[0] || date_of_moment(date, time(NULL)))
		return code;
	return program_fail(program, EXIT_FAILED, "the clock of this machine is wrong; give --date");
}

int pack_release_expires(const struct pack_arguments *arguments, const char *date, char expires[DATE_SIZE])
{
	const struct program *program = &arguments->program;
	const char *text = arguments->expires;
	unsigned long days = EXPIRES_DEFAULT;
	bool is_day = text && date_is_real(str_from(text));
	if (is_day && strcmp(text, date) < 0)
		return program_fail(program, EXIT_USAGE, "--expires is %s, before %s", text, date);
	if (is_day) {
		memcpy(expires, text, DATE_SIZE);
		return EXIT_CLEAN;
	}
	if (text && !option_number(text, 1, DATE_DAYS_MAX, &days))
		return program_fail(program, EXIT_USAGE,
				    "--expires must be a number of days from 1 to %d or a date such as 2026-11-20, not '%s'",
				    DATE_DAYS_MAX, text);
	if (date_after(expires, date, days))
		return EXIT_CLEAN;
	return program_fail(program, EXIT_USAGE, "--expires would be after the year 9999");
}

void pack_warn_of_expiry(const struct pack_arguments *arguments, const struct release_latest *latest, const char *today)
{
	long days;
	if (arguments->quiet || !latest_expires_soon(latest->date, latest->expires, today, &days))
		return;
	if (days < 0)
		program_warn(&arguments->program, "latest.json has expired, on %s", latest->expires);
	else
		program_warn(&arguments->program,
			     "latest.json expires after %s, in %ld day%s: publish another release "
			     "before then, or renew this one",
			     latest->expires, days + 1, days == 0 ? "" : "s");
}

void pack_warn_of_replaced(const struct pack_arguments *arguments, const struct release_latest *old, const char *today)
{
	long days;
	if (arguments->quiet || !latest_expires_soon(old->date, old->expires, today, &days))
		return;
	if (days < 0)
		program_warn(&arguments->program,
			     "latest.json of release %" PRIu64 " expired on %s: clients refuse it until "
			     "this release is published",
			     old->release, old->expires);
	else
		program_warn(&arguments->program,
			     "latest.json of release %" PRIu64 " expires after %s, in %ld day%s: publish "
			     "this release before then",
			     old->release, old->expires, days + 1, days == 0 ? "" : "s");
}
