#include "check/words.h"

#include "lesson/language.h"

/* How many words may stand between an alternative and its "or": "lithium, valproate or carbamazepine". */
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
		{ "nb", "eller" },  { "no", "eller" },
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is(word, words[i].word) && (!words[i].lang || language_is(lang, words[i].lang)))
			return true;
	return false;
}

bool words_offer_choice(struct str text, size_t start, size_t end, struct str lang)
{
	size_t from = start, to = end;
	for (int i = 0; i < CHOICE_REACH && from > 0; i++) {
		size_t behind = --from;
		while (from > 0 && text.at[from - 1] != ' ')
			from--;
		if (joins_alternatives((struct str){ text.at + from, behind - from }, lang))
			return true;
	}
	for (int i = 0; i < CHOICE_REACH && to < text.len; i++) {
		size_t first = ++to;
		while (to < text.len && text.at[to] != ' ')
			to++;
		if (joins_alternatives((struct str){ text.at + first, to - first }, lang))
			return true;
	}
	return false;
}
