#include "base/pool.h"
#include "check/core/index_judge.h"
#include "check/duplicate/contrast.h"
#include "check/duplicate/join.h"
#include "check/duplicate/near_pairs.h"

#include <stdlib.h>

enum {
	CHUNK = 512,	 /* texts that a worker takes at a time */
	SIMILAR = 38,	 /* percentage of the weight of all words that similar texts have in common */
	EQUAL_LEAST = 50, /* least percentage of equal words */
	BACKGROUND = 50, /* texts that a small tree is thought to have besides its own, for weights */
};

/* A question or card. */
struct text {
	struct index_prompt *prompt;
	struct index_part *part; /* has its words */
};

/* Cards, or questions. */
struct pass {
	bool cards;
	unsigned percent; /* compare equal words of fronts, all of the same weight; 0: compare all that is said */
};

/* What a worker reads texts into. */
struct near_reader {
	struct concept_text front, back, other_front, other_back;
	struct arena tokens;
	struct contrast contrast;
	struct near_pairs pairs;
	bool failed; /* memory ran out */
};

struct near {
	struct judge judge; /* must be first: each_file passes it on */
	struct text *texts; /* by file, in document order; no duplicates */
	uint32_t *clusters; /* by text: union-find parent, an equivalent text or itself; the root is the first one */
	uint32_t count;
	struct concepts concepts;
	struct pass pass;
	struct join_set *sets; /* by text; empty if it takes no part */
	struct join_token *tokens; /* by concept or, with equal words, by word */

	struct near_reader *readers; /* by worker */
	uint32_t most; /* all words and concepts are below it */
	unsigned workers;
};

/* Renumbers the words of all parts like those of the first part; false if memory ran out. */
static bool share_vocabulary(struct index *index)
{
	struct vocabulary *shared = &index->parts[0].vocabulary;
	for (size_t i = 1; i < index->part_count; i++) {
		struct index_part *part = &index->parts[i];
		uint32_t *numbers = malloc(((size_t)part->vocabulary.count + 1) * sizeof(*numbers));
		if (!numbers)
			return false;
		for (uint32_t j = 0; j < part->vocabulary.count; j++)
			numbers[j] = vocabulary_number(shared, part->vocabulary.words[j]);
		for (size_t j = 0; j < part->word_count; j++)
			part->words[j] = numbers[part->words[j]];
		free(numbers);
		vocabulary_release(&part->vocabulary);
	}
	return !shared->failed;
}

/* Of its front, then of its back. */
static const uint32_t *words_of(const struct text *text)
{
	return text->part->words + text->prompt->word_offset;
}

static struct word_run front_of(const struct text *text)
{
	struct word_run front = { NULL, text->prompt->front_words };
	if (front.count)
		front.words = words_of(text);
	return front;
}

static struct word_run back_of(const struct text *text)
{
	struct word_run back = { NULL, text->prompt->back_words };
	if (back.count)
		back.words = words_of(text) + text->prompt->front_words;
	return back;
}

static bool is_reported(const struct near *near, const struct text *text)
{
	return text->prompt->file >= near->judge.index->context_count;
}

static bool read_text(const struct near *near, const struct text *text, struct concept_text *front,
		      struct concept_text *back, struct contrast_text *out)
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

/* Makes the words of all parts comparable. */
static bool learn(struct near *near)
{
	struct index *index = near->judge.index;
	if (!share_vocabulary(index) || !concepts_init(&near->concepts, index))
		return false;
	uint32_t words = index->parts[0].vocabulary.count, concepts = near->concepts.names.count;
	near->most = words > concepts ? words : concepts;
	near->tokens = calloc((size_t)near->most + 1, sizeof(*near->tokens));
	bool good = near->tokens != NULL;
	for (uint32_t i = 0; good && i < near->most; i++)
		near->tokens[i].weight = 1;
	for (unsigned i = 0; good && i < near->workers; i++)
		good = contrast_init(&near->readers[i].contrast, &near->concepts, near->tokens, near->most);
	return good;
}

static void gather(struct judge *judge, const struct left *left)
{
	struct near *near = (struct near *)judge;
	struct index_part *part = left->part;
	for (size_t i = left->file->prompts; i < left->ends.prompts; i++) {
		struct index_prompt *prompt = &part->prompts[i];
		if (!prompt->front_words && !prompt->said)
			continue;
		struct text *text = &near->texts[near->count];
		struct text **first = (struct text **)map_put(
			&judge->map, (struct str){ (const char *)prompt->digest, PROMPT_DIGEST });
		if (!first) {
			judge->failed = true;
			return;
		}
		/* Another rule reports equal items. Cards with equal fronts but different backs may each be similar to
		 * another one. */
		if (*first && (prompt->kind == PROMPT_QUESTION || (*first)->prompt->back == prompt->back))
			continue;
		*text = (struct text){ prompt, part };
		near->clusters[near->count] = *first ? (uint32_t)(*first - near->texts) : near->count;
		if (!*first)
			*first = text;
		near->count++;
	}
}

/* The text that this one repeats with another back, if that is to be reported; else NULL. */
static const struct text *other_answer(const struct near *near, uint32_t i)
{
	const struct text *text = &near->texts[i], *first = &near->texts[near->clusters[i]];
	const struct index_prompt *prompt = text->prompt, *other = first->prompt;
	/* Another rule reports cards without a back. If hints differ, the prompts differ too. */
	bool differ = text != first && prompt->back && other->back && !prompt->hinted && !other->hinted;
	return differ && is_reported(near, text) && !are_copies(&near->judge, prompt->file, other->file) ? first : NULL;
}

/* Reports cards whose prompt another one has with another back; false if memory ran out. */
static bool judge_ambiguous(struct near *near)
{
	struct near_reader *reader = &near->readers[0];
	const struct text *first;
	bool any = false;
	for (uint32_t i = 0; i < near->count; i++) {
		if (!(first = other_answer(near, i)))
			continue;
		any = true;
		index_read_said(first->part, first->prompt);
		index_read_said(near->texts[i].part, near->texts[i].prompt);
	}
	/* Most trees have no such card. */
	if (!any || !learn(near))
		return !any;
	for (uint32_t i = 0; i < near->count; i++) {
		const struct text *text = &near->texts[i];
		struct contrast_text a, b;
		if (!(first = other_answer(near, i)))
			continue;
		if (!read_text(near, text, &reader->front, &reader->back, &a) ||
		    !read_text(near, first, &reader->other_front, &reader->other_back, &b))
			return false;
		report_ambiguous(&near->judge, text->prompt, first->prompt,
				 !contrast_compare(&reader->contrast, &a, &b, false).backs);
	}
	return true;
}

/* Whether two texts have the same words, but differ in what folding removed: PaO2 and PAO2. */
static bool differ_in_symbols(const struct text *a, const struct text *b)
{
	uint32_t count = a->prompt->front_words + a->prompt->back_words;
	return a->prompt->symbols != b->prompt->symbols && a->prompt->front_words == b->prompt->front_words &&
	       a->prompt->back_words == b->prompt->back_words && memcmp(words_of(a), words_of(b), count * sizeof(uint32_t)) == 0;
}

/* Whether the two are known to belong together without comparison: cards with one front. Pairs within a cluster are
 * thinned out in any case. */
static bool are_one_cluster(const uint32_t *clusters, size_t a, size_t b)
{
	while (clusters[a] != a)
		a = clusters[a];
	while (clusters[b] != b)
		b = clusters[b];
	return a == b;
}

static bool same_answers(const struct text *a, const struct text *b)
{
	return a->prompt->kind == PROMPT_QUESTION && a->prompt->back && a->prompt->back == b->prompt->back &&
	       a->prompt->explanation == b->prompt->explanation;
}

/* Called by the join, on several threads. */
static void judge_pair(void *context, unsigned worker, size_t earlier, size_t later)
{
	struct near *near = context;
	struct near_reader *reader = &near->readers[worker];
	const struct text *x = &near->texts[earlier], *y = &near->texts[later];
	struct contrast_text a, b;
	if (!is_reported(near, y) || are_one_cluster(near->clusters, earlier, later) || differ_in_symbols(x, y))
		return;
	if (!read_text(near, x, &reader->front, &reader->back, &a) ||
	    !read_text(near, y, &reader->other_front, &reader->other_back, &b)) {
		reader->failed = true;
		return;
	}
	struct contrast_found found = contrast_compare(&reader->contrast, &a, &b, same_answers(x, y));
	bool same_backs = near->pass.cards && x->prompt->back == y->prompt->back;
	if (found.fronts || (found.backs && !same_backs))
		return;
	struct near_pair pair = { (uint32_t)later, (uint32_t)earlier, found.common, found.together };
	if (!near_pairs_add(&reader->pairs, pair, near->clusters, near->count))
		reader->failed = true;
}

/* The unit of the text in messages. */
static const char *word_or_character(const struct near *near, const struct text *text)
{
	for (uint32_t i = 0; i < text->prompt->front_words; i++) {
		uint32_t concept = near->concepts.of_word[front_of(text).words[i]];
		if (concept != UINT32_MAX && near->concepts.classes[concept] == WORD_PART)
			return "pairs of characters";
	}
	return "words with content";
}

/* Questions with the same options are reported by the rule for these, unless it is off. */
static enum rule_id rule_for(const struct near *near, const struct text *a, const struct text *b)
{
	if (near->pass.cards)
		return RULE_DUPLICATE_NEAR_CARD;
	bool same = a->prompt->back && a->prompt->back == b->prompt->back;
	return same && report_wants(near->judge.report, RULE_DUPLICATE_OPTIONS) ? RULE_DUPLICATE_OPTIONS
										: RULE_DUPLICATE_NEAR_STEM;
}

static void report_pair(struct near *near, const struct near_pair *pair)
{
	struct report *report = near->judge.report;
	const char *const *paths = near->judge.index->paths;
	const struct text *text = &near->texts[pair->later], *first = &near->texts[pair->earlier];
	if (are_copies(&near->judge, text->prompt->file, first->prompt->file))
		return;
	const struct location *location = &first->prompt->location;
	const char *noun = near->pass.cards ? "card" : "question", *item = first->prompt->item;
	enum rule_id rule = rule_for(near, text, first);
	struct diagnostic *d = report_add_at(
		report, rule, paths[text->prompt->file], text->prompt->location, str_from(near->judge.lessons[text->prompt->file]),
		str_from(text->prompt->item), "this %s asks nearly the same as %s%s%s at %s:%u:%u", noun,
		item ? "\"" : "the one", item ? item : "", item ? "\"" : "", paths[first->prompt->file], location->line, location->column);
	const char *options = rule == RULE_DUPLICATE_OPTIONS ? ", and all options" : "";
	if (pair->common == pair->together)
		report_label(report, d, "it says the same in other words%s", *options ? ", with the same options" : "");
	else
		report_label(report, d, "%u of %u %s are the same%s", pair->common, pair->together,
			     word_or_character(near, text), options);
	report_help(report, d, "keep the better of the two %ss, or say in each how they differ", noun);
	report_other_prompt(&near->judge, d, first->prompt, STR_NONE);
}

/* Reports as many pairs as needed to name all that belong together. */
static bool report_pairs(struct near *near)
{
	struct near_pairs *all = &near->readers[0].pairs;
	for (unsigned i = 0; i < near->workers; i++)
		if (near->readers[i].failed || (i > 0 && !near_pairs_move(all, &near->readers[i].pairs)))
			return false;
	near_pairs_thin(all, near->clusters);
	for (size_t i = 0; i < all->count; i++)
		report_pair(near, &all->list[i]);
	all->count = 0;
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
		if (!near->pass.percent && read_text(near, text, &reader->front, &reader->back, &read)) {
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

static bool run_pass(struct near *near, struct pass pass)
{
	uint32_t words = near->judge.index->parts[0].vocabulary.count, concepts = near->concepts.names.count;
	near->pass = pass;
	pool_run(near->workers, ((size_t)near->count + CHUNK - 1) / CHUNK, make_sets, near);
	bool good = true;
	for (unsigned i = 0; i < near->workers; i++)
		good = good && !near->readers[i].failed;
	uint32_t count = pass.percent ? words : concepts;
	if (good) {
		weigh(near);
		good = join(near->sets, near->count, near->tokens, count, pass.percent ? pass.percent : SIMILAR,
			    near->workers, judge_pair, near) &&
		       report_pairs(near);
	}
	for (unsigned i = 0; i < near->workers; i++)
		arena_release(&near->readers[i].tokens);
	return good;
}

static bool near_init(struct near *near)
{
	const struct index *index = near->judge.index;
	size_t texts = 0;
	for (size_t i = 0; i < index->part_count; i++)
		texts += index->parts[i].prompt_count;
	near->workers = (unsigned)index->part_count;
	near->texts = calloc(texts + 1, sizeof(*near->texts));
	near->clusters = malloc((texts + 1) * sizeof(*near->clusters));
	near->readers = calloc(near->workers, sizeof(*near->readers));
	return near->texts && near->clusters && near->readers && texts < UINT32_MAX;
}

static void near_release(struct near *near)
{
	for (unsigned i = 0; near->readers && i < near->workers; i++) {
		struct near_reader *reader = &near->readers[i];
		concept_text_release(&reader->front);
		concept_text_release(&reader->back);
		concept_text_release(&reader->other_front);
		concept_text_release(&reader->other_back);
		arena_release(&reader->tokens);
		contrast_release(&reader->contrast);
		near_pairs_release(&reader->pairs);
	}
	free(near->texts);
	free(near->clusters);
	free(near->sets);
	free(near->tokens);
	free(near->readers);
	concepts_release(&near->concepts);
	map_release(&near->judge.map);
}

/* Fronts that share less than half of their words say nothing to each other, except in other words. */
static unsigned percent_of(long option)
{
	return option == 0 ? 0 : option < EQUAL_LEAST ? EQUAL_LEAST : (unsigned)option;
}

bool judge_near(struct judge *judge)
{
	const struct report *report = judge->report;
	const long *options = report->settings->options;
	struct pass cards = { true, percent_of(options[OPTION_DUPLICATE_NEAR_CARD_SIMILARITY]) };
	struct pass questions = { false, percent_of(options[OPTION_DUPLICATE_NEAR_STEM_SIMILARITY]) };
	struct near near = { .judge = *judge };
	map_init(&near.judge.map);
	bool questions_too = report_wants(report, RULE_DUPLICATE_NEAR_STEM) || report_wants(report, RULE_DUPLICATE_OPTIONS);
	bool cards_too = report_wants(report, RULE_DUPLICATE_NEAR_CARD);
	bool ambiguous = report_wants(report, RULE_CARD_AMBIGUOUS);
	if (!questions_too && !cards_too && !ambiguous)
		return true;
	bool good = near_init(&near) && each_file(&near.judge, gather);
	map_release(&near.judge.map);
	good = good && (!ambiguous || judge_ambiguous(&near));
	if (good && (questions_too || cards_too)) {
		near.sets = malloc(((size_t)near.count + 1) * sizeof(*near.sets));
		good = near.sets && (near.tokens || learn(&near));
	}
	if (good && questions_too)
		good = run_pass(&near, questions);
	if (good && cards_too)
		good = run_pass(&near, cards);
	near_release(&near);
	return good;
}
