#include "base/pool.h"
#include "check/core/fold.h"
#include "check/duplicate/concept_rules.h"
#include "check/duplicate/near_work.h"

enum {
	CHUNK = 512,	 /* texts that a worker takes at a time */
	BACKGROUND = 50, /* texts that a small tree is thought to have besides its own, for weights */
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
static bool read_answers(const struct near *near, const struct text *text, struct near_reading *out)
{
	struct concept_text *filled = &out->filled;
	uint32_t count = 0;
	if (!fill_gaps(near, front_of(text), back_of(text), &out->words) ||
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

bool near_read(const struct near *near, const struct text *text, struct near_reading *reading, struct contrast_text *out)
{
	struct concept_text *front = &reading->front, *back = &reading->back;
	bool cloze = text->prompt->kind == PROMPT_CLOZE;
	if (!concepts_read(&near->concepts, front_of(text), front) || !concepts_read(&near->concepts, back_of(text), back) ||
	    (cloze && !read_answers(near, text, reading)))
		return false;
	out->front = (struct word_run){ front->at, front->count };
	out->back = (struct word_run){ back->at, back->count };
	out->front_words = front_of(text);
	out->back_words = back_of(text);
	out->cloze = cloze;
	return true;
}

void near_reading_release(struct near_reading *reading)
{
	concept_text_release(&reading->front);
	concept_text_release(&reading->back);
	concept_text_release(&reading->words);
	concept_text_release(&reading->filled);
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
		if (!near->pass.percent && near_read(near, text, &reader->one, &read)) {
			runs[0] = read.front;
			runs[1] = read.back;
		} else if (!near->pass.percent) {
			reader->failed = true;
			return;
		}
		reader->failed = !make_set(near, reader, &near->sets[i], runs, near->pass.percent ? 1 : 2, near->pass.percent);
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
