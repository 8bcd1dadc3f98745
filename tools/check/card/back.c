#include "base/ascii.h"
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
	return text.len - letter <= 1 || phrase_ends_any(text, forms) < text.len;
}

/* Counts sentences and parts separated by semicolons. Text in brackets belongs to the sentence around it, and so do the
 * examples after a colon: "Families of flies: Muscidae; Tachinidae". */
static size_t count_statements(struct str text, size_t *words)
{
	size_t statements = 0, depth = 0, since = 0, at = 0, done = 0;
	bool colon = false;
	struct str word;
	while (phrase_next_word(text, &at, &word)) {
		size_t start = (size_t)(word.at - text.at);
		for (size_t i = done; i < start; i++) {
			char c = text.at[i];
			depth += c == '(';
			depth -= c == ')' && depth;
			colon = c == ':' || (colon && !strchr(".!?", c));
			bool stop = strchr(".!?;", c) && i + 1 < start && strchr(" \n\t\r", text.at[i + 1]);
			if (!c || !stop || depth || !since || (c == ';' && colon))
				continue;
			if (c == '.' && (ascii_is_lower(word.at[0]) ||
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

/* Counts the items that commas separate in the sentence that text is: "cough, fever and rash" has three. 0 if there are
 * clauses between them, or an "or": alternatives define one thing. */
static size_t count_items(struct str text)
{
	enum { ITEM_WORDS = 4 };
	size_t items = 1, words = 0, at = 0, done = 0;
	bool joint = false;
	for (struct str word; phrase_next_word(text, &at, &word); done = at) {
		size_t start = (size_t)(word.at - text.at);
		bool comma = done > 0 && memchr(text.at + done, ',', start - done), before_joint = joint;
		joint = phrase_starts(word, "and") == word.len;
		if (comma || (joint && words > 0)) {
			items++;
			words = 0;
		}
		words += !joint;
		/* An "and" within the last item but one is part of it. */
		if (words > ITEM_WORDS || (before_joint && joint) || phrase_starts(word, "or") == word.len)
			return 0;
	}
	return items;
}

/* A back that lists so many items asks for all of them at once. */
static bool check_list(struct lesson_check *check, const struct card *card, size_t statements)
{
	enum { ITEMS = 5 };
	if (!report_wants(check->report, RULE_CARD_ENUMERATION) || statements != 1 || card_asks_for_list(check, card))
		return false;
	size_t items = count_items(prose_view(&check->cards.prose));
	if (items < ITEMS)
		return false;
	struct diagnostic *d = report_add(check->report, RULE_CARD_ENUMERATION, card->back->element.tag, card->id.value,
					  "the back of this card lists %zu items", items);
	report_help(check->report, d, "make a card for each item, and ask for what distinguishes it");
	return true;
}

void check_card_back(struct lesson_check *check, const struct card *card)
{
	struct report *report = check->report;
	const struct flow *back = card->back;
	bool facts = report_wants(report, RULE_CARD_MANY_FACTS), length = report_wants(report, RULE_CARD_LONG_BACK);
	if (!back)
		return;
	size_t words = 0, items = longest_list(back->blocks);
	prose_flatten(&check->cards.prose, back->text);
	size_t statements = count_statements(prose_view(&check->cards.prose), &words);
	check->failed = check->failed || prose_failed(&check->cards.prose);
	if (check_list(check, card, statements))
		return;
	if (back->blocks && length) {
		/* Lists count too; their position matters only for statements. */
		buf_clear(&check->cards.text);
		text_flow(&check->cards.text, back, STR_NONE);
		words = 0;
		(void)count_statements(buf_view(&check->cards.text), &words);
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
