#include "check/duplicate/near_work.h"

#include <stdlib.h>

enum {
	SIMILAR = 36,	  /* percentage of the weight of all words that similar texts have in common */
	EQUAL_LEAST = 50, /* least percentage of equal words */
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

static bool is_reported(const struct near *near, const struct text *text)
{
	return text->prompt->file >= near->judge.index->context_count;
}

/* Makes the words of all parts comparable. */
static bool learn(struct near *near)
{
	struct index *index = near->judge.index;
	if (!share_vocabulary(index) || !concepts_init(&near->concepts, index))
		return false;
	uint32_t words = index->parts[0].vocabulary.count, concepts = concept_count(&near->concepts);
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
			&judge->map, (struct str){ (const char *)&prompt->digest, sizeof(prompt->digest) });
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
		if (!near_read(near, text, NULL, &reader->one, &a) || !near_read(near, first, NULL, &reader->other, &b))
			return false;
		report_ambiguous(&near->judge, text->prompt, first->prompt,
				 contrast_compare(&reader->contrast, &a, &b, ANSWERS_DIFFER).reworded);
	}
	return true;
}

/* Whether two texts have the same words, but differ in what folding removed: PaO2 and PAO2. */
static bool differ_in_symbols(const struct text *a, const struct text *b)
{
	uint32_t count = a->prompt->front_words + a->prompt->back_words;
	return a->prompt->symbols != b->prompt->symbols && a->prompt->front_words == b->prompt->front_words &&
	       a->prompt->back_words == b->prompt->back_words &&
	       memcmp(near_words(a), near_words(b), count * sizeof(uint32_t)) == 0;
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

static enum contrast_answers answers_of(const struct text *a, const struct text *b)
{
	if (a->prompt->kind != PROMPT_QUESTION || !a->prompt->back || a->prompt->back != b->prompt->back)
		return ANSWERS_DIFFER;
	return a->prompt->explanation == b->prompt->explanation ? ANSWERS_EXPLAINED : ANSWERS_SAME;
}

/* They share a vignette, and so most of their words. */
static bool are_one_set(const struct text *x, const struct text *y)
{
	return x->prompt->set && x->prompt->set == y->prompt->set && x->prompt->file == y->prompt->file;
}

/* Called by the join, on several threads. */
static void judge_pair(void *context, unsigned worker, size_t earlier, size_t later)
{
	struct near *near = context;
	struct near_reader *reader = &near->readers[worker];
	const struct text *x = &near->texts[earlier], *y = &near->texts[later];
	struct contrast_text a, b;
	if (are_one_set(x, y) || !is_reported(near, y) || are_one_cluster(near->clusters, earlier, later) || differ_in_symbols(x, y))
		return;
	const struct text *like = x->prompt->back == y->prompt->back ? x : NULL;
	if (!near_read(near, x, NULL, &reader->one, &a) || !near_read(near, y, like, &reader->other, &b)) {
		reader->failed = true;
		return;
	}
	struct contrast_found found = contrast_compare(&reader->contrast, &a, &b, answers_of(x, y));
	if (found.fronts || (found.backs && !(near->pass.cards && like)))
		return;
	struct near_pair pair = { (uint32_t)later, (uint32_t)earlier, found.common, found.together };
	if (!near_pairs_add(&reader->pairs, pair, near->clusters, near->count))
		reader->failed = true;
}

/* A question with options and an explanation, and their digests. */
struct answered {
	uint64_t back, explanation;
	uint32_t text;
};

static int order_answered(const void *a, const void *b)
{
	const struct answered *x = a, *y = b;
	if (x->back != y->back)
		return x->back < y->back ? -1 : 1;
	if (x->explanation != y->explanation)
		return x->explanation < y->explanation ? -1 : 1;
	return x->text < y->text ? -1 : x->text > y->text;
}

/* Compares questions whose options and explanations are equal, however few of their other words are. False if memory ran
 * out. */
static bool judge_answered(struct near *near)
{
	enum { COMPARED = 8 }; /* with as many others, so that copies of one explanation take linear time */
	struct answered *list = malloc(((size_t)near->count + 1) * sizeof(*list));
	uint32_t count = 0;
	if (!list)
		return false;
	for (uint32_t i = 0; i < near->count; i++) {
		const struct index_prompt *prompt = near->texts[i].prompt;
		if (prompt->kind == PROMPT_QUESTION && prompt->back && prompt->explanation)
			list[count++] = (struct answered){ prompt->back, prompt->explanation, i };
	}
	qsort(list, count, sizeof(*list), order_answered);
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t j = i + 1; j < count && j <= i + COMPARED && list[j].back == list[i].back &&
					 list[j].explanation == list[i].explanation;
		     j++)
			judge_pair(near, 0, list[i].text, list[j].text);
	free(list);
	return !near->readers[0].failed;
}

static bool run_pass(struct near *near, struct pass pass)
{
	uint32_t words = near->judge.index->parts[0].vocabulary.count, concepts = concept_count(&near->concepts);
	near->pass = pass;
	bool good = near_make_sets(near);
	good = good && join(near->sets, near->count, near->tokens, pass.percent ? words : concepts,
			    pass.percent ? pass.percent : SIMILAR, near->workers, judge_pair, near);
	good = good && (pass.cards || pass.percent || judge_answered(near)) && near_report(near);
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
		near_reading_release(&reader->one);
		near_reading_release(&reader->other);
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

/* Whether there are two cards, or two questions, that may be similar. */
static bool has_two(const struct near *near, bool cards)
{
	unsigned found = 0;
	for (uint32_t i = 0; i < near->count && found < 2; i++)
		found += (near->texts[i].prompt->kind != PROMPT_QUESTION) == cards;
	return found == 2;
}

bool judge_near(struct judge *judge)
{
	const struct report *report = judge->report;
	const long *options = report->settings->options;
	struct pass cards = { true, percent_of(options[OPTION_DUPLICATE_NEAR_CARD_SIMILARITY]) };
	struct pass questions = { false, percent_of(options[OPTION_DUPLICATE_NEAR_STEM_SIMILARITY]) };
	struct near near = { .judge = *judge };
	map_init(&near.judge.map);
	bool questions_too =
		report_wants(report, RULE_DUPLICATE_NEAR_STEM) || report_wants(report, RULE_DUPLICATE_OPTIONS);
	bool cards_too = report_wants(report, RULE_DUPLICATE_NEAR_CARD);
	bool ambiguous = report_wants(report, RULE_CARD_AMBIGUOUS);
	if (!questions_too && !cards_too && !ambiguous)
		return true;
	bool good = near_init(&near) && each_file(&near.judge, gather);
	map_release(&near.judge.map);
	good = good && (!ambiguous || judge_ambiguous(&near));
	questions_too = questions_too && has_two(&near, false);
	cards_too = cards_too && has_two(&near, true);
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
