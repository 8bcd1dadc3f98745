/* Decides whether a client may go from its copy to the published release. */
#include "base/date.h"
#include "fetch/latest.h"

enum fetch_status latest_follows(const struct latest *latest, const struct latest_edition *edition,
				 const struct local_copy *local_copy, struct buf *why)
{
	unsigned long long has = local_copy->release, offered = latest->release;
	if (strcmp(latest->id, local_copy->id) != 0)
		return fetch_because(FETCH_REFUSED, why, "%s: contains the pack '%s', but the published pack is '%s'",
				     local_copy->path, local_copy->id, latest->id);
	if (offered < has)
		return fetch_because(FETCH_REFUSED, why,
				     "%s: is already release %llu; the published one is older: %s, release %llu",
				     local_copy->path, has, latest->version, offered);
	bool same = strcmp(latest->version, local_copy->version) == 0 &&
		    (strcmp(edition->edition, local_copy->edition) != 0 ||
		     memcmp(edition->content_root, local_copy->content_root, sizeof(edition->content_root)) == 0);
	if (offered == has && !same)
		return fetch_because(FETCH_REFUSED, why, OTHER_CONTENT, local_copy->path, has);
	return FETCH_OK;
}

enum fetch_status latest_check_comment(const struct latest *latest, const char *comment, struct buf *why)
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
				       "latest.json: signature is for '%s', not for '%s'", comment,
				       buf_cstr(&meant));
	buf_release(&meant);
	return status;
}

enum fetch_status latest_check_date(const struct latest *latest, const char *today, struct buf *why)
{
	if (date_number(str_from(latest->expires)) < date_number(str_from(today)))
		return fetch_because(
			FETCH_REFUSED, why,
			"latest.json: expired on %s, and today is %s: it was not renewed, a newer one is kept "
			"from this machine, or the clock is wrong",
			latest->expires, today);
	if (date_number(str_from(latest->date)) > date_number(str_from(today)) + 1)
		return fetch_because(FETCH_REFUSED, why,
				     "latest.json: dated %s, but today is %s: one of them is wrong",
				     latest->date, today);
	return FETCH_OK;
}

bool latest_expires_soon(const char *date, const char *expires, const char *today, long *days)
{
	long last = date_number(str_from(expires)), third = (last - date_number(str_from(date))) / 3;
	*days = last - date_number(str_from(today));
	return *days <= (third < LATEST_SOON ? third : LATEST_SOON);
}
