/* Whether a client may go from what it has to what is published. */
#include "base/date.h"
#include "fetch/latest.h"

enum fetch_status latest_follows(const struct latest *latest, const struct latest_edition *edition,
				 const struct holding *holding, struct buf *why)
{
	unsigned long long has = holding->release, offered = latest->release;
	if (strcmp(latest->id, holding->id) != 0)
		return fetch_because(FETCH_REFUSED, why, "%s: it is of the pack %s, and what is published is %s",
				     holding->path, holding->id, latest->id);
	if (offered < has)
		return fetch_because(FETCH_REFUSED, why,
				     "%s: it is release %llu already, and what is published is older: %s, release %llu",
				     holding->path, has, latest->version, offered);
	bool same = strcmp(latest->version, holding->version) == 0 &&
		    (strcmp(edition->edition, holding->edition) != 0 ||
		     memcmp(edition->content_root, holding->content_root, sizeof(edition->content_root)) == 0);
	if (offered == has && !same)
		return fetch_because(FETCH_REFUSED, why, OTHER_CONTENT, holding->path, has);
	return FETCH_OK;
}

enum fetch_status latest_was_meant(const struct latest *latest, const char *comment, struct buf *why)
{
	struct buf meant;
	buf_init(&meant, BUF_CAP);
	buf_format(&meant, "latest %s %s release %llu", latest->id, latest->version,
		   (unsigned long long)latest->release);
	enum fetch_status status = FETCH_OK;
	if (buf_failed(&meant))
		status = FETCH_NO_MEMORY;
	else if (strcmp(comment, buf_cstr(&meant)) != 0)
		status = fetch_because(FETCH_REFUSED, why,
				       "latest.json: its signature is of something else: '%s', and not '%s'", comment,
				       buf_cstr(&meant));
	buf_release(&meant);
	return status;
}

enum fetch_status latest_is_of_today(const struct latest *latest, const char *today, struct buf *why)
{
	if (date_number(str_from(latest->expires)) < date_number(str_from(today)))
		return fetch_because(
			FETCH_REFUSED, why,
			"latest.json: it expired on %s, and the clock says %s: it was not renewed, something keeps a newer one "
			"from this machine, or the clock is wrong",
			latest->expires, today);
	if (date_number(str_from(latest->date)) > date_number(str_from(today)) + 1)
		return fetch_because(FETCH_REFUSED, why,
				     "latest.json: it is of %s, and the clock says %s: one of the two is wrong",
				     latest->date, today);
	return FETCH_OK;
}

bool latest_expires_soon(const char *date, const char *expires, const char *today, long *days)
{
	long last = date_number(str_from(expires)), third = (last - date_number(str_from(date))) / 3;
	*days = last - date_number(str_from(today));
	return *days <= (third < LATEST_SOON ? third : LATEST_SOON);
}
