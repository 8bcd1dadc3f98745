#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/flaw_words.h"
#include "check/question/parts.h"
#include "check/question/subject.h"

/* The words that questions are made of, besides those that are common in all. */
static bool is_phrasing(struct str word)
{
	static const char phrasing[] =
		" action age aged asked characteristic characteristically chief choice choose chosen classic "
		"classically common commonest commonly correct explain explains feature features "
		"initial initially leading main mainly major management mostly principal prefer preferred "
		"present presents primarily primary probable recommended regarding single step suitable "
		"typical typically usual usually ";
	return (word_kinds(word) & (WORD_COMMON | WORD_VAGUE | WORD_VERDICT | WORD_NEGATION)) != 0 ||
	       word_is_one_of(word, phrasing);
}

/* Whether two words in lower case are forms of one, also by derivation: "absorbed" and "absorption". */
static bool is_related(struct str a, struct str b)
{
	enum { STEM_LEAST = 5 };
	size_t root_a = word_root(a), root_b = word_root(b), least = root_a < root_b ? root_a : root_b, same = 0;
	while (same < least && a.at[same] == b.at[same])
		same++;
	if (same == least && root_a == root_b)
		return true;
	return same >= STEM_LEAST && same + (least > STEM_LEAST) >= least;
}

struct str topic_sentence(struct str stem)
{
	stem = str_trim(stem);
	for (size_t i = stem.len; i-- > 3;)
		if (ascii_is_space(stem.at[i]) && strchr(".?!", stem.at[i - 1]) && phrase_in_word(stem, i - 2) &&
		    phrase_in_word(stem, i - 3))
			return phrase_after(stem, i + 1);
	return stem;
}

bool topic_has(struct str text, struct str word)
{
	struct str other;
	for (size_t at = 0; phrase_next_word(text, &at, &other);)
		if (other.at[0] == word.at[0] && is_related(other, word))
			return true;
	return false;
}

enum asked_for topic_asked(struct str stem)
{
	static const char *const unfit[] = {
		"avoid",    "avoided",	 "inappropriate",   "unlikely",		"exclude", "excludes",
		"excluded", "excluding", "contraindicated", "contraindication", NULL
	};
	static const char *const denials[] = { "not",	 "except", "least", "false",	 "incorrect", "wrong",
					       "untrue", "cannot", "never", "exception", NULL };
	struct str asks = topic_sentence(stem);
	bool denied = phrase_in_any(asks, denials) || memmem(asks.at, asks.len, "n't", 3) ||
		      memmem(asks.at, asks.len, "n’t", 5);
	return denied || !phrase_in_any(asks, unfit) ? ASKED_FALSE : ASKED_TRUE;
}

/* Whether the word is in the wrong option, or in half of all options, as the kind of thing that is asked for is. */
static bool is_of_options(struct str word, const char *const *options, struct str wrong)
{
	size_t count = 0, all = 0;
	for (; options[all]; all++)
		count += topic_has(str_from(options[all]), word);
	return (count > 0 && count * 2 >= all) || topic_has(wrong, word);
}

void topic_read(struct str stem, const char *const *options, struct str wrong, struct topic *topic)
{
	struct str word;
	topic->count = 0;
	stem = topic_sentence(stem);
	for (size_t at = 0; topic->count < TOPIC_WORDS && phrase_next_word(stem, &at, &word);) {
		bool seen = is_phrasing(word) || is_of_options(word, options, wrong);
		for (size_t i = 0; i < topic->count && !seen; i++)
			seen = is_related(topic->words[i], word);
		if (!seen)
			topic->words[topic->count++] = word;
	}
}

size_t topic_count(const struct topic *topic, struct str text)
{
	uint32_t found = 0;
	struct str word;
	for (size_t at = 0; phrase_next_word(text, &at, &word);)
		for (size_t i = 0; i < topic->count; i++)
			if (word.at[0] == topic->words[i].at[0] && is_related(word, topic->words[i]))
				found |= UINT32_C(1) << i;
	return (size_t)__builtin_popcount(found);
}

/* Whether the longer of two words is the shorter one with a prefix that reverses its meaning. */
static bool is_reversed(struct str longer, struct str shorter)
{
	static const char *const prefixes[] = { "de",  "un",   "in",  "im",   "ir", "il",
						"non", "non-", "dis", "anti", "a",  "an" };
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (longer.len == shorter.len + strlen(prefixes[i]) && str_starts(longer, prefixes[i]))
			return true;
	return false;
}

/* Whether two words differ in a prefix that may turn one into the opposite of the other: "systole" and "diastole". */
static bool is_opposed(struct str a, struct str b)
{
	enum { END_LEAST = 5 };
	struct str shorter = a.len < b.len ? a : b, longer = a.len < b.len ? b : a;
	size_t same = 0;
	while (same < shorter.len && a.at[a.len - 1 - same] == b.at[b.len - 1 - same])
		same++;
	if (same < END_LEAST || same * 9 < longer.len * 5 || is_related(a, b))
		return false;
	return same < shorter.len || is_reversed(longer, shorter);
}

bool topic_opposed(const struct topic *topic, struct str text)
{
	struct str word;
	for (size_t i = 0; i < topic->count; i++)
		for (size_t at = 0; !topic_has(text, topic->words[i]) && phrase_next_word(text, &at, &word);)
			if (is_opposed(word, topic->words[i]))
				return true;
	return false;
}
