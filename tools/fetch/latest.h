/* latest.json: what a folder of releases has published last. packs/FORMAT.md says what is in it. */
#ifndef FETCH_LATEST_H
#define FETCH_LATEST_H

#include "base/str.h"
#include "fetch/status.h"

struct latest_edition {
	char edition[SATCHEL_ID_MAX + 1];
	const char *url; /* a reference, to be resolved against the address of latest.json */
	uint64_t size;	 /* of the pack */
	uint64_t head;	 /* bytes before the first lesson */
	uint8_t sha256[SATCHEL_DIGEST_SIZE];
	uint8_t content_root[SATCHEL_DIGEST_SIZE];
};

struct latest {
	char id[SATCHEL_ID_MAX + 1];
	const char *title, *version;
	uint64_t release;
	const char *date, *expires; /* days that there are */
	struct latest_edition *editions;
	size_t edition_count; /* at least 1 */
	char *text;	      /* what the strings point into */
};

/* Reads latest.json, at most SATCHEL_LATEST_MAX bytes of it. Whatever it returns, latest_release frees what is in *latest. */
enum fetch_status latest_read(struct latest *latest, struct str json, struct buf *why) MUST_CHECK;
void latest_release(struct latest *latest);

/* The edition called wanted; where that is NULL, the one called had, where that is one of them; else full, or the only
 * one there is. NULL, and the reason, where there is none of these. */
const struct latest_edition *latest_choose(const struct latest *latest, const char *wanted, const char *had,
					   struct buf *why) MUST_CHECK;

/* A copy of the pack that is here already. */
struct holding {
	const char *path; /* for messages */
	const char *id, *version, *edition;
	uint64_t release;
	uint8_t sha256[SATCHEL_DIGEST_SIZE]; /* of the whole file */
	uint8_t content_root[SATCHEL_DIGEST_SIZE];
};

/* For a path and a release, as unsigned long long. */
#define OTHER_CONTENT                                                                                                  \
	"%s: what is published is the same release, %llu, with other content; a release never changes, so one of the " \
	"two is forged"
/* Whether a client that has this copy may go on to what is published: it is the same pack, no older release, and the
 * same release only with the same content. If it has other bytes then, it is damaged. */
enum fetch_status latest_follows(const struct latest *latest, const struct latest_edition *edition,
				 const struct holding *holding, struct buf *why) MUST_CHECK;
/* Whether the trusted comment of its signature says that it was signed as latest.json of this release: the keys sign
 * other things too. */
enum fetch_status latest_was_meant(const struct latest *latest, const char *comment, struct buf *why) MUST_CHECK;
/* Whether it may be acted on today, a day such as 2026-11-20 of UTC: it has not expired, and is not of a later day than
 * tomorrow. */
enum fetch_status latest_is_of_today(const struct latest *latest, const char *today, struct buf *why) MUST_CHECK;

enum { LATEST_SOON = 14 };
/* Whether it expires soon, so that people are warned: today is in the last third of its time, and at most LATEST_SOON
 * days before its last day. *days is how many days are left after today; below 0 if it has expired. All are real days. */
bool latest_expires_soon(const char *date, const char *expires, const char *today, long *days);

#endif
