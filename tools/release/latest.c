#include "release/latest.h"

#include "base/json.h"

#include <jansson.h>

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

/* Copies a string member, which must fit. */
static bool take_text(const json_t *object, const char *key, char *to, size_t size)
{
	const json_t *value = json_object_get(object, key);
	size_t len = json_string_length(value);
	if (!json_is_string(value) || len == 0 || len >= size || strlen(json_string_value(value)) != len)
		return false;
	memcpy(to, json_string_value(value), len + 1);
	return true;
}

static bool take_number(const json_t *object, const char *key, uint64_t *to)
{
	const json_t *value = json_object_get(object, key);
	if (!json_is_integer(value) || json_integer_value(value) < 0)
		return false;
	*to = (uint64_t)json_integer_value(value);
	return true;
}

static bool take_edition(const json_t *object, struct release_edition *edition)
{
	return take_text(object, "edition", edition->edition, sizeof(edition->edition)) &&
	       take_text(object, "url", edition->url, sizeof(edition->url)) &&
	       take_number(object, "size", &edition->size) && take_number(object, "head", &edition->head) &&
	       take_text(object, "sha256", edition->sha256, sizeof(edition->sha256)) &&
	       take_text(object, "contentRoot", edition->content_root, sizeof(edition->content_root));
}

static bool take_all(const json_t *root, struct release_latest *latest)
{
	uint64_t format;
	size_t i;
	json_t *one;
	const json_t *editions = json_object_get(root, "editions");
	if (!take_number(root, "format", &format) || format != LATEST_FORMAT ||
	    !take_text(root, "id", latest->id, sizeof(latest->id)) ||
	    !take_text(root, "version", latest->version, sizeof(latest->version)) ||
	    !take_number(root, "release", &latest->release) ||
	    !take_text(root, "date", latest->date, sizeof(latest->date)) ||
	    !take_text(root, "expires", latest->expires, sizeof(latest->expires)) || json_array_size(editions) == 0 ||
	    json_array_size(editions) > LATEST_EDITIONS_MAX)
		return false;
	json_array_foreach ((json_t *)editions, i, one)
		if (!take_edition(one, &latest->editions[latest->edition_count++]))
			return false;
	return true;
}

bool release_latest_read(struct release_latest *latest, struct str text)
{
	*latest = (struct release_latest){ .edition_count = 0 };
	json_t *root = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, NULL);
	bool good = root && take_all(root, latest);
	json_decref(root);
	return good;
}
