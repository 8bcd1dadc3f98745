/* Words that look like the one that is meant, and that no dictionary finds: "the ilium of the gut". */
#include "base/ascii.h"
#include "check/core/phrase.h"
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

/* The first row of the word; ROWS if there is none. */
static size_t find_rows(struct str word)
{
	size_t low = 0, high = ROWS;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (phrase_order(rows[middle].word, word) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < ROWS && text_word_is(word, rows[low].word) ? low : ROWS;
}

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
	return (!row->before[0] || has(row->before, before, false)) && (!row->after[0] || has(row->after, after, false)) &&
	       sentence_fits(run, i, row);
}

void text_look_alikes_begin(struct text_look_alikes *words)
{
	memset(words, 0, sizeof(*words));
	for (size_t row = 0; row < ROWS; row++) {
		words->second[rows[row].word[0] - 'a'] |= 1u << (rows[row].word[1] - 'a');
		words->third[rows[row].word[0] - 'a'] |= 1u << (rows[row].word[2] - 'a');
	}
}

/* Whether the table may have a word of three letters or more. */
static bool may_be_listed(struct str word, const struct text_look_alikes *words)
{
	return ascii_is_letter(word.at[0]) && ascii_is_letter(word.at[1]) && ascii_is_letter(word.at[2]) &&
	       words->second[(word.at[0] | 32) - 'a'] & 1u << ((word.at[1] | 32) - 'a') &&
	       words->third[(word.at[0] | 32) - 'a'] & 1u << ((word.at[2] | 32) - 'a');
}

void text_look_alikes(const struct text_run *run, const struct text_look_alikes *words)
{
	if (run->site->role == ROLE_SOURCE || run->site->role == ROLE_CREDIT)
		return;
	for (size_t i = 0; i < run->word_count; i++) {
		const struct text_word *word = &run->words[i];
		if (word->flags & (WORD_HIGH | WORD_DIGITS) || word->end - word->start < 3 ||
		    !may_be_listed(text_word(run, i), words))
			continue;
		size_t row = find_rows(text_word(run, i));
		while (row < ROWS && text_word_is(text_word(run, i), rows[row].word) && !fits(run, i, &rows[row]))
			row++;
		if (row == ROWS || !text_word_is(text_word(run, i), rows[row].word) ||
		    !language_is_english(prose_lang(&run->check->texts.prose, word->start)) ||
		    text_is_inside(run, word->start, word->end, INLINE_CODE))
			continue;
		struct report *report = run->check->report;
		struct diagnostic *d = report_add(report, RULE_TEXT_LOOK_ALIKE, text_span(run, word->start, word->end),
						  run->site->item, "\"%.*s\" here probably means \"%s\"",
						  STR_ARG(text_word(run, i)), rows[row].meant);
		report_help(report, d, "write %s, or suppress this if the word is right", rows[row].meant);
	}
}
