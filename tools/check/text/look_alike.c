/* Words that look like the one that is meant, and that no dictionary finds: "the ilium of the gut". */
#include "base/ascii.h"
#include "check/text/parts.h"
#include "lesson/language.h"

static const struct confused {
	const char *word, *meant, *before, *after, *sentence;
} rows[] = {
#define CONFUSED(word, meant, before, after, sentence) { word, meant, before, after, sentence },
#include "check/text/look_alike.def"
#undef CONFUSED
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

enum { PLAIN_MAX = 32 }; /* longer than any word of the table */

/* Whether list, words with spaces around each, has the word or, if it may go on, the beginning of it. */
static bool has(const char *list, struct str word, bool beginnings)
{
	for (const char *at = list; *at && at[1];) {
		size_t len = 0;
		for (at++; len < word.len && at[len] != ' ' && at[len] == (word.at[len] | 0x20);)
			len++;
		if (at[len] == ' ' && (beginnings || len == word.len))
			return true;
		while (*at != ' ')
			at++;
	}
	return false;
}

/* How many words of a sentence are looked at on each side, so that a text without full stops takes linear time. */
enum { SENTENCE_WORDS = 40 };

/* The words first to last are those of the sentence that word i is in. */
static void find_sentence(const struct text_run *run, size_t i, size_t *first, size_t *last)
{
	*first = *last = i;
	for (; *first > 0 && i - *first < SENTENCE_WORDS; --*first) {
		size_t end = run->words[*first - 1].end, start = run->words[*first].start;
		if (start - end > 1 && strchr(".!?;", run->text.at[end]))
			break;
	}
	for (; *last + 1 < run->word_count && *last - i < SENTENCE_WORDS; ++*last) {
		size_t end = run->words[*last].end, start = run->words[*last + 1].start;
		if (start - end > 1 && strchr(".!?;", run->text.at[end]))
			break;
	}
}

/* Whether the sentence of word i has one of these beginnings, and not the word that would be meant, of which it may speak
 * for contrast. */
static bool sentence_fits(const struct text_run *run, size_t i, const struct confused *row)
{
	size_t first, last;
	bool fits = !row->sentence[0];
	find_sentence(run, i, &first, &last);
	for (size_t n = first; n <= last; n++) {
		if (text_word_is(text_word(run, n), row->meant))
			return false;
		fits = fits || (n != i && has(row->sentence, text_word(run, n), true));
	}
	return fits;
}

static bool fits(const struct text_run *run, size_t i, const struct confused *row)
{
	const struct text_word *word = &run->words[i];
	bool next = i + 1 < run->word_count && run->words[i + 1].start == word->end + 1 && run->text.at[word->end] != '.';
	struct str before = i > 0 ? text_word(run, i - 1) : STR(""), after = next ? text_word(run, i + 1) : STR(".");
	if (next && ascii_is_digit(after.at[0]))
		after = STR("0");
	return (!row->before[0] || has(row->before, before, false)) && (!row->after[0] || has(row->after, after, false)) &&
	       sentence_fits(run, i, row);
}

/* The number of a character in a word of the table, a letter or an apostrophe; LETTERS if it is neither. */
static size_t letter_of(char c)
{
	return ascii_is_letter(c) ? (size_t)(ascii_lower(c) - 'a') : c == '\'' ? LETTERS - 1 : LETTERS;
}

void text_look_alikes_begin(struct text_look_alikes *words)
{
	memset(words, 0, sizeof(*words));
	for (size_t row = ROWS; row-- > 0;) {
		const char *word = rows[row].word;
		size_t first = letter_of(word[0]), second = letter_of(word[1]);
		words->row[first][second] = (uint16_t)row;
		words->third[first][second] |= 1u << letter_of(word[2]);
	}
}

/* The row with the word, of three letters or more, whose company fits; NULL if there is none. */
static const struct confused *find_row(const struct text_run *run, size_t i, struct str word,
				       const struct text_look_alikes *words)
{
	size_t first = letter_of(word.at[0]), second = letter_of(word.at[1]);
	if (first >= LETTERS || second >= LETTERS || !(words->third[first][second] & 1u << letter_of(word.at[2])))
		return NULL;
	for (size_t row = words->row[first][second]; row < ROWS && letter_of(rows[row].word[1]) == second; row++)
		if (text_word_is(word, rows[row].word) && fits(run, i, &rows[row]))
			return &rows[row];
	return NULL;
}

/* The word with a typewriter's apostrophe in place of a typographic one; the word itself if it has none. */
static struct str plain_apostrophe(struct str word, char plain[static PLAIN_MAX])
{
	static const char typographic[] = "\xe2\x80\x99";
	char *at = word.len < PLAIN_MAX ? memmem(word.at, word.len, typographic, strlen(typographic)) : NULL;
	if (!at)
		return word;
	size_t before = (size_t)(at - word.at), after = before + strlen(typographic);
	memcpy(plain, word.at, before);
	plain[before] = '\'';
	memcpy(plain + before + 1, word.at + after, word.len - after);
	return (struct str){ plain, word.len - strlen(typographic) + 1 };
}

void text_look_alikes(const struct text_run *run, const struct text_look_alikes *words)
{
	if (run->site->role == ROLE_SOURCE || run->site->role == ROLE_CREDIT)
		return;
	for (size_t i = 0; i < run->word_count; i++) {
		const struct text_word *word = &run->words[i];
		char plain[PLAIN_MAX];
		if (word->flags & WORD_DIGITS || word->end - word->start < 3)
			continue;
		struct str text = word->flags & WORD_HIGH ? plain_apostrophe(text_word(run, i), plain) : text_word(run, i);
		const struct confused *row = find_row(run, i, text, words);
		if (!row ||
		    !language_is_english(prose_lang(&run->check->texts.prose, word->start)) ||
		    text_is_inside(run, word->start, word->end, INLINE_CODE))
			continue;
		struct report *report = run->check->report;
		struct diagnostic *d = report_add(report, RULE_TEXT_LOOK_ALIKE, text_span(run, word->start, word->end),
						  run->site->item, "\"%.*s\" here probably means \"%s\"",
						  STR_ARG(text_word(run, i)), row->meant);
		report_help(report, d, "write %s, or suppress this if the word is right", row->meant);
	}
}
