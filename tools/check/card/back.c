#include "check/card/parts.h"
#include "check/core/phrase.h"
#include "check/text/text.h"

static bool ends_in_short_form(struct str text)
{
	static const char *const forms[] = { "e.g", "i.e", "etc",  "vs", "approx", "ca",   "dr", "prof", "st",
					     "no",  "fig", "resp", "cf", "al",	   "incl", "sp", "spp",	 NULL };
	size_t letter = text.len;
	while (letter > 0 && phrase_in_word(text, letter - 1))
		letter--;
	/* Initials, and genera: E. coli. */
	if (text.len - letter <= 1)
		return true;
	for (size_t i = 0; forms[i]; i++)
		if (phrase_ends(text, forms[i]) < text.len)
			return true;
	return false;
}

/* Counts sentences and parts separated by semicolons. Text in brackets belongs to the sentence around it. */
static size_t count_statements(struct str text, size_t *words)
{
	size_t statements = 0, depth = 0, since = 0, at = 0, done = 0;
	struct str word;
	while (phrase_next_word(text, &at, &word)) {
		size_t start = (size_t)(word.at - text.at);
		for (size_t i = done; i < start; i++) {
			char c = text.at[i];
			depth += c == '(';
			depth -= c == ')' && depth;
			bool stop = strchr(".!?;", c) && i + 1 < start && strchr(" \n\t\r", text.at[i + 1]);
			if (!c || !stop || depth || !since)
				continue;
			if (c == '.' && ((word.at[0] >= 'a' && word.at[0] <= 'z') ||
					 ends_in_short_form((struct str){ text.at, i })))
				continue;
			statements++;
			since = 0;
		}
		done = at;
		since++;
		(*words)++;
	}
	return statements + (since > 0);
}

static size_t longest_list(const struct block *blocks)
{
	size_t longest = 0;
	for (; blocks; blocks = blocks->next) {
		size_t count = 0;
		for (const struct flow *i = blocks->kind == BLOCK_LIST ? blocks->of.list.items : NULL; i; i = i->next)
			count++;
		longest = count > longest ? count : longest;
	}
	return longest;
}

void check_card_back(struct lesson_check *check, const struct card *card)
{
	struct report *report = check->report;
	const struct flow *back = card->back;
	bool facts = report_wants(report, RULE_CARD_MANY_FACTS), length = report_wants(report, RULE_CARD_LONG_BACK);
	if (!back || back->element.implied || (!facts && !length))
		return;
	size_t words = 0, items = longest_list(back->blocks);
	prose_flatten(&check->prose, back->text);
	size_t statements = count_statements(prose_view(&check->prose), &words);
	check->failed = check->failed || prose_failed(&check->prose);
	if (back->blocks && length) {
		/* Lists count too; their position matters only for statements. */
		buf_clear(&check->text);
		text_flow(&check->text, back, STR_NONE);
		check->failed = check->failed || buf_failed(&check->text);
		words = 0;
		(void)count_statements(buf_view(&check->text), &words);
	}
	const long *options = report->settings->options;
	size_t count = items > statements ? items : statements;
	if (facts && (long)count > options[OPTION_CARD_MANY_FACTS_FACTS] && !card_asks_for_list(check, card)) {
		struct diagnostic *d = report_add(report, RULE_CARD_MANY_FACTS, back->element.tag, card->id.value,
						  "the back of this card has %zu facts", count);
		report_help(report, d, "make a card for each fact, and leave explanations to the lesson");
	} else if (length && (long)words > options[OPTION_CARD_LONG_BACK_WORDS]) {
		struct diagnostic *d = report_add(report, RULE_CARD_LONG_BACK, back->element.tag, card->id.value,
						  "the back of this card has %zu words", words);
		report_help(report, d, "cut it down to what learners must recall, or split it into several cards");
	}
}
