#include "base/pool.h"
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

bool near_read(const struct near *near, const struct text *text, struct concept_text *front, struct concept_text *back,
	       struct contrast_text *out)
{
	if (!concepts_read(&near->concepts, front_of(text), front) || !concepts_read(&near->concepts, back_of(text), back))
		return false;
	out->front = (struct word_run){ front->at, front->count };
	out->back = (struct word_run){ back->at, back->count };
	out->front_words = front_of(text);
	out->back_words = back_of(text);
	out->cloze = text->prompt->kind == PROMPT_CLOZE;
	return true;
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
		if (!near->pass.percent && near_read(near, text, &reader->front, &reader->back, &read)) {
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
