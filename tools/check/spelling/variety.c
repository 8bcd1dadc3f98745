/* Decides which words belong to British and American English, although one dictionary has words of both, or lacks
 * some. The lexicon has both forms of its terms, as a dictionary of both varieties would. */
#include "base/ascii.h"
#include "check/spelling/parts.h"

#include <stdio.h>

enum { WORD_BYTES = 200 };

/* Possible endings after s or z, as in realise, realising, realisation. */
static const char *const verb_ends[] = { "e", "es", "ed", "er", "ers", "ing", "able", "ation", "ations", NULL };

static bool is_verb_end(const char *rest)
{
	for (size_t i = 0; verb_ends[i]; i++)
		if (strcmp(rest, verb_ends[i]) == 0)
			return true;
	return false;
}

/* Writes the word in American spelling: e for ae and oe, or for our, ize for ise, yze for yse. Keeps the ae of aero-
 * and of plurals in -ae. */
static void americanise(const char *word, char *out, bool *vowels)
{
	size_t len = 0;
	*vowels = false;
	for (size_t i = 0; word[i]; i++) {
		char c = word[i], next = word[i + 1];
		bool two = (c == 'a' || c == 'o') && next == 'e' && word[i + 2] && word[i + 2] != 'r';
		bool our = c == 'u' && i > 2 && word[i - 1] == 'o' && next == 'r';
		bool ise = c == 's' && i > 3 && (word[i - 1] == 'i' || word[i - 1] == 'y') && is_verb_end(word + i + 1);
		*vowels = *vowels || two || our;
		if (!two && !our)
			out[len++] = (char)(ise ? 'z' : c);
	}
	out[len] = '\0';
}

static bool is_american(struct speller *speller, const char *word, bool *failed)
{
	return dictionaries_have(speller->dictionaries, SPELLER_AMERICAN, word, failed) || dictionaries_have(speller->dictionaries, SPELLER_MEDICAL, word, failed) ||
	       lexicon_has(speller->lexicon, str_from(word));
}

/* Whether it is a form of a verb in -ize of which another form is known: the medical dictionary only has nebulizer. */
static bool is_american_verb(struct speller *speller, const char *word, bool *failed)
{
	char form[WORD_BYTES];
	const char *z = strrchr(word, 'z');
	if (!z || z - word < 4 || z[-1] != 'i' || !is_verb_end(z + 1))
		return false;
	for (size_t i = 0; verb_ends[i]; i++) {
		snprintf(form, sizeof(form), "%.*s%s", (int)(z + 1 - word), word, verb_ends[i]);
		if (is_american(speller, form, failed))
			return true;
	}
	return false;
}

/* Whether the word is the British form of a word whose American form is known, and not also British, as that of
 * maedicine is. */
static bool has_american_twin(struct speller *speller, const char *word, bool *failed)
{
	char twin[WORD_BYTES];
	bool vowels;
	americanise(word, twin, &vowels);
	if (strcmp(word, twin) == 0 || (vowels && dictionaries_have(speller->dictionaries, SPELLER_BRITISH, twin, failed)))
		return false;
	return is_american(speller, twin, failed) || is_american_verb(speller, twin, failed);
}

/* Whether British English has the word with other vowels: haemoglobin for hemoglobin. */
static bool has_british_twin(struct speller *speller, const char *word, bool *failed)
{
	static const char *const changes[][2] = { { "e", "ae" }, { "e", "oe" }, { "or", "our" }, { "yz", "ys" }, { "er", "re" } };
	for (size_t i = 0; word[i]; i++) {
		for (size_t change = 0; change < sizeof(changes) / sizeof(changes[0]); change++) {
			char twin[WORD_BYTES + 1];
			size_t len = strlen(changes[change][0]);
			if (strncmp(word + i, changes[change][0], len) != 0)
				continue;
			snprintf(twin, sizeof(twin), "%.*s%s%s", (int)i, word, changes[change][1], word + i + len);
			if (dictionaries_have(speller->dictionaries, SPELLER_BRITISH, twin, failed) || lexicon_has(speller->lexicon, str_from(twin)))
				return true;
		}
	}
	return false;
}

/* Abbreviations are the same in both varieties, but the dictionaries differ: the British one has some only with a full
 * stop (etc.), the American one has many without (tbsp, excl). A word without vowels, or with a full stop, does not
 * count as American spelling. */
static bool is_abbreviation(struct speller *speller, const char *word, bool dotted, bool *failed)
{
	enum { LONGEST = 7 };
	char with_dot[WORD_BYTES + 1];
	snprintf(with_dot, sizeof(with_dot), "%s.", word);
	if (dictionaries_have(speller->dictionaries, SPELLER_BRITISH, with_dot, failed))
		return !dictionaries_have(speller->dictionaries, SPELLER_BRITISH, word, failed);
	bool vowels = strpbrk(word, "aeiouy") != NULL;
	return (!vowels || (dotted && strlen(word) <= LONGEST)) &&
	       dictionaries_have(speller->dictionaries, SPELLER_AMERICAN, word, failed) && !has_british_twin(speller, word, failed);
}

/* Prefixes of Greek and Latin, and English ones, that make new words. */
static const char *const prefixes[] = {
	"ante",	  "anti",  "auto",  "bio",    "brady",	 "broncho",  "cardio", "chemo",	 "co",	  "counter", "cyber",
	"de",	  "dys",   "electro", "endo", "epi",	 "extra",    "gastro", "hepato", "hyper", "hypo",    "immuno",
	"inter",  "intra", "macro", "meta",   "micro",	 "mid",	     "mis",    "mono",	 "multi", "nano",    "neo",
	"nephro", "neuro", "non",   "over",   "para",	 "peri",     "pharmaco", "photo", "poly", "post",    "pre",
	"pro",	  "proto", "pseudo", "psycho", "radio",	 "re",	     "retro",  "semi",	 "socio", "somato",  "sub",
	"super",  "supra", "tachy", "tele",   "thermo",	 "thrombo",  "trans",  "tri",	 "ultra", "un",	     "under",
	"uni",	  "vaso",
};
#define PREFIXES (sizeof(prefixes) / sizeof(prefixes[0]))

bool spelling_is_prefix(struct str word)
{
	bool found = false;
	for (size_t i = 0; i < PREFIXES && !found; i++)
		found = text_word_is(word, prefixes[i]);
	return found;
}

static bool has_any(struct speller *speller, enum english english, const char *word, bool *failed)
{
	return (english != ENGLISH_AMERICAN && dictionaries_have(speller->dictionaries, SPELLER_BRITISH, word, failed)) ||
	       (english != ENGLISH_BRITISH && dictionaries_have(speller->dictionaries, SPELLER_AMERICAN, word, failed));
}

/* Whether the word is a known one and -like: saclike. */
static bool is_likeness(struct speller *speller, enum english english, const char *word, bool *failed)
{
	enum { STEM_LEAST = 3, STEM_MOST = 30 };
	static const char like[] = "like";
	size_t len = strlen(word), stem = len - strlen(like);
	if (len < STEM_LEAST + strlen(like) || stem > STEM_MOST || strcmp(word + stem, like) != 0)
		return false;
	char known[STEM_MOST + 1];
	memcpy(known, word, stem);
	known[stem] = '\0';
	return has_any(speller, english, known, failed);
}

/* Whether the word is a known one after a prefix: nonsuicidal, neurodevelopment. A short rest might be a slip:
 * presure. */
static bool is_derived(struct speller *speller, enum english english, const char *word, bool *failed)
{
	enum { REST_LEAST = 6 };
	for (size_t i = 0; i < PREFIXES; i++) {
		size_t len = strlen(prefixes[i]);
		if (strncmp(word, prefixes[i], len) != 0 || strlen(word) < len + REST_LEAST)
			continue;
		if (has_any(speller, english, word + len, failed))
			return true;
	}
	return is_likeness(speller, english, word, failed);
}

/* Names of medicines are the same in all varieties. One that is not listed is a new one, if it is like no other. */
static bool is_medicine(const struct speller *speller, struct str word)
{
	struct str meant[LEXICON_MEANT_MAX];
	return lexicon_has_medicine(speller->lexicon, word) ||
	       (lexicon_is_plausible(speller->lexicon, word) && !lexicon_meant(speller->lexicon, word, meant));
}

/* The medical dictionary has nouns in the singular. */
static bool has_medical(struct speller *speller, char *word, bool *failed)
{
	size_t len = strlen(word);
	bool has = dictionaries_have(speller->dictionaries, SPELLER_MEDICAL, word, failed);
	if (has || len < 2 || word[len - 1] != 's' || word[len - 2] == 's')
		return has;
	word[len - 1] = '\0';
	has = dictionaries_have(speller->dictionaries, SPELLER_MEDICAL, word, failed);
	word[len - 1] = 's';
	return has;
}

static bool knows(struct speller *speller, enum english english, const char *word, bool *failed)
{
	char small[WORD_BYTES];
	size_t len = strlen(word);
	if (len >= sizeof(small))
		return has_any(speller, english, word, failed);
	for (size_t i = 0; i <= len; i++)
		small[i] = ascii_lower(word[i]);
	bool dotted = len && small[len - 1] == '.';
	if (dotted)
		small[len - 1] = '\0';
	bool wrong = text_spelling_is_wrong(str_from(small), english, &speller->variants);
	/* Hunspell takes longest for words that it does not know. */
	if ((!wrong && is_medicine(speller, str_from(small))) || has_any(speller, english, word, failed))
		return true;
	if (wrong)
		return false;
	if ((english != ENGLISH_AMERICAN && is_abbreviation(speller, small, dotted, failed)) ||
	    is_derived(speller, english, small, failed))
		return true;
	bool medical = has_medical(speller, small, failed) || is_american_verb(speller, small, failed) ||
		       lexicon_has(speller->lexicon, str_from(small));
	switch (english) {
	case ENGLISH_BRITISH:
		return medical ? !has_british_twin(speller, small, failed) : has_american_twin(speller, small, failed);
	case ENGLISH_AMERICAN: return medical && !has_american_twin(speller, small, failed);
	case ENGLISH_ANY: return medical || has_american_twin(speller, small, failed);
	case ENGLISH_NONE: break;
	}
	return false;
}

bool speller_knows(struct speller *speller, enum english english, struct str word, bool *failed)
{
	pthread_mutex_lock(&speller->dictionaries->lock);
	const char *verdict = map_get(&speller->verdicts[english], word);
	if (!verdict) {
		struct str copy = arena_str(&speller->words, word);
		void **slot = copy.at ? map_put(&speller->verdicts[english], copy) : NULL;
		if (slot)
			*slot = knows(speller, english, copy.at, failed) ? &speller->known : &speller->unknown;
		*failed = *failed || !slot;
		verdict = slot ? *slot : &speller->known;
	}
	pthread_mutex_unlock(&speller->dictionaries->lock);
	return verdict == &speller->known;
}
