#include "release/latest.h"

#include "base/json.h"
#include "fetch/latest.h"

#include <inttypes.h>

static void write_edition(const struct release_edition *edition, struct json *json)
{
	json_open_object(json);
	json_member_text(json, "edition", edition->edition);
	json_member_text(json, "url", edition->url);
	json_member_uint(json, "size", edition->size);
	json_member_uint(json, "head", edition->head);
	json_member_text(json, "sha256", edition->sha256);
	json_member_text(json, "contentRoot", edition->content_root);
	json_close_object(json);
}

void release_latest_write(const struct release_latest *latest, struct buf *out)
{
	struct json json;
	json_init(&json, out);
	json_open_object(&json);
	json_member_uint(&json, "format", LATEST_FORMAT);
	json_member_text(&json, "id", latest->id);
	json_member_str(&json, "title", latest->title);
	json_member_text(&json, "version", latest->version);
	json_member_uint(&json, "release", latest->release);
	json_member_text(&json, "date", latest->date);
	json_member_text(&json, "expires", latest->expires);
	json_key(&json, "requires");
	json_open_array(&json);
	json_close_array(&json);
	json_key(&json, "editions");
	json_open_array(&json);
	for (size_t i = 0; i < latest->edition_count; i++)
		write_edition(&latest->editions[i], &json);
	json_close_array(&json);
	json_close_object(&json);
	buf_char(out, '\n');
}

/* Copies a string, which must fit. */
static bool take(const char *from, char *to, size_t size)
{
	size_t len = strlen(from);
	if (len >= size)
		return false;
	memcpy(to, from, len + 1);
	return true;
}

static bool take_edition(const struct latest_edition *from, struct release_edition *to)
{
	to->size = from->size;
	to->head = from->head;
	digest_hex(to->sha256, from->sha256);
	digest_hex(to->content_root, from->content_root);
	return take(from->edition, to->edition, sizeof(to->edition)) && take(from->url, to->url, sizeof(to->url));
}

static bool take_all(const struct latest *from, struct release_latest *to)
{
	bool good = take(from->id, to->id, sizeof(to->id)) && take(from->version, to->version, sizeof(to->version)) &&
		    take(from->date, to->date, sizeof(to->date)) &&
		    take(from->expires, to->expires, sizeof(to->expires)) && from->edition_count <= LATEST_EDITIONS_MAX;
	to->release = from->release;
	for (size_t i = 0; good && i < from->edition_count; i++)
		good = take_edition(&from->editions[i], &to->editions[to->edition_count++]);
	return good;
}

bool release_latest_read(struct release_latest *latest, struct str text)
{
	struct latest read;
	struct buf why;
	buf_init(&why, 4096);
	*latest = (struct release_latest){ .edition_count = 0 };
	bool good = latest_read(&read, text, &why) == FETCH_OK && take_all(&read, latest);
	latest_release(&read);
	buf_release(&why);
	return good;
}

enum result release_latest_follows(const struct release_latest *latest, const char *date, uint64_t release,
				   struct buf *why)
{
	if (!date || strcmp(date, latest->date) <= 0)
		return RESULT_OK;
	buf_format(why,
		   "error: this release would be dated %s, before release %" PRIu64
		   " of %s: set the clock of this machine, or give the date with --date",
		   latest->date, release, date);
	return RESULT_REFUSED;
}
