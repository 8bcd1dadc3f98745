#include "pack/search.h"

#include "base/json.h"
#include "check/core/vocabulary.h"

#include <stdlib.h>

/* The postings of a word: count elements, from first on. */
struct posting_range {
	size_t first, count;
};

struct postings {
	struct vocabulary words;
	struct posting_range *of; /* indexed by word number */
	uint32_t *at; /* twice the number of the lesson, plus 1 if a title of it has the word */
	size_t posting_count;
};

typedef void word_visitor(struct postings *postings, size_t lesson, uint32_t word, bool in_title);

static void each_word(struct postings *postings, const struct search_lesson *lessons, size_t count, word_visitor *visit)
{
	for (size_t i = 0; i < count; i++) {
		const struct buf *words = &lessons[i].words->words;
		const char *in_title = buf_cstr(&lessons[i].words->titles);
		for (size_t at = 0; at < words->len && !postings->words.failed;) {
			struct str word = str_from(words->at + at);
			visit(postings, i, vocabulary_number(&postings->words, word), *in_title++);
			at += word.len + 1;
		}
	}
}

/* All words are counted first, so that each has its room in the second pass. */
static void count_word(struct postings *postings, size_t lesson, uint32_t word, bool in_title)
{
	(void)lesson, (void)word, (void)in_title;
	postings->posting_count++;
}

static void size_word(struct postings *postings, size_t lesson, uint32_t word, bool in_title)
{
	(void)lesson, (void)in_title;
	postings->of[word].count++;
}

static void add_posting(struct postings *postings, size_t lesson, uint32_t word, bool in_title)
{
	struct posting_range *found = &postings->of[word];
	postings->at[found->first + found->count++] = (uint32_t)(2 * lesson + in_title);
}

static bool collect(struct postings *postings, const struct search_lesson *lessons, size_t count)
{
	each_word(postings, lessons, count, count_word);
	postings->of = calloc((size_t)postings->words.count + 1, sizeof(*postings->of));
	postings->at = malloc((postings->posting_count + 1) * sizeof(*postings->at));
	if (!postings->of || !postings->at || postings->words.failed)
		return false;
	each_word(postings, lessons, count, size_word);
	size_t first = 0;
	for (uint32_t i = 0; i < postings->words.count; i++) {
		postings->of[i].first = first;
		first += postings->of[i].count;
		postings->of[i].count = 0;
	}
	each_word(postings, lessons, count, add_posting);
	return true;
}

static int by_bytes(const void *a, const void *b)
{
	const struct str *one = *(const struct str *const *)a, *other = *(const struct str *const *)b;
	return strcmp(one->at, other->at);
}

/* Writes the lessons of each word as differences: smaller numbers, which repeat and so compress better. */
static void write_postings(struct json *json, const struct postings *postings, const struct str *const *sorted,
			 bool titles)
{
	json_open_array(json);
	for (uint32_t i = 0; i < postings->words.count; i++) {
		const struct posting_range *found = &postings->of[sorted[i] - postings->words.words];
		uint32_t before = 0;
		json_open_array(json);
		for (size_t k = found->first; k < found->first + found->count; k++) {
			if (titles && !(postings->at[k] & 1))
				continue;
			json_uint(json, postings->at[k] / 2 - before);
			before = postings->at[k] / 2;
		}
		json_close_array(json);
	}
	json_close_array(json);
}

static void write(const struct postings *postings, const struct str *const *sorted, const struct search_lesson *lessons,
		  size_t count, struct buf *out)
{
	struct json json;
	json_init(&json, out);
	json_open_object(&json);
	json_key(&json, "lessons");
	json_open_array(&json);
	for (size_t i = 0; i < count; i++)
		json_str(&json, lessons[i].id);
	json_close_array(&json);
	json_key(&json, "words");
	json_open_array(&json);
	for (uint32_t i = 0; i < postings->words.count; i++)
		json_str(&json, *sorted[i]);
	json_close_array(&json);
	json_key(&json, "found");
	write_postings(&json, postings, sorted, false);
	json_key(&json, "titles");
	write_postings(&json, postings, sorted, true);
	json_close_object(&json);
}

bool search_write(const struct search_lesson *lessons, size_t count, struct buf *out)
{
	struct postings postings = { .of = NULL };
	vocabulary_init(&postings.words);
	bool good = collect(&postings, lessons, count);
	const struct str **sorted = malloc(((size_t)postings.words.count + 1) * sizeof(struct str *));
	if (good && sorted) {
		for (uint32_t i = 0; i < postings.words.count; i++)
			sorted[i] = &postings.words.words[i];
		qsort(sorted, postings.words.count, sizeof(struct str *), by_bytes);
		write(&postings, sorted, lessons, count, out);
	}
	good = good && sorted && !buf_failed(out);
	free(sorted);
	free(postings.of);
	free(postings.at);
	vocabulary_release(&postings.words);
	return good;
}
