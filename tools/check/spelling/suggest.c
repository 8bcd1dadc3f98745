#include "base/ascii.h"
#include "check/spelling/parts.h"
#include "check/text/parts.h"

#include <stdlib.h>

/* A search takes some 200 questions to Hunspell, about a millisecond; what it suggests by itself takes fifty. */
enum { SEARCHES_MOST = 40, LETTERS_MOST = 40 };

static int by_bytes(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The known words in ASCII of one variety. */
static void gather(const struct speller *speller, const struct map *verdicts, struct buf *words)
{
	for (size_t i = 0; i < verdicts->room; i++) {
		const struct map_slot *slot = &verdicts->slots[i];
		struct str word = { slot->key, slot->len };
		bool plain = slot->value == &speller->known && word.len >= NEAR_WORDS_LEAST;
		for (size_t letter = 0; letter < word.len && plain; letter++)
			plain = word.at[letter] >= 'a' && word.at[letter] <= 'z';
		if (plain)
			buf_add(words, (const char *)&word, sizeof(word));
	}
}

static void note_pairs(struct suggester *suggester, const struct near_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		for (size_t letter = 1; letter < words->words[i].len; letter++) {
			const char *at = words->words[i].at + letter;
			suggester->pairs[at[-1] - 'a'] |= 1u << (*at - 'a');
		}
}

bool suggester_init(struct suggester *suggester, struct speller *speller)
{
	struct buf words;
	buf_init(&words, BUF_CAP);
	suggester->speller = speller;
	suggester->searches = SEARCHES_MOST;
	memset(suggester->pairs, 0, sizeof(suggester->pairs));
	arena_init(&suggester->arena);
	for (size_t i = 0; i < ENGLISH_COUNT; i++)
		gather(speller, &speller->verdicts[i], &words);
	struct str *list = (struct str *)(void *)words.at;
	size_t count = buf_failed(&words) ? 0 : words.len / sizeof(*list);
	bool good = near_words_init(&suggester->words, count) && !buf_failed(&words);
	/* Threads found them in any order, but what is suggested must not depend on it. */
	if (count)
		qsort(list, count, sizeof(*list), by_bytes);
	for (size_t i = 0; i < count && good; i++)
		if (i == 0 || !str_equal(list[i], list[i - 1]))
			near_words_add(&suggester->words, list[i]);
	note_pairs(suggester, &suggester->words);
	note_pairs(suggester, &speller->lexicon->sets[LEXICON_TERMS]);
	buf_release(&words);
	return good;
}

void suggester_release(struct suggester *suggester)
{
	near_words_release(&suggester->words);
	arena_release(&suggester->arena);
}

struct suggestion {
	struct suggester *suggester;
	const struct unknown *unknown;
	struct str *found;
	size_t count;
	bool failed;
};

/* Adds a known word to what was found, unless it is one of another variety or a medicine. */
static void offer(struct suggestion *search, struct str word)
{
	const struct speller *speller = search->suggester->speller;
	bool fits = search->count < SUGGESTIONS &&
		    !text_spelling_is_wrong(word, search->unknown->english, &speller->variants) &&
		    !lexicon_has_medicine(speller->lexicon, word) && !lexicon_is_plausible(speller->lexicon, word);
	for (size_t i = 0; i < search->count && fits; i++)
		fits = !str_equal(search->found[i], word);
	struct str copy = fits ? arena_str(&search->suggester->arena, word) : STR_NONE;
	search->failed = search->failed || (fits && !copy.at);
	if (copy.at)
		search->found[search->count++] = copy;
}

static void offer_near(struct suggestion *search, const struct near_words *words)
{
	struct str near[SUGGESTIONS];
	size_t count = near_words_find(words, search->unknown->folded, near, SUGGESTIONS);
	for (size_t i = 0; i < count; i++)
		offer(search, near[i]);
}

static bool may_follow(const struct suggester *suggester, char before, char letter)
{
	return !ascii_is_lower(before) || !ascii_is_lower(letter) || suggester->pairs[before - 'a'] >> (letter - 'a') & 1;
}

/* Offers the word of len letters if the dictionary has it. Its letters around i are not those of the text. */
static void try(struct suggestion *search, const char *word, size_t len, size_t i)
{
	if (i < len && ((i > 0 && !may_follow(search->suggester, word[i - 1], word[i])) ||
			!may_follow(search->suggester, word[i], word[i + 1])))
		return;
	struct speller *speller = search->suggester->speller;
	int dictionary = search->unknown->english == ENGLISH_BRITISH ? SPELLER_BRITISH : SPELLER_AMERICAN;
	if (search->count < SUGGESTIONS && dictionaries_have(speller->dictionaries, dictionary, word, &search->failed))
		offer(search, (struct str){ word, len });
}

/* Tries all words one letter away, the most frequent slips first. */
static void try_all(struct suggestion *search, struct str word)
{
	char to[LETTERS_MOST + 2];
	for (size_t i = 0; i + 1 < word.len; i++) {
		memcpy(to, word.at, word.len + 1);
		to[i] = word.at[i + 1];
		to[i + 1] = word.at[i];
		if (to[i] != to[i + 1])
			try(search, to, word.len, i);
	}
	for (size_t i = 0; i < word.len; i++) {
		memcpy(to, word.at, i);
		memcpy(to + i, word.at + i + 1, word.len - i);
		try(search, to, word.len - 1, i);
	}
	for (size_t i = 0; i <= word.len; i++)
		for (char c = 'a'; c <= 'z' && search->count < SUGGESTIONS; c++) {
			memcpy(to, word.at, i);
			to[i] = c;
			memcpy(to + i + 1, word.at + i, word.len + 1 - i);
			try(search, to, word.len + 1, i);
			memcpy(to, word.at, word.len + 1);
			to[i] = c;
			if (i < word.len && word.at[i] != c)
				try(search, to, word.len, i);
		}
}

bool suggester_find(struct suggester *suggester, const struct unknown *unknown, struct str found[SUGGESTIONS], size_t *count,
		    bool *searched)
{
	struct suggestion search = { suggester, unknown, found, 0, false };
	/* The name of the medicine that the word misspells, but never another medicine. */
	search.count = lexicon_meant(suggester->speller->lexicon, unknown->folded, found);
	offer_near(&search, &suggester->words);
	offer_near(&search, &suggester->speller->lexicon->sets[LEXICON_TERMS]);
	*searched = search.count || suggester->searches;
	if (!search.count && suggester->searches && unknown->folded.len <= LETTERS_MOST) {
		suggester->searches--;
		try_all(&search, unknown->folded);
	}
	*count = search.count;
	return !search.failed;
}
