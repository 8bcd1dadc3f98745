#include "check/duplicate/near_work.h"

/* The unit of the text in messages. */
static const char *word_or_character(const struct near *near, const struct text *text)
{
	for (uint32_t i = 0; i < text->prompt->front_words; i++) {
		uint32_t concept = near->concepts.of_word[near_words(text)[i]];
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

bool near_report(struct near *near)
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
