/* satchel-pack-build: the dates of a pack and of a release. */
#include "base/options.h"
#include "cmd/pack_build.h"
#include "fetch/latest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

enum { EXPIRES_DEFAULT = 90 };

int pack_take_date(char date[DATE_SIZE], FILE *err)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	date[0] = '\0';
	if (!text)
		return EXIT_CLEAN;
	if (date_of_epoch(date, text))
		return EXIT_CLEAN;
	fprintf(err, PACK_PROGRAM ": SOURCE_DATE_EPOCH is a number of seconds since 1970-01-01, not '%s'\n", text);
	return EXIT_USAGE;
}

int pack_release_date(const struct pack_arguments *arguments, char date[DATE_SIZE], FILE *err)
{
	if (arguments->date && !date_is_real(str_from(arguments->date))) {
		fprintf(err, PACK_PROGRAM ": --date is a date such as 2026-11-20, not '%s'\n", arguments->date);
		return EXIT_USAGE;
	}
	if (arguments->date) {
		memcpy(date, arguments->date, DATE_SIZE);
		return EXIT_CLEAN;
	}
	int code = pack_take_date(date, err);
	if (code != EXIT_CLEAN || date[0] || date_of_moment(date, time(NULL)))
		return code;
	fprintf(err, PACK_PROGRAM ": the clock of this machine is wrong; give --date\n");
	return EXIT_FAILED;
}

int pack_release_expires(const struct pack_arguments *arguments, const char *date, char expires[DATE_SIZE], FILE *err)
{
	const char *text = arguments->expires;
	unsigned long days = EXPIRES_DEFAULT;
	bool is_day = text && date_is_real(str_from(text));
	if (is_day && strcmp(text, date) < 0) {
		fprintf(err, PACK_PROGRAM ": --expires is %s, before %s\n", text, date);
		return EXIT_USAGE;
	}
	if (is_day) {
		memcpy(expires, text, DATE_SIZE);
		return EXIT_CLEAN;
	}
	if (text && !option_number(text, 1, DATE_DAYS_MAX, &days)) {
		fprintf(err,
			PACK_PROGRAM
			": --expires is a number of days from 1 to %d or a date such as 2026-11-20, not '%s'\n",
			DATE_DAYS_MAX, text);
		return EXIT_USAGE;
	}
	if (date_after(expires, date, days))
		return EXIT_CLEAN;
	fprintf(err, PACK_PROGRAM ": --expires would be after the year 9999\n");
	return EXIT_USAGE;
}

void pack_warn_of_expiry(const struct pack_arguments *arguments, const struct release_latest *latest, const char *today,
			 FILE *err)
{
	long days;
	if (arguments->quiet || !latest_expires_soon(latest->date, latest->expires, today, &days))
		return;
	if (days < 0)
		fprintf(err, PACK_PROGRAM ": warning: latest.json has expired, on %s\n", latest->expires);
	else
		fprintf(err, PACK_PROGRAM ": warning: latest.json expires after %s, in %ld day%s: publish another release "
					  "before then, or renew this one\n",
			latest->expires, days + 1, days == 0 ? "" : "s");
}

void pack_warn_of_replaced(const struct pack_arguments *arguments, const struct release_latest *old, const char *today,
			   FILE *err)
{
	long days;
	if (arguments->quiet || !latest_expires_soon(old->date, old->expires, today, &days))
		return;
	if (days < 0)
		fprintf(err, PACK_PROGRAM ": warning: latest.json of release %" PRIu64 " expired on %s: clients refuse it until "
					  "this release is published\n", old->release, old->expires);
	else
		fprintf(err, PACK_PROGRAM ": warning: latest.json of release %" PRIu64 " expires after %s, in %ld day%s: publish "
					  "this release before then\n",
			old->release, old->expires, days + 1, days == 0 ? "" : "s");
}
