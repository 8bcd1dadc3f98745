#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/flaw_words.h"
#include "check/question/parts.h"
#include "check/question/subject.h"

/* The words that questions use, besides those that are common in all texts. */
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

/* Whether two words end as the noun and the adjective do in "sepsis" and "septic", "anaphylaxis" and "anaphylactic". */
static bool is_noun_of(struct str a, struct str b)
{
	static const char *const nouns[] = { "sis", "xis", NULL }, *const adjectives[] = { "tic", "stic", "ctic",
											   NULL };
	size_t same = 0;
	while (same < a.len && same < b.len && a.at[same] == b.at[same])
		same++;
	struct str noun = phrase_after(a, same), adjective = phrase_after(b, same);
	for (size_t i = 0; same > 2 && nouns[i]; i++)
		for (size_t j = 0; str_is(noun, nouns[i]) && adjectives[j]; j++)
			if (str_is(adjective, adjectives[j]))
				return true;
	return false;
}

bool topic_related(struct str a, struct str b)
{
	enum { STEM_LEAST = 5 };
	size_t root_a = word_root(a), root_b = word_root(b), least = root_a < root_b ? root_a : root_b, same = 0;
	while (same < least && a.at[same] == b.at[same])
		same++;
	if (same == least && root_a == root_b)
		return true;
	if (same >= STEM_LEAST && same + (least > STEM_LEAST) >= least)
		return true;
	return same > 2 && (is_noun_of(a, b) || is_noun_of(b, a));
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
		if (other.at[0] == word.at[0] && topic_related(other, word))
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
	bool denied = phrase_in_any(asks, denials) || phrase_has_contracted_not(asks);
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

/* The offset after the kind of thing that is asked for: "which cranial nerve". It is what all options are. */
static size_t skip_kind(struct str asks)
{
	static const char *const asking[] = { "which", "what", NULL };
	struct str word;
	size_t at = 0, kind = 0;
	if (!phrase_next_word(asks, &at, &word) || phrase_starts_any(word, asking) != word.len)
		return 0;
	for (int i = 0; i < 2; i++) {
		kind = at;
		if (!phrase_next_word(asks, &at, &word) || is_phrasing(word) ||
		    (i > 0 && (word.at[word.len - 1] == 's' || str_ends(word, "ed"))))
			return kind;
	}
	return at;
}

static void read_words(struct str text, const char *const *options, struct str wrong, struct topic *topic)
{
	struct str word;
	topic->count = 0;
	for (size_t at = 0; topic->count < TOPIC_WORDS && phrase_next_word(text, &at, &word);) {
		bool seen = is_phrasing(word) || is_of_options(word, options, wrong);
		for (size_t i = 0; i < topic->count && !seen; i++)
			seen = topic_related(topic->words[i], word);
		if (!seen)
			topic->words[topic->count++] = word;
	}
}

void topic_read(struct str stem, const char *const *options, struct str wrong, struct topic *topic)
{
	stem = topic_sentence(stem);
	read_words(phrase_after(stem, skip_kind(stem)), options, wrong, topic);
}

void topic_case(struct str stem, const char *const *options, struct topic *topic)
{
	struct str trimmed = str_trim(stem);
	struct str asks = topic_sentence(trimmed);
	read_words((struct str){ trimmed.at, (size_t)(asks.at - trimmed.at) }, options, STR_NONE, topic);
}

size_t topic_count(const struct topic *topic, struct str text)
{
	uint32_t found = 0;
	struct str word;
	for (size_t at = 0; phrase_next_word(text, &at, &word);)
		for (size_t i = 0; i < topic->count; i++)
			if (word.at[0] == topic->words[i].at[0] && topic_related(word, topic->words[i]))
				found |= UINT32_C(1) << i;
	return (size_t)__builtin_popcount(found);
}

/* Whether the longer of two words is the shorter one with a prefix other than "re". */
static bool is_reversed(struct str longer, struct str shorter)
{
	enum { PREFIX_MOST = 5 };
	return longer.len <= shorter.len + PREFIX_MOST && !(longer.len == shorter.len + 2 && str_starts(longer, "re"));
}

/* Whether two words are the ends of one scale. */
static bool is_antonym(struct str a, struct str b)
{
	static const char *const pairs[][2] = {
		{ "left", "right" },	      { "high", "low" },
		{ "higher", "lower" },	      { "upper", "lower" },
		{ "front", "back" },	      { "medial", "lateral" },
		{ "proximal", "distal" },     { "ventral", "dorsal" },
		{ "acute", "chronic" },	      { "early", "late" },
		{ "raised", "reduced" },      { "raises", "lowers" },
		{ "first", "last" },	      { "male", "female" },
		{ "benign", "malignant" },    { "fast", "slow" },
		{ "warm", "cold" },	      { "adults", "children" },
		{ "arterial", "venous" },     { "increases", "decreases" },
		{ "increased", "decreased" }, { "maximum", "minimum" },
		{ "longest", "shortest" },    { "upward", "downward" },
	};
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if ((str_is(a, pairs[i][0]) && str_is(b, pairs[i][1])) ||
		    (str_is(a, pairs[i][1]) && str_is(b, pairs[i][0])))
			return true;
	return false;
}

/* Whether two words differ in a prefix that may turn one into the opposite of the other: "systole" and "diastole". */
static bool is_opposed(struct str a, struct str b)
{
	enum { END_LEAST = 5 };
	struct str shorter = a.len < b.len ? a : b, longer = a.len < b.len ? b : a;
	size_t same = 0;
	if (is_antonym(a, b))
		return true;
	while (same < shorter.len && a.at[a.len - 1 - same] == b.at[b.len - 1 - same])
		same++;
	/* "Heat-resistant" */
	bool compound = same < longer.len && longer.at[longer.len - 1 - same] == '-';
	if (same < END_LEAST || (compound && !str_starts(longer, "non-")) || same * 9 < longer.len * 5 ||
	    topic_related(a, b))
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

enum { WORDS_MOST = 60 };

static size_t split(struct str text, struct str *words)
{
	size_t count = 0;
	for (size_t at = 0; count < WORDS_MOST && phrase_next_word(text, &at, &words[count]); count++)
		;
	return count;
}

static bool is_content(struct str word)
{
	return !(word_kinds(word) & WORD_COMMON);
}

/* Whether words i of a and j of b are between the same words, or after the same two, of which one has a meaning. */
static bool same_place(const struct str *a, size_t i, size_t as, const struct str *b, size_t j, size_t bs)
{
	if (i == 0 || j == 0 || !topic_related(a[i - 1], b[j - 1]))
		return false;
	if (i + 1 < as && j + 1 < bs && topic_related(a[i + 1], b[j + 1]) &&
	    (is_content(a[i - 1]) || is_content(a[i + 1])))
		return true;
	return i > 1 && j > 1 && topic_related(a[i - 2], b[j - 2]) && (is_content(a[i - 1]) || is_content(a[i - 2]));
}

bool topic_replaced(struct str stem, struct str text)
{
	struct str asks[WORDS_MOST], said[WORDS_MOST];
	size_t asked = split(topic_sentence(stem), asks), count = split(text, said);
	for (size_t i = 0; i < asked; i++) {
		/* Verbs have many synonyms. */
		bool verb = asks[i].at[asks[i].len - 1] == 's' || str_ends(asks[i], "ed");
		bool other = false, same = verb || is_phrasing(asks[i]);
		for (size_t j = 0; j < count && !same; j++) {
			if (!same_place(asks, i, asked, said, j, count) || is_phrasing(said[j]))
				continue;
			same = topic_related(asks[i], said[j]);
			other = true;
		}
		if (other && !same)
			return true;
	}
	return false;
}
