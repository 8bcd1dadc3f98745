/* Verifies the documents published beside the packs of a release. */
#include "reader/internal.h"
#include "reader/schema.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	size_t most;
	enum schema_document schema;
} documents[] = {
	[SATCHEL_LATEST] = { "latest.json", SATCHEL_LATEST_MAX, SCHEMA_LATEST },
	[SATCHEL_PROGRESS] = { "progress.json", SATCHEL_PROGRESS_MAX, SCHEMA_PROGRESS },
};

/* An unknown format or required feature may change the meaning of everything else. */
static bool is_known(struct json_walk json, const struct scope *scope)
{
	struct json_walk format_part, requires;
	struct json_string feature;
	char name[SATCHEL_NAME_MAX + 1] = "";
	uint64_t format = SATCHEL_FORMAT;
	struct member members[] = {
		MEMBER_OPTIONAL("format", VALUE_PART, &format_part),
		MEMBER_OPTIONAL("requires", VALUE_PART, &requires),
	};
	if (!READ_MEMBERS(&json, members, scope))
		return false;
	if (members[0].seen && walk_number(&format_part, &format) && format != SATCHEL_FORMAT)
		return add_problem(scope->problems, SATCHEL_UNSUPPORTED, scope->entry,
				   "format %llu is unknown to this program", (unsigned long long)format);
	if (!members[1].seen || !walk_array(&requires) || !walk_element(&requires) || !walk_text(&requires, &feature))
		return true;
	bool sayable = string_copy(feature, name, sizeof(name)) && is_sayable(name);
	return add_problem(scope->problems, SATCHEL_UNSUPPORTED, scope->entry,
		       "the release requires %s, which this program does not know", sayable ? name : "a feature");
}

/* Checks what a schema cannot express: the release does not expire before its date; its editions, at most two, differ,
 * and each head is smaller than the pack. */
static void check_latest(struct json_walk json, struct problems *problems)
{
	const struct scope scope = { problems, "latest.json", "" };
	const char *date, *expires;
	struct json_walk editions;
	struct member members[] = {
		MEMBER("date", VALUE_STRING, &date),
		MEMBER("expires", VALUE_STRING, &expires),
		MEMBER("editions", VALUE_PART, &editions),
	};
	char name[SATCHEL_ID_MAX + 1], before[SATCHEL_ID_MAX + 1] = "";
	if (!READ_MEMBERS(&json, members, &scope) || !walk_array(&editions))
		return;
	if (strcmp(expires, date) < 0)
		add_problem(problems, SATCHEL_DAMAGED, "latest.json", "expires is before date");
	for (; walk_element(&editions); strcpy(before, name)) {
		uint64_t size, head;
		struct member edition[] = {
			MEMBER("edition", VALUE_ID, name),
			MEMBER_NUMBER("size", &size, UINT32_MAX),
			MEMBER_NUMBER("head", &head, UINT32_MAX),
		};
		if (!READ_MEMBERS(&editions, edition, &scope))
			return;
		if (strcmp(name, before) == 0)
			add_problem(problems, SATCHEL_DAMAGED, "latest.json", "editions: %s appears twice", name);
		if (head >= size)
			add_problem(problems, SATCHEL_DAMAGED, "latest.json",
				    "editions: the head of %s is not shorter than the pack", name);
	}
}

/* Progress cannot count from a future release. */
static void check_since(struct json_walk json, struct problems *problems)
{
	const struct scope scope = { problems, "progress.json", "" };
	struct json_walk since;
	struct json_string name;
	uint64_t release, from;
	bool later = false;
	struct member members[] = {
		MEMBER_NUMBER("release", &release, INT32_MAX),
		MEMBER("since", VALUE_PART, &since),
	};
	if (!READ_MEMBERS(&json, members, &scope))
		return;
	walk_object(&since);
	while (walk_member(&since, &name))
		later = (walk_number(&since, &from) && from > release) || later;
	if (later)
		add_problem(problems, SATCHEL_DAMAGED, "progress.json",
			    "since: an item counts from a later release than this");
}

enum satchel_status satchel_verify_document(enum satchel_document document, const void *bytes, size_t size,
					    satchel_problem *on_problem, void *context, struct satchel_error *error)
{
	struct problems problems = { .report = on_problem, .context = context, .all = true };
	const struct scope scope = { &problems, documents[document].name, "" };
	struct satchel_bytes json = { NULL, size };
	if (size > documents[document].most) {
		add_problem(&problems, SATCHEL_DAMAGED, scope.entry, "it is longer than %zu KiB",
			    documents[document].most >> 10);
		return problems_first(&problems, error);
	}
	json.at = malloc(size + 1);
	if (!json.at) {
		add_no_memory(&problems);
		return problems_first(&problems, error);
	}
	memcpy(json.at, bytes, size);
	json.at[size] = '\0';
	if (check_json(&json, scope.entry, &problems) && is_known((struct json_walk){ json.at }, &scope) &&
	    schema_matches(documents[document].schema, &json, scope.entry, NULL, NULL, &problems)) {
		if (document == SATCHEL_LATEST)
			check_latest((struct json_walk){ json.at }, &problems);
		else
			check_since((struct json_walk){ json.at }, &problems);
	}
	satchel_bytes_free(&json);
	return problems_first(&problems, error);
}
