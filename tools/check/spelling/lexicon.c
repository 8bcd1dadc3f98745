#include "check/spelling/lexicon.h"

#include "base/ascii.h"
#include "base/nearest.h"

#include <stdint.h>
#include <stdlib.h>

enum lexicon_kind { LEXICON_MEDICINE, LEXICON_OTHER, LEXICON_STEM, LEXICON_START };

static const struct {
	enum lexicon_kind kind;
	const char *words; /* with a space between them */
} rows[] = {
#define MEDICINES(words) { LEXICON_MEDICINE, words },
#define OTHERS(words)	 { LEXICON_OTHER, words },
#define STEMS(words)	 { LEXICON_STEM, words },
#define STARTS(words)	 { LEXICON_START, words },
#include "check/spelling/medicines.def"
#undef MEDICINES
#undef OTHERS
#undef STEMS
#undef STARTS
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

enum { WORDS_MAX = 4096, CHAINS = 16384, FILTER = 4096, LETTERS_MOST = 31, NAME_LEAST = 7, WORD_LEAST = NAME_LEAST - 1 };

/* Words are found by themselves, and by either half, of which one stays when a letter changes. The letter in the middle
 * belongs to neither half, since it may be swapped with its neighbour in the first one. */
enum lexicon_part { WHOLE, FIRST_HALF, LAST_HALF, PARTS };

struct lexicon {
	struct {
		struct str word;
		enum lexicon_kind kind;
	} words[WORDS_MAX];
	size_t count;
	uint16_t heads[CHAINS]; /* by the hash of a part: 1 + PARTS * number of the word + part */
	uint16_t next[WORDS_MAX * PARTS];
	/* By a hash of three letters: a bit for each length of words near a name that begins or ends with them. Most words are
	 * near none. */
	uint32_t lengths[PARTS][FILTER];
};

/* The index in lengths for the first or the last three letters of the word. */
static size_t filter_of(struct str word, enum lexicon_part part)
{
	const unsigned char *at = (const unsigned char *)word.at + (part == LAST_HALF ? word.len - 3 : 0);
	uint32_t letters = (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
	return (letters * 2654435761u) >> 20;
}

/* The part of a word that a name of len letters would share with it. */
static struct str part_of(struct str word, enum lexicon_part part, size_t len)
{
	size_t half = part == FIRST_HALF ? len / 2 : len - len / 2 - 1;
	if (part == WHOLE || half >= word.len)
		return word;
	return (struct str){ part == FIRST_HALF ? word.at : word.at + word.len - half, half };
}

static size_t hash(struct str part, enum lexicon_part kind, size_t len)
{
	uint32_t hash = (uint32_t)(len * PARTS + kind);
	for (size_t i = 0; i < part.len; i++)
		hash = (hash ^ (unsigned char)part.at[i]) * 16777619u;
	return (hash ^ hash >> 15) % CHAINS;
}

static void add(struct lexicon *lexicon, struct str word, enum lexicon_kind kind)
{
	size_t number = lexicon->count++;
	lexicon->words[number].word = word;
	lexicon->words[number].kind = kind;
	bool is_target = kind == LEXICON_MEDICINE && word.len >= NAME_LEAST && word.len < LETTERS_MOST;
	for (enum lexicon_part part = WHOLE; part < (is_target ? PARTS : FIRST_HALF); part++) {
		if (part != WHOLE)
			lexicon->lengths[part][filter_of(word, part)] |= 7u << (word.len - 1);
		size_t entry = PARTS * number + part;
		uint16_t *head = &lexicon->heads[hash(part_of(word, part, word.len), part, word.len)];
		lexicon->next[entry] = *head;
		*head = (uint16_t)(entry + 1);
	}
}

/* Takes the next word of a row; STR_NONE at its end. */
static struct str next_word(const char **row)
{
	size_t len = strcspn(*row, " ");
	struct str word = { *row, len };
	*row += len + ((*row)[len] == ' ');
	return len ? word : STR_NONE;
}

struct lexicon *lexicon_new(void)
{
	struct lexicon *lexicon = calloc(1, sizeof(*lexicon));
	for (size_t row = 0; lexicon && row < ROWS; row++) {
		const char *at = rows[row].words;
		if (rows[row].kind > LEXICON_OTHER)
			continue;
		for (struct str word; lexicon->count < WORDS_MAX && (word = next_word(&at)).at;)
			add(lexicon, word, rows[row].kind);
	}
	return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
	free(lexicon);
}

/* Copies a word in lower case, without the ending 's; STR_NONE if it has other signs than letters, or too many. */
static struct str fold(struct str word, char out[LETTERS_MOST])
{
	size_t len = 0;
	for (; len < word.len && ascii_is_letter(word.at[len]); len++) {
		if (len == LETTERS_MOST)
			return STR_NONE;
		out[len] = ascii_lower(word.at[len]);
	}
	struct str rest = { word.at + len, word.len - len };
	return !rest.len || str_is(rest, "'s") || str_is(rest, "\xe2\x80\x99s") ? (struct str){ out, len } : STR_NONE;
}

static bool has(const struct lexicon *lexicon, struct str word)
{
	for (unsigned entry = lexicon->heads[hash(word, WHOLE, word.len)]; entry; entry = lexicon->next[entry - 1])
		if ((entry - 1) % PARTS == WHOLE && str_equal(lexicon->words[(entry - 1) / PARTS].word, word))
			return true;
	return false;
}

/* The same for the word without a plural s. */
static bool has_form(const struct lexicon *lexicon, struct str word)
{
	bool plural = word.len > 1 && word.at[word.len - 1] == 's';
	return has(lexicon, word) || (plural && has(lexicon, (struct str){ word.at, word.len - 1 }));
}

bool lexicon_has(const struct lexicon *lexicon, struct str word)
{
	char folded[LETTERS_MOST];
	struct str small = fold(word, folded);
	return small.at && has_form(lexicon, small);
}

/* Adds the names of len letters that share this part with the word and are one letter away from it. */
static size_t add_near(const struct lexicon *lexicon, struct str word, enum lexicon_part part, size_t len, struct str *meant,
		       size_t count)
{
	struct str shared = part_of(word, part, len);
	for (unsigned entry = lexicon->heads[hash(shared, part, len)]; entry; entry = lexicon->next[entry - 1]) {
		struct str name = lexicon->words[(entry - 1) / PARTS].word;
		bool shares = (entry - 1) % PARTS == part && name.len == len && str_equal(part_of(name, part, len), shared);
		bool known = count == LEXICON_MEANT_MAX || (count && str_equal(meant[0], name));
		if (shares && !known && edit_distance(word, name, 1) == 1)
			meant[count++] = name;
	}
	return count;
}

size_t lexicon_meant(const struct lexicon *lexicon, struct str word, struct str meant[LEXICON_MEANT_MAX])
{
	char folded[LETTERS_MOST];
	size_t count = 0;
	struct str small = word.len < WORD_LEAST ? STR_NONE : fold(word, folded);
	if (small.len < WORD_LEAST)
		return 0;
	for (enum lexicon_part part = FIRST_HALF; part < PARTS; part++) {
		if (!(lexicon->lengths[part][filter_of(small, part)] >> small.len & 1))
			continue;
		for (size_t len = small.len - 1; len <= small.len + 1; len++)
			count = add_near(lexicon, small, part, len, meant, count);
	}
	/* Most words are not near a name, so whether they are listed is asked last. */
	return count && has_form(lexicon, small) ? 0 : count;
}

bool lexicon_is_plausible(struct str word)
{
	enum { OWN_LETTERS = 3 };
	char folded[LETTERS_MOST];
	struct str small = fold(word, folded);
	for (size_t row = 0; small.at && row < ROWS; row++) {
		const char *at = rows[row].words;
		if (rows[row].kind <= LEXICON_OTHER)
			continue;
		for (struct str stem; (stem = next_word(&at)).at;) {
			if (small.len < stem.len + OWN_LETTERS)
				continue;
			size_t start = rows[row].kind == LEXICON_STEM ? small.len - stem.len : 0;
			if (memcmp(small.at + start, stem.at, stem.len) == 0)
				return true;
		}
	}
	return false;
}
