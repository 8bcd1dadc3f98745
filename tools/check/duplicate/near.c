#include "check/duplicate/contrast.h"
#include "check/core/index_judge.h"
#include "check/duplicate/join.h"
#include "check/duplicate/near_pairs.h"

#include <stdlib.h>

/* A question or card. */
struct text {
	const struct index_prompt *prompt;
	struct word_run front, back;
	const char *path, *lesson;
	bool context;
	uint64_t deciding; /* equal in texts that may be duplicates: see contrast_decides */
};

/* A group of comparisons. */
struct pass {
	enum rule_id rule;
	bool cards;
	bool same_options; /* only questions with the same options */
	unsigned percent;
};

struct near {
	struct judge judge; /* must be first: each_file passes it on */
	struct text *texts; /* by file, in document order; no duplicates */
	size_t *clusters;   /* by text: union-find parent, an equivalent text or itself; the root is the first one */
	size_t count;
	const struct pass *pass;
	struct join_set *sets;
	size_t *set_texts; /* by set */
	uint32_t *tokens;
	size_t token_count;
	unsigned char *classes;
	uint32_t *kinds;
	struct contrast *contrasts; /* by worker, like pairs */
	struct near_pairs *pairs;
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

/* Does not depend on the order of words. */
static uint64_t deciding_words(const struct near *near, struct word_run run)
{
	uint64_t sum = 0;
	for (uint32_t i = 0; i < run.count; i++)
		if (contrast_decides(near->classes[run.words[i]]))
			sum += (run.words[i] + UINT64_C(1)) * (run.words[i] + UINT64_C(0x9e3779b97f4a7c15));
	return sum;
}

static void gather(struct judge *judge, const struct left *left)
{
	struct near *near = (struct near *)judge;
	const struct index_part *part = left->part;
	for (size_t i = left->file->prompts; i < left->ends.prompts; i++) {
		const struct index_prompt *prompt = &part->prompts[i];
		if (!prompt->front_words)
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
		const uint32_t *words = part->words + prompt->word_offset;
		*text = (struct text){
			.prompt = prompt,
			.front = { words, prompt->front_words },
			.back = { words + prompt->front_words, prompt->back_words },
			.path = left->path,
			.lesson = left->file->lesson,
			.context = is_context(judge, left),
		};
		text->deciding = deciding_words(near, text->front);
		near->clusters[near->count] = *first ? (size_t)(*first - near->texts) : near->count;
		if (!*first)
			*first = text;
		near->count++;
	}
}

/* Whether the backs have half their words in common, ending early if they cannot. */
static bool backs_are_like(struct contrast *contrast, const struct text *a, const struct text *b)
{
	if (a->prompt->back == b->prompt->back)
		return true;
	uint32_t common = contrast_common(contrast, a->back, b->back);
	return common && 3 * common >= a->back.count + b->back.count;
}

/* Whether the two are known to belong together without comparison: cards with one front. Pairs within a cluster are
 * thinned out in any case. */
static bool are_one_cluster(const size_t *clusters, size_t a, size_t b)
{
	while (clusters[a] != a)
		a = clusters[a];
	while (clusters[b] != b)
		b = clusters[b];
	return a == b;
}

/* Called by the join, on several threads. */
static void judge_pair(void *context, unsigned worker, size_t a, size_t b, uint32_t common)
{
	struct near *near = context;
	struct contrast *contrast = &near->contrasts[worker];
	size_t earlier = near->set_texts[a], later = near->set_texts[b];
	const struct text *x = &near->texts[earlier], *y = &near->texts[later];
	if (y->context || are_one_cluster(near->clusters, earlier, later) ||
	    (near->pass->cards && !backs_are_like(contrast, x, y)) || contrast_found(contrast, x->front, y->front) ||
	    (near->pass->cards && contrast_found(contrast, x->back, y->back)))
		return;
	uint32_t together = near->sets[a].count + near->sets[b].count - common;
	struct near_pair pair = { later, earlier, common, together };
	if (!near_pairs_add(&near->pairs[worker], pair, near->clusters, near->count))
		contrast->failed = true;
}

/* The unit of the text in messages. */
static const char *word_or_character(const struct near *near, const struct text *text)
{
	for (uint32_t i = 0; i < text->front.count; i++)
		if (contrast_is_part(near->classes[text->front.words[i]]))
			return "characters";
	return "words";
}

static void report_pair(struct near *near, const struct near_pair *pair)
{
	struct report *report = near->judge.report;
	const struct text *text = &near->texts[pair->later], *first = &near->texts[pair->earlier];
	if (are_copies(&near->judge, text->prompt->file, first->prompt->file))
		return;
	const struct location *location = &first->prompt->location;
	const char *noun = near->pass->cards ? "card" : "question", *item = first->prompt->item;
	struct diagnostic *d = report_add_at(
		report, near->pass->rule, text->path, text->prompt->location, str_from(text->lesson),
		str_from(text->prompt->item), "this %s asks nearly the same as %s%s%s at %s:%u:%u", noun,
		item ? "\"" : "the one", item ? item : "", item ? "\"" : "", first->path, location->line, location->column);
	report_label(report, d, "%u of %u %s are the same%s", pair->common, pair->together, word_or_character(near, text),
		     near->pass->same_options ? ", and all options" : "");
	report_help(report, d, "keep the better of the two %ss, or say in each how they differ", noun);
	report_other_prompt(&near->judge, d, first->prompt, STR_NONE);
}

/* Reports as many pairs as needed to name all that belong together. */
static bool report_pairs(struct near *near)
{
	struct near_pairs *all = &near->pairs[0];
	for (unsigned i = 0; i < near->workers; i++)
		if (near->contrasts[i].failed || (i > 0 && !near_pairs_move(all, &near->pairs[i])))
			return false;
	near_pairs_thin(all, near->clusters);
	for (size_t i = 0; i < all->count; i++)
		report_pair(near, &all->list[i]);
	all->count = 0;
	return true;
}

static bool takes_part(const struct pass *pass, const struct text *text)
{
	bool card = text->prompt->kind != PROMPT_QUESTION;
	return card == pass->cards && (!pass->same_options || text->prompt->back) && (!card || text->back.count);
}

/* Makes a set of each text that takes part. last, indexed by word, is the last set that contains the word, counted from
 * 1. */
static size_t make_sets(struct near *near, size_t *last)
{
	size_t count = 0, used = 0;
	for (size_t i = 0; i < near->count; i++) {
		const struct text *text = &near->texts[i];
		if (!takes_part(near->pass, text))
			continue;
		struct join_set *set = &near->sets[count];
		*set = (struct join_set){ .tokens = near->tokens + used, .group = text->deciding };
		set->group += near->pass->same_options ? text->prompt->back * 3 : 0;
		set->group += text->prompt->kind == PROMPT_CLOZE;
		near->set_texts[count++] = i;
		for (uint32_t j = 0; j < text->front.count; j++) {
			uint32_t word = text->front.words[j];
			if (last[word] != count)
				set->tokens[set->count++] = word;
			last[word] = count;
		}
		used += set->count;
	}
	return count;
}

static bool run_pass(struct near *near, const struct pass *pass)
{
	uint32_t words = near->judge.index->parts[0].vocabulary.count;
	if (!report_wants(near->judge.report, pass->rule))
		return true;
	size_t *last = calloc((size_t)words + 1, sizeof(*last));
	if (!last)
		return false;
	near->pass = pass;
	size_t count = make_sets(near, last);
	free(last);
	return join(near->sets, count, words, near->kinds, pass->percent, near->workers, judge_pair, near) &&
	       report_pairs(near);
}

static bool near_init(struct near *near)
{
	struct index *index = near->judge.index;
	size_t texts = 0;
	for (size_t i = 0; i < index->part_count; i++) {
		texts += index->parts[i].prompt_count;
		near->token_count += index->parts[i].word_count;
	}
	near->workers = (unsigned)index->part_count;
	near->texts = calloc(texts + 1, sizeof(*near->texts));
	near->clusters = malloc((texts + 1) * sizeof(*near->clusters));
	near->sets = calloc(texts + 1, sizeof(*near->sets));
	near->set_texts = calloc(texts + 1, sizeof(*near->set_texts));
	near->tokens = malloc((near->token_count + 1) * sizeof(*near->tokens));
	near->contrasts = calloc(near->workers, sizeof(*near->contrasts));
	near->pairs = calloc(near->workers, sizeof(*near->pairs));
	if (!near->texts || !near->clusters || !near->sets || !near->set_texts || !near->tokens || !near->contrasts ||
	    !near->pairs || !share_vocabulary(index))
		return false;
	const struct vocabulary *vocabulary = &index->parts[0].vocabulary;
	near->classes = contrast_classes(vocabulary);
	near->kinds = near->classes ? contrast_kinds(vocabulary, near->classes) : NULL;
	bool good = near->kinds != NULL;
	for (unsigned i = 0; good && i < near->workers; i++)
		good = contrast_init(&near->contrasts[i], vocabulary, near->classes, near->kinds);
	return good;
}

static void near_release(struct near *near)
{
	for (unsigned i = 0; near->contrasts && near->pairs && i < near->workers; i++) {
		contrast_release(&near->contrasts[i]);
		near_pairs_release(&near->pairs[i]);
	}
	free(near->texts);
	free(near->clusters);
	free(near->sets);
	free(near->set_texts);
	free(near->tokens);
	free(near->contrasts);
	free(near->pairs);
	free(near->classes);
	free(near->kinds);
	map_release(&near->judge.map);
}

bool judge_near(struct judge *judge)
{
	const long *options = judge->report->settings->options;
	const struct pass passes[] = {
		{ RULE_DUPLICATE_NEAR_STEM, false, false, (unsigned)options[OPTION_DUPLICATE_NEAR_STEM_SIMILARITY] },
		{ RULE_DUPLICATE_OPTIONS, false, true, JOIN_PERCENT_MIN },
		{ RULE_DUPLICATE_NEAR_CARD, true, false, (unsigned)options[OPTION_DUPLICATE_NEAR_CARD_SIMILARITY] },
	};
	bool words = false;
	for (size_t i = 0; i < judge->index->part_count; i++)
		words = words || judge->index->parts[i].word_count;
	if (!words)
		return true;
	struct near near = { .judge = *judge };
	map_init(&near.judge.map);
	bool good = near_init(&near) && each_file(&near.judge, gather);
	for (size_t i = 0; good && i < sizeof(passes) / sizeof(passes[0]); i++)
		good = run_pass(&near, &passes[i]);
	near_release(&near);
	return good;
}
