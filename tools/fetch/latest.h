/* latest.json, which names the latest release in a folder. Specified in packs/FORMAT.md. */
#ifndef FETCH_LATEST_H
#define FETCH_LATEST_H

#include "base/str.h"
#include "fetch/status.h"

struct latest_edition {
	char edition[SATCHEL_ID_MAX + 1];
	const char *url; /* reference relative to the address of latest.json */
	uint64_t size;	 /* of the pack */
	uint64_t head;	 /* bytes before the first lesson */
	uint8_t sha256[SATCHEL_DIGEST_SIZE];
	uint8_t content_root[SATCHEL_DIGEST_SIZE];
};

struct latest {
	char id[SATCHEL_ID_MAX + 1];
	const char *title, *version;
	uint64_t release;
	const char *date, *expires; /* valid dates */
	struct latest_edition *editions;
	size_t edition_count; /* at least 1 */
	char *text;	      /* storage of the strings */
};

/* Parses latest.json, which is at most SATCHEL_LATEST_MAX bytes. Release *latest with latest_release, whatever the
 * result. */
enum fetch_status latest_read(struct latest *latest, struct str json, struct buf *why) MUST_CHECK;
void latest_release(struct latest *latest);

/* The edition called wanted; if wanted is NULL, the one called had if it exists, else full, else the only one. NULL,
 * with the reason in why, if there is none. */
const struct latest_edition *latest_choose(const struct latest *latest, const char *wanted, const char *had,
					   struct buf *why) MUST_CHECK;

/* A local copy of the pack. */
struct local_copy {
	const char *path; /* for messages */
	const char *id, *version, *edition;
	uint64_t release;
	uint8_t sha256[SATCHEL_DIGEST_SIZE]; /* of the whole file */
	uint8_t content_root[SATCHEL_DIGEST_SIZE];
};

/* Arguments: path, and release as unsigned long long. */
#define OTHER_CONTENT                                                                                                  \
	"%s: what is published is the same release, %llu, with other content; a release never changes, so one of the " \
	"two is forged"
/* Whether a client with this copy may update to the published release: it is the same pack, and either a newer release,
 * or the same release with the same content. A copy of the same content with other bytes is damaged. */
enum fetch_status latest_follows(const struct latest *latest, const struct latest_edition *edition,
				 const struct local_copy *local_copy, struct buf *why) MUST_CHECK;
/* Whether the trusted comment says that this was signed as latest.json of this release, because the keys also sign
 * other files. */
enum fetch_status latest_check_comment(const struct latest *latest, const char *comment, struct buf *why) MUST_CHECK;
/* Whether latest.json is valid on the day today (YYYY-MM-DD, in UTC): it has not expired, and is dated tomorrow at the
 * latest. */
enum fetch_status latest_check_date(const struct latest *latest, const char *today, struct buf *why) MUST_CHECK;

enum { LATEST_SOON = 14 };
/* Whether to warn that it expires soon: today is in the last third of its lifetime, and at most LATEST_SOON days before
 * its last day. *days is the number of days left after today, negative if it has expired. All arguments must be valid
 * dates. */
bool latest_expires_soon(const char *date, const char *expires, const char *today, long *days);

#endif
