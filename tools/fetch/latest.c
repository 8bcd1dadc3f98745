#include "fetch/latest.h"

#include "base/date.h"
#include "reader/values.h"

#include <stdlib.h>
#include <string.h>

static const char name[] = "latest.json";

static bool bad(struct troubles *troubles, const char *what)
{
	return trouble(troubles, SATCHEL_DAMAGED, name, "%s", what);
}

static bool read_edition(struct json_walk *json, struct latest_edition *edition, struct troubles *troubles)
{
	const struct scope scope = { troubles, name, "editions: " };
	struct member members[] = {
		MEMBER("edition", VALUE_ID, edition->edition),
		MEMBER("url", VALUE_STRING, &edition->url),
		MEMBER_NUMBER("size", &edition->size, UINT32_MAX),
		MEMBER_NUMBER("head", &edition->head, UINT32_MAX),
		MEMBER("sha256", VALUE_DIGEST, edition->sha256),
		MEMBER("contentRoot", VALUE_DIGEST, edition->content_root),
	};
	if (!READ_MEMBERS(json, members, &scope))
		return false;
	return (edition->head > 0 && edition->head < edition->size) ||
	       trouble(troubles, SATCHEL_DAMAGED, name, "editions: the head of %s is not a part of it",
		       edition->edition);
}

static bool read_editions(struct latest *latest, struct json_walk json, struct troubles *troubles)
{
	struct json_walk again = json;
	size_t count = 0;
	if (!walk_array(&json))
		return bad(troubles, "editions is not an array");
	for (; walk_element(&json); count++)
		walk_skip(&json);
	if (count == 0)
		return bad(troubles, "editions is empty");
	latest->editions = calloc(count, sizeof(*latest->editions));
	if (!latest->editions)
		return trouble_memory(troubles);
	walk_array(&again);
	while (walk_element(&again)) {
		struct latest_edition *edition = &latest->editions[latest->edition_count];
		if (!read_edition(&again, edition, troubles))
			return false;
		for (size_t i = 0; i < latest->edition_count; i++)
			if (strcmp(latest->editions[i].edition, edition->edition) == 0)
				return trouble(troubles, SATCHEL_DAMAGED, name, "editions: %s is there twice",
					       edition->edition);
		latest->edition_count++;
	}
	return true;
}

/* What it does not know it must not act on. */
static bool read_requires(struct json_walk json, struct troubles *troubles)
{
	if (!walk_array(&json))
		return bad(troubles, "requires is not an array");
	if (!walk_element(&json))
		return true;
	struct json_string string;
	char feature[SATCHEL_NAME_MAX + 1];
	bool named = walk_text(&json, &string) && string_copy(string, feature, sizeof(feature)) && is_sayable(feature);
	return trouble(troubles, SATCHEL_UNSUPPORTED, name, "the release requires %s, which this program does not know",
		       named ? feature : "a feature");
}

static bool check_format(struct json_walk json, struct troubles *troubles)
{
	const struct scope scope = { troubles, name, "" };
	uint64_t format = 0;
	struct member members[] = { MEMBER_NUMBER("format", &format, INT32_MAX) };
	if (!READ_MEMBERS(&json, members, &scope))
		return false;
	return format == 1 || trouble(troubles, SATCHEL_UNSUPPORTED, name, "format %llu is unknown to this program",
				      (unsigned long long)format);
}

static bool read_text(struct latest *latest, struct troubles *troubles)
{
	const struct scope scope = { troubles, name, "" };
	struct json_walk json = { latest->text }, requires, editions;
	struct member members[] = {
		MEMBER("id", VALUE_ID, latest->id),
		MEMBER("title", VALUE_STRING, &latest->title),
		MEMBER("version", VALUE_STRING, &latest->version),
		MEMBER_NUMBER("release", &latest->release, INT32_MAX),
		MEMBER("date", VALUE_STRING, &latest->date),
		MEMBER("expires", VALUE_STRING, &latest->expires),
		MEMBER("requires", VALUE_PART, &requires),
		MEMBER("editions", VALUE_PART, &editions),
	};
	if (!check_format(json, troubles) || !READ_MEMBERS(&json, members, &scope))
		return false;
	/* It is held against the manifest, which has the grammar of versions; until then it must be fit to be shown. */
	if (!is_sayable(latest->version) || strlen(latest->version) > SATCHEL_NAME_MAX + SATCHEL_ID_MAX)
		return bad(troubles, "version is not a semantic version");
	if (!date_is_real(str_from(latest->date)) || !date_is_real(str_from(latest->expires)))
		return bad(troubles, "date or expires is not a day such as 2026-11-20");
	return read_requires(requires, troubles) && read_editions(latest, editions, troubles);
}

enum fetch_status latest_read(struct latest *latest, struct str json, struct buf *why)
{
	struct troubles troubles = { .count = 0 };
	size_t place;
	*latest = (struct latest){ .text = NULL };
	if (json.len > LATEST_MAX)
		return fetch_because(FETCH_REFUSED, why, "%s: it is longer than 64 KiB", name);
	enum json_fault fault = json_check(json.at, json.len, &place);
	latest->text = malloc(json.len + 1);
	if (!latest->text || fault == JSON_OUT_OF_MEMORY)
		return FETCH_NO_MEMORY;
	if (fault != JSON_GOOD)
		return fetch_because(FETCH_REFUSED, why, "%s: it is not JSON as packs have it, as byte %zu shows", name,
				     place);
	memcpy(latest->text, json.at, json.len);
	latest->text[json.len] = '\0';
	if (read_text(latest, &troubles))
		return FETCH_OK;
	if (troubles.first.status == SATCHEL_NO_MEMORY)
		return FETCH_NO_MEMORY;
	return fetch_because(FETCH_REFUSED, why, "%s", troubles.first.message);
}

void latest_release(struct latest *latest)
{
	free(latest->text);
	free(latest->editions);
	*latest = (struct latest){ .text = NULL };
}

static const struct latest_edition *find(const struct latest *latest, const char *edition)
{
	for (size_t i = 0; edition && i < latest->edition_count; i++)
		if (strcmp(latest->editions[i].edition, edition) == 0)
			return &latest->editions[i];
	return NULL;
}

const struct latest_edition *latest_choose(const struct latest *latest, const char *wanted, const char *had,
					   struct buf *why)
{
	const struct latest_edition *edition = find(latest, wanted ? wanted : had);
	if (!edition && !wanted)
		edition = find(latest, "full");
	if (!edition && !wanted && latest->edition_count == 1)
		edition = latest->editions;
	if (edition)
		return edition;
	fetch_because(FETCH_REFUSED, why, "%s %s has no edition '%s'; it has ", latest->id, latest->version,
		      wanted ? wanted : "full");
	for (size_t i = 0; i < latest->edition_count; i++)
		buf_format(why, "%s%s", i ? ", " : "", latest->editions[i].edition);
	return NULL;
}
