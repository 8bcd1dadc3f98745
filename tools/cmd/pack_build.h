/* satchel-pack-build: satchel-pack with all its commands in one program. Shared by build and release. */
#ifndef CMD_PACK_BUILD_H
#define CMD_PACK_BUILD_H

#include "base/date.h"
#include "cmd/pack.h"
#include "release/committed.h"
#include "pack/build.h"
#include "release/latest.h"

pack_command pack_build, pack_release, pack_renew;

/* Called when all packs are committed; returns the exit code. */
typedef int pack_built(void *context, struct build *build);

struct pack_order {
	const char *output; /* for build_request, like the next two */
	bool versioned;
	bool is_release; /* the previous lock must exist, if there was a release */
	struct committed *committed; /* filled in for a release, which must be committed in Git; or NULL */
	const char *date; /* or "" */
	pack_built *built;
	void *context; /* of built */
};

/* Checks and builds according to the arguments, reports the findings, and calls built if the packs were written. */
int pack_make(const struct pack_arguments *arguments, const struct pack_order *order);

/* pack_date.c: the date in SOURCE_DATE_EPOCH; "" if it is not set. Returns the exit code. */
int pack_take_date(const struct program *program, char date[DATE_SIZE]);
/* The same, but prefers the given --date, and defaults to today, in UTC. */
int pack_release_date(const struct program *program, const char *given, char date[DATE_SIZE]);
/* Warns if latest.json expires soon after today. */
void pack_warn_of_expiry(const struct pack_arguments *arguments, const struct release_latest *latest,
			 const char *today);
/* Warns if latest.json of the replaced release has expired or expires soon after today. */
void pack_warn_of_replaced(const struct pack_arguments *arguments, const struct release_latest *old, const char *today);
/* The expiry date from --expires; a number of days counts from date. */
int pack_release_expires(const struct pack_arguments *arguments, const char *date, char expires[DATE_SIZE]);

#endif
