#include "base/pool.h"
#include "check/core/fold.h"
#include "check/duplicate/concept_rules.h"
#include "check/duplicate/near_work.h"
#include "check/duplicate/word_form.h"

enum {
	CHUNK = 512,	      /* texts that a worker takes at a time */
	WORDS_CORRECTED = 40, /* longer fronts are not corrected */
	BACKGROUND = 50,      /* texts that a small tree is thought to have besides its own, for weights */
};

const uint32_t *near_words(const struct text *text)
{
	return text->part->words + text->prompt->word_offset;
}

static struct word_run front_of(const struct text *text)
{
	struct word_run front = { NULL, text->prompt->front_words };
	if (front.count)
		front.words = near_words(text);
	return front;
}

static struct word_run back_of(const struct text *text)
{
	struct word_run back = { NULL, text->prompt->back_words };
	if (back.count)
		back.words = near_words(text) + text->prompt->front_words;
	return back;
}

static bool is_gap(const struct near *near, uint32_t word)
{
	return near->concepts.words->words[word].at[0] == FOLD_GAP;
}

/* Writes the sentence of a cloze with its answers in the gaps; false if memory ran out. */
static bool fill_gaps(const struct near *near, struct word_run front, struct word_run back, struct concept_text *out)
{
	uint32_t answer = 0;
	out->count = 0;
	if (!concept_grow(&out->at, &out->room, (size_t)front.count + back.count + 1, sizeof(*out->at)))
		return false;
	for (uint32_t i = 0; i < front.count; i++) {
		if (!is_gap(near, front.words[i])) {
			out->at[out->count++] = front.words[i];
			continue;
		}
		while (answer < back.count && !is_gap(near, back.words[answer]))
			out->at[out->count++] = back.words[answer++];
		answer++;
	}
	return true;
}

/* Makes the answers of a cloze what its sentence says only with them: those of "vitamin {C}" are ascorbic acid. */
static bool read_answers(const struct near *near, struct word_run front, struct word_run back, struct near_reading *out)
{
	struct concept_text *filled = &out->filled;
	uint32_t count = 0;
	if (!fill_gaps(near, front, back, &out->words) ||
	    !concepts_read(&near->concepts, (struct word_run){ out->words.at, out->words.count }, filled))
		return false;
	for (uint32_t i = 0; i < filled->count; i++) {
		uint32_t j = 0;
		while (j < out->front.count && out->front.at[j] != filled->at[i])
			j++;
		if (j == out->front.count)
			filled->at[count++] = filled->at[i];
	}
	filled->count = count;
	if (!count)
		return true;
	struct concept_text alone = out->back;
	out->back = *filled;
	*filled = alone;
	return true;
}

/* Whether the word is one of the run. */
static bool has_word(struct word_run run, uint32_t word)
{
	for (uint32_t i = 0; i < run.count; i++)
		if (run.words[i] == word)
			return true;
	return false;
}

/* The word of the run that this one, which the run lacks, was probably meant to be; the word itself if there is none. */
static uint32_t meant_word(const struct near *near, uint32_t word, struct word_run own, struct word_run run)
{
	const struct concepts *concepts = &near->concepts;
	struct str text = concepts->words->words[word];
	for (uint32_t i = 0; i < run.count; i++) {
		struct str other = concepts->words->words[run.words[i]];
		if (word_is_slip(text, other) && !has_word(own, run.words[i]) &&
		    !(listed_is_known(concepts->listed, text) && listed_is_known(concepts->listed, other)))
			return run.words[i];
	}
	return word;
}

/* Reads words as what they were probably meant to be, by the front of a text with the same back. */
static bool correct(const struct near *near, struct word_run *front, const struct text *like,
		    struct near_reading *reading)
{
	struct concept_text *words = &reading->corrected;
	struct word_run other = front_of(like);
	if (front->count > WORDS_CORRECTED || other.count > WORDS_CORRECTED)
		return true;
	if (!concept_grow(&words->at, &words->room, front->count, sizeof(*words->at)))
		return false;
	for (uint32_t i = 0; i < front->count; i++) {
		uint32_t word = front->words[i];
		words->at[i] = has_word(other, word) ? word : meant_word(near, word, *front, other);
	}
	front->words = words->at;
	return true;
}

bool near_read(const struct near *near, const struct text *text, const struct text *like, struct near_reading *reading,
	       struct contrast_text *out)
{
	struct word_run front = front_of(text), back = back_of(text);
	bool cloze = text->prompt->kind == PROMPT_CLOZE;
	if ((like && !correct(near, &front, like, reading)) ||
	    !concepts_read(&near->concepts, front, &reading->front) ||
	    !concepts_read(&near->concepts, back, &reading->back) ||
	    (cloze && !read_answers(near, front, back, reading)))
		return false;
	out->front = (struct word_run){ reading->front.at, reading->front.count };
	out->back = (struct word_run){ reading->back.at, reading->back.count };
	out->front_words = front;
	out->back_words = back;
	out->cloze = cloze;
	return true;
}

void near_reading_release(struct near_reading *reading)
{
	concept_text_release(&reading->front);
	concept_text_release(&reading->back);
	concept_text_release(&reading->words);
	concept_text_release(&reading->filled);
	concept_text_release(&reading->corrected);
}

/* Makes the set of the distinct numbers in runs that count; false if memory ran out. */
static bool make_set(struct near *near, struct near_reader *reader, struct join_set *set, const struct word_run *runs,
		     unsigned count, bool equal_words)
{
	size_t most = 0;
	for (unsigned i = 0; i < count; i++)
		most += runs[i].count;
	unsigned char *seen = reader->contrast.seen;
	set->tokens = arena_alloc(&reader->tokens, (most + 1) * sizeof(*set->tokens));
	if (!set->tokens)
		return false;
	for (unsigned i = 0; i < count; i++) {
		for (uint32_t j = 0; j < runs[i].count; j++) {
			uint32_t word = runs[i].words[j];
			if (seen[word] || (!equal_words && !word_class_counts(near->concepts.classes[word])))
				continue;
			seen[word] = 1;
			set->tokens[set->count++] = word;
		}
	}
	for (uint32_t i = 0; i < set->count; i++)
		seen[set->tokens[i]] = 0;
	return true;
}

static void make_sets(void *context, unsigned worker, size_t chunk)
{
	struct near *near = context;
	struct near_reader *reader = &near->readers[worker];
	size_t end = (chunk + 1) * CHUNK < near->count ? (chunk + 1) * CHUNK : near->count;
	for (size_t i = chunk * CHUNK; i < end && !reader->failed; i++) {
		const struct text *text = &near->texts[i];
		bool card = text->prompt->kind != PROMPT_QUESTION;
		near->sets[i] = (struct join_set){ .tokens = NULL };
		if (card != near->pass.cards || (card && !text->prompt->back_words))
			continue;
		struct contrast_text read;
		struct word_run runs[2] = { front_of(text) };
		if (!near->pass.percent && near_read(near, text, NULL, &reader->one, &read)) {
			runs[0] = read.front;
			runs[1] = read.back;
		} else if (!near->pass.percent) {
			reader->failed = true;
			return;
		}
		reader->failed =
			!make_set(near, reader, &near->sets[i], runs, near->pass.percent ? 1 : 2, near->pass.percent);
	}
}

/* 16 times the binary logarithm of a / b, which must be at least 1. */
static uint32_t log_ratio(uint64_t a, uint64_t b)
{
	uint64_t ratio = (a << 16) / b;
	uint32_t whole = 63 - (uint32_t)__builtin_clzll(ratio) - 16, part = 0;
	ratio >>= whole;
	for (int i = 0; i < 4; i++) {
		ratio = ratio * ratio >> 16;
		part = part * 2 + (ratio >= 2 << 16);
		ratio >>= ratio >= 2 << 16;
	}
	return whole * 16 + part;
}

/* Gives each token its weight: the rarer, the heavier. General words say little about what a text is about. */
static void weigh(struct near *near)
{
	uint64_t texts = 0;
	for (uint32_t i = 0; i < near->most; i++)
		near->tokens[i].frequency = 0;
	for (size_t i = 0; i < near->count; i++) {
		texts += near->sets[i].count > 0;
		for (uint32_t j = 0; j < near->sets[i].count; j++)
			near->tokens[near->sets[i].tokens[j]].frequency++;
	}
	for (uint32_t i = 0; i < near->most; i++) {
		struct join_token *token = &near->tokens[i];
		token->weight = 1;
		if (near->pass.percent || !token->frequency)
			continue;
		token->weight += log_ratio(2 * (texts + BACKGROUND), 2 * token->frequency + (uint64_t)1);
		if (near->concepts.classes[i] == WORD_GENERAL)
			token->weight = 1 + token->weight / 4;
	}
}

bool near_make_sets(struct near *near)
{
	pool_run(near->workers, ((size_t)near->count + CHUNK - 1) / CHUNK, make_sets, near);
	for (unsigned i = 0; i < near->workers; i++)
		if (near->readers[i].failed)
			return false;
	weigh(near);
	return true;
}
