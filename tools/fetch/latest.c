#include "fetch/latest.h"

#include "reader/values.h"

#include <stdlib.h>
#include <string.h>

static const char name[] = "latest.json";

static bool read_edition(struct json_walk *json, struct latest_edition *edition, struct problems *problems)
{
	const struct scope scope = { problems, name, "editions: " };
	struct member members[] = {
		MEMBER("edition", VALUE_ID, edition->edition),
		MEMBER("url", VALUE_STRING, &edition->url),
		MEMBER_NUMBER("size", &edition->size, UINT32_MAX),
		MEMBER_NUMBER("head", &edition->head, UINT32_MAX),
		MEMBER("sha256", VALUE_DIGEST, edition->sha256),
		MEMBER("contentRoot", VALUE_DIGEST, edition->content_root),
	};
	return READ_MEMBERS(json, members, &scope);
}

static bool read_editions(struct latest *latest, struct json_walk json, struct problems *problems)
{
	struct json_walk again = json;
	size_t count = 0;
	walk_array(&json);
	for (; walk_element(&json); count++)
		walk_skip(&json);
	latest->editions = calloc(count, sizeof(*latest->editions));
	if (!latest->editions)
		return add_no_memory(problems);
	walk_array(&again);
	while (walk_element(&again))
		if (!read_edition(&again, &latest->editions[latest->edition_count++], problems))
			return false;
	return true;
}

/* Reads a document that satchel_verify_document accepted. */
static bool read_text(struct latest *latest, struct problems *problems)
{
	const struct scope scope = { problems, name, "" };
	struct json_walk json = { latest->text }, editions;
	struct member members[] = {
		MEMBER("id", VALUE_ID, latest->id),
		MEMBER("title", VALUE_STRING, &latest->title),
		MEMBER("version", VALUE_STRING, &latest->version),
		MEMBER_NUMBER("release", &latest->release, INT32_MAX),
		MEMBER("date", VALUE_STRING, &latest->date),
		MEMBER("expires", VALUE_STRING, &latest->expires),
		MEMBER("editions", VALUE_PART, &editions),
	};
	return READ_MEMBERS(&json, members, &scope) && read_editions(latest, editions, problems);
}

enum fetch_status latest_read(struct latest *latest, struct str json, struct buf *why)
{
	struct problems problems = { .count = 0 };
	struct satchel_error error;
	*latest = (struct latest){ .text = NULL };
	enum satchel_status status = satchel_verify_document(SATCHEL_LATEST, json.at, json.len, NULL, NULL, &error);
	if (status == SATCHEL_NO_MEMORY)
		return FETCH_NO_MEMORY;
	if (status != SATCHEL_OK)
		return fetch_because(FETCH_REFUSED, why, "%s", error.message);
	latest->text = malloc(json.len + 1);
	if (!latest->text)
		return FETCH_NO_MEMORY;
	memcpy(latest->text, json.at, json.len);
	latest->text[json.len] = '\0';
	if (read_text(latest, &problems))
		return FETCH_OK;
	if (problems.first.status == SATCHEL_NO_MEMORY)
		return FETCH_NO_MEMORY;
	return fetch_because(FETCH_REFUSED, why, "%s", problems.first.message);
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
