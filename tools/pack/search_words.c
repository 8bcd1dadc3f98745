#include "pack/search_words.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "check/core/vocabulary.h"
#include "pack/json_access.h"

#include <utf8proc.h>

/* A word being assembled. */
struct search_word {
	struct buf *out;
	size_t start; /* its offset in out */
	unsigned characters;
};

static void end_word(struct search_word *word)
{
	if (word->characters == 1)
		buf_cut(word->out, word->start);
	else if (word->characters > 1)
		buf_char(word->out, '\0');
	word->start = word->out->len;
	word->characters = 0;
}

static void add_character(struct search_word *word, const char *bytes, size_t size)
{
	if (word->characters++ < SEARCH_WORD_MAX)
		buf_add(word->out, bytes, size);
}

/* code is from a text in form NFKD. */
static void take_code(struct search_word *word, utf8proc_int32_t code)
{
	char bytes[4];
	if (utf8proc_category(code) == UTF8PROC_CATEGORY_MN)
		return;
	if (utf8_is_word((uint32_t)code))
		add_character(word, bytes, utf8_encode((uint32_t)utf8proc_tolower(code), bytes));
	else
		end_word(word);
}

/* The order of combining marks, which NFKD defines, is irrelevant here: those of category Mn are dropped, and the
 * others have no order. So characters can be decomposed separately. */
static void take_character(struct search_word *word, uint32_t character)
{
	utf8proc_int32_t codes[32]; /* the longest decomposition has 18 */
	int boundary = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)character, codes, 32,
							 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
	for (utf8proc_ssize_t i = 0; i < count && i < 32; i++)
		take_code(word, codes[i]);
}

void search_split(struct buf *out, struct str text)
{
	struct search_word word = { out, out->len, 0 };
	size_t at = 0;
	while (at < text.len) {
		char c = ascii_lower(text.at[at]);
		if ((unsigned char)c >= 0x80) {
			take_character(&word, utf8_next(text, &at));
			continue;
		}
		at++;
		if (ascii_is_alphanumeric(c))
			add_character(&word, &c, 1);
		else
			end_word(&word);
	}
	end_word(&word);
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
	static const char *const parts[] = { "objectives", "sections", "takeaways",  "questions",   "cards", "glossary",
					     "blocks",	   "items",    "rows",	     "vignette",    "stem",  "options",
					     "front",	   "back",     "definition", "explanation", "answers", "modelAnswer", "pictures",
					     NULL };
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
			if (is_one_of(name, texts))
				take_text(taking, *json, string_is(name, "title"));
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
