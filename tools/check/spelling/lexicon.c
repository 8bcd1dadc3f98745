#include "check/spelling/lexicon.h"

#include "base/ascii.h"

#include <stdlib.h>

static const struct lexicon_row {
	enum lexicon_kind kind;
	const char *words; /* with a space between them */
} rows[] = {
#define MEDICINES(words) { LEXICON_MEDICINES, words },
#define TERMS(words)	 { LEXICON_TERMS, words },
#define OTHERS(words)	 { LEXICON_OTHERS, words },
#define STEMS(words)	 { LEXICON_STEMS, words },
#define STARTS(words)	 { LEXICON_STARTS, words },
#include "check/spelling/medicines.def"
#include "check/spelling/terms.def"
#undef MEDICINES
#undef OTHERS
#undef TERMS
#undef STEMS
#undef STARTS
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

enum { LETTERS_MOST = 40 };
/* Of a term, a slip shares the first letter and the last ones. */
enum { TERM_LEAST = 8, TERM_MOST = 30, END_LETTERS = 2 };

/* Takes the next word of a row; STR_NONE at its end. */
static struct str next_word(const char **row)
{
	size_t len = 0;
	while ((*row)[len] && (*row)[len] != ' ')
		len++;
	struct str word = { *row, len };
	*row += len + ((*row)[len] == ' ');
	return len ? word : STR_NONE;
}

struct lexicon *lexicon_new(void)
{
	struct lexicon *lexicon = calloc(1, sizeof(*lexicon));
	if (!lexicon)
		return NULL;
	static const size_t most[] = { [LEXICON_MEDICINES] = 4096, [LEXICON_TERMS] = 4096, [LEXICON_OTHERS] = 512,
				       [LEXICON_STEMS] = 512, [LEXICON_STARTS] = 16 };
	bool good = true;
	for (size_t kind = 0; kind < LEXICON_KINDS; kind++)
		good = near_words_init(&lexicon->sets[kind], most[kind]) && good;
	for (const struct lexicon_row *row = rows; good && row < rows + ROWS; row++) {
		const char *at = row->words;
		for (struct str word; (word = next_word(&at)).at;) {
			bool part = row->kind == LEXICON_STEMS || row->kind == LEXICON_STARTS;
			near_words_add(&lexicon->sets[row->kind], word);
			lexicon->part_most = part && word.len > lexicon->part_most ? word.len : lexicon->part_most;
		}
	}
	if (good)
		return lexicon;
	lexicon_free(lexicon);
	return NULL;
}

void lexicon_free(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	for (size_t kind = 0; kind < LEXICON_KINDS; kind++)
		near_words_release(&lexicon->sets[kind]);
	free(lexicon);
}

/* Copies a word in lower case, without the ending 's, and with u for the micro sign of units, as in µmol. STR_NONE if
 * it has other signs than letters, or too many. */
static struct str fold(struct str word, char out[LETTERS_MOST])
{
	size_t len = 0;
	if (str_starts(word, "\xc2\xb5") || str_starts(word, "\xce\xbc")) {
		out[len++] = 'u';
		word = (struct str){ word.at + 2, word.len - 2 };
	}
	for (; word.len && ascii_is_letter(word.at[0]); word = (struct str){ word.at + 1, word.len - 1 }) {
		if (len == LETTERS_MOST)
			return STR_NONE;
		out[len++] = ascii_lower(word.at[0]);
	}
	return !word.len || str_is(word, "'s") || str_is(word, "\xe2\x80\x99s") ? (struct str){ out, len } : STR_NONE;
}

/* The same for the word without a plural s. */
static bool has_form(const struct near_words *set, struct str word)
{
	bool plural = word.len > 1 && word.at[word.len - 1] == 's';
	return near_words_has(set, word) || (plural && near_words_has(set, (struct str){ word.at, word.len - 1 }));
}

bool lexicon_has_medicine(const struct lexicon *lexicon, struct str word)
{
	char folded[LETTERS_MOST];
	struct str small = fold(word, folded);
	return small.at && has_form(&lexicon->sets[LEXICON_MEDICINES], small);
}

static bool has_any_form(const struct lexicon *lexicon, struct str word)
{
	return has_form(&lexicon->sets[LEXICON_MEDICINES], word) || has_form(&lexicon->sets[LEXICON_TERMS], word) ||
	       has_form(&lexicon->sets[LEXICON_OTHERS], word);
}

bool lexicon_has(const struct lexicon *lexicon, struct str word)
{
	char folded[LETTERS_MOST];
	struct str small = fold(word, folded);
	return small.at && has_any_form(lexicon, small);
}

static bool ends_with(struct str word, const char *end)
{
	size_t len = strlen(end);
	return word.len > len && memcmp(word.at + word.len - len, end, len) == 0;
}

static bool has_medical_ending(struct str word)
{
	return ends_with(word, "ites") || ends_with(word, "itis") || ends_with(word, "osis") || ends_with(word, "emia");
}

/* "Appendicits", "hepatitus": no other form of such a word ends like this. */
static bool lost_ending(struct str word, struct str near)
{
	return ends_with(near, "itis") && (ends_with(word, "its") || ends_with(word, "tus") || ends_with(word, "iits"));
}

/* Removes the near words that are other forms of the word. Returns how many are left. */
static size_t leave_slips(struct str word, struct str *near, size_t count)
{
	size_t left = 0;
	for (size_t i = 0; i < count; i++) {
		struct str end = { near[i].at + near[i].len - END_LETTERS, END_LETTERS };
		/* A letter more is seen in a shorter word, too: ascities. */
		bool more = near[i].len == TERM_LEAST - 1 && word.len > near[i].len && has_medical_ending(near[i]);
		bool long_enough = near[i].len >= TERM_LEAST || more;
		if (long_enough && near[i].at[0] == word.at[0] &&
		    (memcmp(word.at + word.len - END_LETTERS, end.at, END_LETTERS) == 0 || lost_ending(word, near[i])))
			near[left++] = near[i];
	}
	return left;
}

/* The medicines that a word as fold makes it misspells. */
static size_t find_medicines(const struct lexicon *lexicon, struct str small, struct str meant[LEXICON_MEANT_MAX])
{
	size_t count = near_words_find(&lexicon->sets[LEXICON_MEDICINES], small, meant, LEXICON_MEANT_MAX);
	/* Most words are not near a name, so whether they are listed is asked last. */
	return count && has_any_form(lexicon, small) ? 0 : count;
}

/* The same for terms. */
static size_t find_terms(const struct lexicon *lexicon, struct str small, struct str meant[LEXICON_MEANT_MAX])
{
	if (small.len < TERM_LEAST - 1 || small.len > TERM_MOST)
		return 0;
	size_t count = near_words_find(&lexicon->sets[LEXICON_TERMS], small, meant, LEXICON_MEANT_MAX);
	count = leave_slips(small, meant, count);
	return count && has_any_form(lexicon, small) ? 0 : count;
}

size_t lexicon_meant(const struct lexicon *lexicon, struct str word, struct str meant[LEXICON_MEANT_MAX])
{
	char folded[LETTERS_MOST];
	return find_medicines(lexicon, fold(word, folded), meant);
}

size_t lexicon_meant_term(const struct lexicon *lexicon, struct str word, struct str meant[LEXICON_MEANT_MAX])
{
	char folded[LETTERS_MOST];
	return find_terms(lexicon, fold(word, folded), meant);
}

struct lexicon_word lexicon_judge(const struct lexicon *lexicon, struct str word)
{
	char folded[LETTERS_MOST];
	struct str meant[LEXICON_MEANT_MAX], small = fold(word, folded);
	return (struct lexicon_word){
		.medicine = small.at && has_form(&lexicon->sets[LEXICON_MEDICINES], small),
		.near_medicine = find_medicines(lexicon, small, meant) > 0,
		.near_term = find_terms(lexicon, small, meant) > 0,
	};
}

bool lexicon_is_plausible(const struct lexicon *lexicon, struct str word)
{
	enum { OWN_LETTERS = 3 };
	char folded[LETTERS_MOST];
	struct str small = fold(word, folded);
	bool found = false;
	for (size_t len = 1; small.at && !found && len <= lexicon->part_most && len + OWN_LETTERS <= small.len; len++)
		found = near_words_has(&lexicon->sets[LEXICON_STEMS], (struct str){ small.at + small.len - len, len }) ||
			near_words_has(&lexicon->sets[LEXICON_STARTS], (struct str){ small.at, len });
	return found;
}
