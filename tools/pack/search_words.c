#include "pack/search_words.h"

#include "check/core/vocabulary.h"
#include "pack/json_access.h"
#include "reader/words.h"

void search_split(struct buf *out, struct str text)
{
	struct word_cursor cursor = { .at = text.at, .end = text.at + text.len };
	char word[WORD_ROOM];
	for (size_t size; (size = word_next(&cursor, word)) > 0;)
		buf_add(out, word, size + 1);
}

struct word_collector {
	struct search_words *words;
	struct vocabulary known;
	struct buf text, split; /* of one run */
};

static void take_text(struct word_collector *taking, struct json_walk text, bool is_title)
{
	struct search_words *words = taking->words;
	buf_clear(&taking->text);
	buf_clear(&taking->split);
	json_plain(&taking->text, text, AS_DISPLAYED);
	search_split(&taking->split, buf_view(&taking->text));
	for (size_t at = 0; at < taking->split.len && !taking->known.failed;) {
		struct str word = str_from(taking->split.at + at);
		uint32_t count = taking->known.count, number = vocabulary_number(&taking->known, word);
		at += word.len + 1;
		if (number == count && !taking->known.failed) {
			buf_add(&words->words, word.at, word.len + 1);
			buf_char(&words->titles, 0);
		}
		if (is_title && number < words->titles.len)
			words->titles.at[number] = 1;
	}
}

static bool is_one_of(struct json_string name, const char *const *names)
{
	while (*names && !string_is(name, *names))
		names++;
	return *names != NULL;
}

/* Adds the searchable texts in the value at the cursor json, which advances: descends through objects and arrays. */
static void take_value(struct word_collector *taking, struct json_walk *json)
{
	static const char *const texts[] = { "title", "summary", "text", "caption", "term", NULL };
	static const char *const lists[] = { "synonyms", "abbreviations", NULL };
	static const char *const parts[] = { "objectives", "sections", "takeaways",  "questions",   "cards", "glossary",
					     "blocks",	   "items",    "rows",	     "vignette",    "stem",  "options",
					     "front",	   "back",     "definition", "explanation", "answers", "modelAnswer",
					     "choices",	   "prompts",  "steps",	     "sets",	     "pictures", "transcript", NULL };
	struct json_string name;
	char kind = walk_kind(json);
	if (kind == '[' && walk_array(json)) {
		while (walk_element(json))
			take_value(taking, json);
	} else if (kind == '{' && walk_object(json)) {
		while (walk_member(json, &name)) {
			if (is_one_of(name, parts)) {
				take_value(taking, json);
				continue;
			}
			struct json_walk list = *json;
			if (is_one_of(name, texts))
				take_text(taking, *json, string_is(name, "title"));
			else if (is_one_of(name, lists) && json_enter(&list))
				for (; walk_element(&list); walk_skip(&list))
					take_text(taking, list, false);
			walk_skip(json);
		}
	} else {
		walk_skip(json);
	}
}

bool search_words_take(struct search_words *words, struct str json)
{
	struct word_collector taking = { .words = words };
	struct json_walk walk = { json.at };
	size_t offset;
	buf_init(&words->words, BUF_CAP);
	buf_init(&words->titles, BUF_CAP);
	if (json_check(json.at, json.len, &offset) != JSON_GOOD)
		return false;
	buf_init(&taking.text, BUF_CAP);
	buf_init(&taking.split, BUF_CAP);
	vocabulary_init(&taking.known);
	take_value(&taking, &walk);
	bool good = !taking.known.failed && !buf_failed(&taking.text) && !buf_failed(&taking.split) &&
		    !buf_failed(&words->words) && !buf_failed(&words->titles);
	vocabulary_release(&taking.known);
	buf_release(&taking.text);
	buf_release(&taking.split);
	return good;
}

void search_words_release(struct search_words *words)
{
	buf_release(&words->words);
	buf_release(&words->titles);
}
