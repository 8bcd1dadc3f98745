#include "check/core/words.h"

#include "check/core/unspaced.h"
#include "lesson/language.h"

/* The maximum distance, in words, between an alternative and its "or": "lithium, valproate or carbamazepine". */
enum { CHOICE_REACH = 6 };

bool word_is_common(struct str words)
{
	static const char *const common[] = {
		"all",	"always", "and", "are",	  "both", "for",   "false", "less", "more", "never",
		"none", "not",	  "one", "other", "the",  "three", "true",  "two",  "with", "yes",
	};
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (str_is(words, common[i]))
			return true;
	return false;
}

static bool joins_alternatives(struct str word, struct str lang)
{
	static const struct {
		const char *lang; /* NULL: any */
		const char *word;
	} words[] = {
		{ NULL, "vs" },	    { NULL, "versus" }, { "en", "or" },	 { "en", "between" }, { "en", "among" },
		{ "en", "unlike" }, { "de", "oder" },	{ "fr", "ou" },	 { "pt", "ou" },      { "es", "o" },
		{ "it", "o" },	    { "nl", "of" },	{ "pl", "lub" }, { "sv", "eller" },   { "da", "eller" },
		{ "nb", "eller" },  { "no", "eller" },	{ NULL, "或" },	     { NULL, "或者" },
		{ NULL, "还是" },   { NULL, "還是" },	{ "ja", "か" },	     { "ja", "または" },  { "ja", "それとも" },
		{ NULL, "หรือ" },	    { NULL, "ຫຼື" },	{ NULL, "ឬ" },	     { NULL, "သို့မဟုတ်" },
	};
	bool known = false, joins_any = false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		bool own = words[i].lang && language_is(lang, words[i].lang), same = str_is(word, words[i].word);
		if (same && (own || !words[i].lang))
			return true;
		known = known || own;
		joins_any = joins_any || same;
	}
	return !known && joins_any; /* in a language that is not listed, or not given, it may be any of them */
}

static bool any_joins(struct str text, struct str lang)
{
	char scratch[UNSPACED_WORD];
	size_t offset = 0;
	for (struct str word; (word = unspaced_next_word(text, &offset, scratch)).at;)
		if (joins_alternatives(word, lang))
			return true;
	return false;
}

/* "Which of A and B" offers a choice as "A or B" does. */
static bool asks_which_of(struct str before, struct str after, struct str lang)
{
	return language_is(lang, "en") && memmem(before.at, before.len, "which of ", 9) &&
	       (memmem(before.at, before.len, " and ", 5) || memmem(after.at, after.len, " and ", 5));
}

bool words_offer_choice(struct str text, size_t start, size_t end, struct str lang)
{
	size_t from = start, to = end;
	for (int i = 0; i < CHOICE_REACH && from > 0; i++)
		for (from--; from > 0 && text.at[from - 1] != ' ';)
			from--;
	for (int i = 0; i < CHOICE_REACH && to < text.len; i++)
		for (to++; to < text.len && text.at[to] != ' ';)
			to++;
	struct str before = { text.at + from, start - from }, after = { text.at + end, to - end };
	return any_joins(before, lang) || any_joins(after, lang) || asks_which_of(before, after, lang);
}
