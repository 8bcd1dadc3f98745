#include "reader/search_index.h"

#include "reader/words.h"

#include <stdlib.h>
#include <string.h>

const char search_entry_name[] = "extras/search.json";

static bool damaged(struct problems *problems, const char *message)
{
	return add_problem(problems, SATCHEL_DAMAGED, search_entry_name, "%s", message);
}

static size_t count_elements(struct json_walk json)
{
	size_t count = 0;
	if (walk_array(&json))
		for (; walk_element(&json); walk_skip(&json))
			count++;
	return count;
}

static bool read_lessons(struct search_index *index, struct json_walk json, struct problems *problems)
{
	bool good = true;
	if (!walk_array(&json))
		return damaged(problems, "its lessons are no array");
	for (size_t i = 0; walk_element(&json); i++)
		good = walk_text(&json, &index->lessons[i]) && good;
	return good || damaged(problems, "a lesson is not an id");
}

static bool read_words(struct search_index *index, struct json_walk json, struct problems *problems)
{
	char text[WORD_ROOM];
	bool rising = true;
	if (!walk_array(&json))
		return damaged(problems, "its words are no array");
	for (size_t i = 0; walk_element(&json); i++) {
		struct json_string *word = &index->rows[i].word;
		if (!walk_text(&json, word) || !string_copy(*word, text, sizeof(text)))
			return damaged(problems, "a word is not a string of at most 32 characters");
		rising = rising && (i == 0 || string_compare(index->rows[i - 1].word, *word) < 0);
	}
	return rising || damaged(problems, "its words are not sorted and unique");
}

/* An ascending list of lesson numbers, each given by its difference to the previous one. */
static bool check_list(struct json_walk *json, uint64_t lessons)
{
	uint64_t lesson = 0, step = 0;
	bool first = true, good = walk_array(json);
	for (; good && walk_element(json); first = false) {
		good = walk_number(json, &step) && (first || step > 0) && step < lessons;
		lesson += step;
		good = good && lesson < lessons;
	}
	return good;
}

static bool read_lists(struct search_index *index, struct json_walk json, bool titles, struct problems *problems)
{
	const char *which = titles ? "titles" : "found";
	size_t count = count_elements(json);
	if (count != index->row_count)
		return add_problem(problems, SATCHEL_DAMAGED, search_entry_name,
				   "%s: there are %zu lists for %zu words", which, count, index->row_count);
	if (!walk_array(&json))
		return damaged(problems, "its lists are no array");
	for (size_t i = 0; walk_element(&json); i++) {
		struct json_walk list = json;
		*(titles ? &index->rows[i].titles : &index->rows[i].found) = json;
		if (!check_list(&list, index->lesson_count))
			return add_problem(problems, SATCHEL_DAMAGED, search_entry_name,
					   "%s: a list is not an ascending list of lesson numbers", which);
		walk_skip(&json);
	}
	return true;
}

bool search_index_read(struct search_index *index, const struct satchel_bytes *json, uint64_t lessons,
		       struct problems *problems)
{
	const struct scope scope = { problems, search_entry_name, "" };
	struct json_walk at = { json->at }, ids, words, found, titles;
	struct member members[] = {
		MEMBER("lessons", VALUE_PART, &ids),
		MEMBER("words", VALUE_PART, &words),
		MEMBER("found", VALUE_PART, &found),
		MEMBER("titles", VALUE_PART, &titles),
	};
	*index = (struct search_index){ .rows = NULL };
	if (!READ_MEMBERS(&at, members, &scope))
		return false;
	index->row_count = count_elements(words);
	index->lesson_count = count_elements(ids);
	if (index->lesson_count != lessons)
		return damaged(problems, "its lessons are not those of the outline, in its order");
	index->rows = calloc(index->row_count + 1, sizeof(*index->rows));
	index->lessons = calloc(index->lesson_count + 1, sizeof(*index->lessons));
	if (!index->rows || !index->lessons)
		return add_no_memory(problems);
	bool good = read_lessons(index, ids, problems);
	good = read_words(index, words, problems) && good;
	good = read_lists(index, found, false, problems) && good;
	return read_lists(index, titles, true, problems) && good;
}

void search_index_free(struct search_index *index)
{
	free(index->rows);
	free(index->lessons);
	*index = (struct search_index){ .rows = NULL };
}
