#include "reader/schema.h"
#include "reader/verify.h"

#include <string.h>

static const char entry_name[] = "extras/search.json";

static void damaged(struct verify *v, const char *message)
{
	add_problem(v->problems, SATCHEL_DAMAGED, entry_name, "%s", message);
}

/* The lessons must be those of the outline, in its order. */
static void check_lessons(struct verify *v, struct json_walk json)
{
	struct json_string id;
	char name[SATCHEL_NAME_MAX + 1], text[SATCHEL_ID_MAX + 1];
	size_t count = 0;
	bool same = true;
	walk_array(&json);
	for (; walk_element(&json); count++) {
		if (!walk_text(&json, &id) || count >= v->order_count || !string_copy(id, text, sizeof(text))) {
			same = false;
			continue;
		}
		lesson_name(name, text);
		same = same && strcmp(v->lessons.at[v->order[count]].entry.name, name) == 0;
	}
	if (!same || count != v->order_count)
		damaged(v, "its lessons are not those of the outline, in its order");
}

static uint64_t check_words(struct verify *v, struct json_walk json)
{
	struct json_string word, before = { "", 0 };
	uint64_t count = 0;
	bool rising = true;
	walk_array(&json);
	for (; walk_element(&json); count++) {
		if (!walk_text(&json, &word))
			continue;
		rising = rising && (count == 0 || string_compare(before, word) < 0);
		before = word;
	}
	if (!rising)
		damaged(v, "its words are not sorted and unique");
	return count;
}

/* Each word has an ascending list of lesson numbers, each given by its difference to the previous one. */
static void check_lists(struct verify *v, struct json_walk json, const char *which, uint64_t words)
{
	uint64_t count = 0;
	bool good = true;
	walk_array(&json);
	for (; walk_element(&json); count++) {
		uint64_t lesson = 0, step = 0;
		bool first = true;
		walk_array(&json);
		for (; walk_element(&json); first = false) {
			good = walk_number(&json, &step) && (first || step > 0) && good;
			lesson += step;
			good = good && lesson < v->order_count;
		}
	}
	if (!good)
		add_problem(v->problems, SATCHEL_DAMAGED, entry_name,
			    "%s: a list is not an ascending list of lesson numbers", which);
	if (count != words)
		add_problem(v->problems, SATCHEL_DAMAGED, entry_name, "%s: there are %llu lists for %llu words", which,
			(unsigned long long)count, (unsigned long long)words);
}

bool verify_search(struct verify *v, const struct satchel_bytes *bytes)
{
	const struct scope scope = { v->problems, entry_name, "" };
	struct json_walk json = { bytes->at }, lessons, words, found, titles;
	struct member members[] = {
		MEMBER("lessons", VALUE_PART, &lessons),
		MEMBER("words", VALUE_PART, &words),
		MEMBER("found", VALUE_PART, &found),
		MEMBER("titles", VALUE_PART, &titles),
	};
	if (!check_json(bytes, entry_name, v->problems) ||
	    !schema_matches(SCHEMA_SEARCH, bytes, entry_name, NULL, NULL, v->problems) ||
	    !READ_MEMBERS(&json, members, &scope))
		return false;
	if (v->order_count < v->lessons.count)
		return true; /* a part of the index could not be read */
	check_lessons(v, lessons);
	uint64_t count = check_words(v, words);
	check_lists(v, found, "found", count);
	check_lists(v, titles, "titles", count);
	return true;
}
