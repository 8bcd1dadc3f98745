/* satchel-pack-build, which is satchel-pack with all its commands in one program: what build and release share. */
#ifndef CMD_PACK_BUILD_H
#define CMD_PACK_BUILD_H

#include "base/date.h"
#include "cmd/pack.h"
#include "release/committed.h"
#include "pack/build.h"
#include "release/latest.h"

pack_command pack_build, pack_release, pack_renew;

/* What to do with packs that are in their places; returns the exit code. */
typedef int pack_built(void *context, struct build *build, FILE *out, FILE *err);

struct pack_order {
	const char *output; /* of the build_request, and so the next two */
	bool versioned;
	bool is_release; /* the lock of the one before must be there, if there was one */
	struct committed *committed; /* filled in, of a release, which must be in Git; or NULL */
	const char *date; /* or "" */
	pack_built *built;
	void *context; /* of built */
};

/* Checks and builds as the arguments say, tells what was found, and calls built where the packs are there. */
int pack_make(const struct pack_arguments *arguments, const struct pack_order *order, FILE *out, FILE *err);
/* Prints a line for each pack. */
int pack_praise(const struct build *build, FILE *out, FILE *err);

/* pack_date.c: the day that SOURCE_DATE_EPOCH names; "" where that is not set. Returns the exit code. */
int pack_take_date(char date[DATE_SIZE], FILE *err);
/* The same, but what --date names comes first and today, in UTC, last. */
int pack_release_date(const struct pack_arguments *arguments, char date[DATE_SIZE], FILE *err);
/* Warns where latest.json expires soon after today. */
void pack_warn_of_expiry(const struct pack_arguments *arguments, const struct release_latest *latest, const char *today,
			 FILE *err);
/* Warns if latest.json of the release that a new one replaces has expired or expires soon after today. */
void pack_warn_of_replaced(const struct pack_arguments *arguments, const struct release_latest *old, const char *today,
			   FILE *err);
/* The last day, as --expires says: a number of days counts from date. */
int pack_release_expires(const struct pack_arguments *arguments, const char *date, char expires[DATE_SIZE], FILE *err);

#endif
