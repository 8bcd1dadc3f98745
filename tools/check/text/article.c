/* "a" before a vowel and "an" before a consonant. */
#include "base/ascii.h"
#include "check/core/sound.h"
#include "check/text/parts.h"
#include "lesson/language.h"

/* Whether the word may be read letter by letter, as those without vowels are, or those that begin as no English word
 * does: an mRNA, an s.c. injection, an xterm. */
static bool may_be_spelled(struct str word, unsigned flags)
{
	enum { LETTERS_MOST = 5 };
	bool inner = false, vowel = false, capitals = flags & WORD_CAPITALS;
	for (size_t i = 0; i < word.len; i++) {
		inner = inner || (i > 0 && ascii_is_upper(word.at[i]));
		vowel = vowel || strchr("aeiouy", ascii_lower(word.at[i]));
	}
	char first = ascii_lower(word.at[0]), second = word.len > 1 ? ascii_lower(word.at[1]) : 'q';
	bool usual = strchr("aeiou", first) || strchr("aeiouylrhw", second) || (first == 's' && strchr("ckmnpqt", second)) ||
		     (strchr("kgp", first) && second == 'n') || (first == 'p' && second == 's');
	if (capitals)
		return word.len > LETTERS_MOST || word.len < 2;
	return inner || !vowel || !usual || word.len < 2 || first == 'x';
}

/* Whether the word may be read in two ways, or be no noun, so that "a" is a letter: cells a and b. */
static bool is_unclear(struct str word, const struct text_word *at)
{
	static const char *const small_words[] = { "and", "or",	 "in",	"is", "of", "on",    "at",  "if",  "as",  "are",
						   "it",  "an",	 "under", "over", "into", "also", "after", "above", "unless",
						   "until", "alone", "usually", "appears", "acts", "increases", "occurs", NULL };
	return (at->flags & (WORD_HIGH | WORD_DIGITS)) || may_be_spelled(word, at->flags) || text_word_in(word, small_words);
}

/* "an" before an h that some don't speak is usual: an historical study, an herb. */
static bool may_be_silent(struct str word, bool an)
{
	return an && ascii_lower(word.at[0]) == 'h';
}

/* Whether the letter that begins the word decides, and fits: most articles need no closer look. */
static bool fits_plainly(struct str word, bool an, bool capitals)
{
	char first = ascii_lower(word.at[0]);
	bool vowel = first == 'a' || first == 'e' || first == 'i' || first == 'o' || first == 'u';
	return !capitals && vowel == an && first != 'h' && first != 'e' && first != 'o' && first != 'u';
}

/* Whether the capital A of word i is an article. It is a letter where others are letters, too, before a verb, "A increases",
 * and within a sentence, "vitamin A". */
static bool is_capital_article(const struct text_run *run, size_t i)
{
	static const char *const endings[] = { "s", "ed", "ly", "ing", NULL };
	struct str noun = text_word(run, i + 1);
	size_t start = run->words[i].start;
	for (size_t e = 0; endings[e]; e++)
		if (str_ends(noun, endings[e]))
			return false;
	for (size_t other = 0; other < run->word_count; other++)
		if (run->words[other].end - run->words[other].start == 1 && run->words[other].flags & WORD_CAPITAL &&
		    run->text.at[run->words[other].start] != 'A')
			return false;
	bool begins = start == 0 || (start > 1 && run->text.at[start - 1] == ' ' && strchr(".?!", run->text.at[start - 2]));
	return begins && i + 2 < run->word_count && run->site->role != ROLE_CELL && run->site->role != ROLE_CAPTION &&
	       run->site->role != ROLE_TITLE && run->site->role != ROLE_ALT;
}

void text_list_articles(struct text_forms *forms)
{
	static const char *const articles[] = { "a", "an", NULL };
	text_forms_add_all(forms, articles, WORD_ARTICLE);
}

void text_articles(const struct text_run *run)
{
	for (size_t i = 0; (run->said & WORD_ARTICLE) && i + 1 < run->word_count; i++) {
		const struct text_word *word = &run->words[i], *next = &run->words[i + 1];
		uint32_t len = word->end - word->start;
		if (!(word->flags & WORD_ARTICLE))
			continue;
		bool an = len == 2 && run->text.at[word->start + 1] == 'n';
		/* A is also a letter: "A increases". */
		char before = word->start > 0 ? run->text.at[word->start - 1] : ' ';
		if ((len != 1 && !an) || (!ascii_is_space(before) && before != '(') || !text_word_follows(run, i) ||
		    (an && run->text.at[word->start + 1] != 'n'))
			continue;
		struct str noun = text_word(run, i + 1);
		if (fits_plainly(noun, an, next->flags & WORD_CAPITALS))
			continue;
		if (is_unclear(noun, next) || may_be_silent(noun, an) ||
		    sound_first(noun, next->flags & WORD_CAPITALS) != (an ? SOUND_CONSONANT : SOUND_VOWEL) ||
		    (!an && word->flags & WORD_CAPITAL && !is_capital_article(run, i)) ||
		    !language_is_english(prose_lang(&run->check->texts.prose, word->start)) ||
		    text_is_inside(run, word->start, next->end, INLINE_CODE))
			continue;
		struct report *report = run->check->report;
		struct diagnostic *d = report_add(report, RULE_TEXT_LOOK_ALIKE, text_span(run, word->start, word->end),
						  run->site->item, "\"%.*s\" here probably means \"%s\"",
						  STR_ARG(text_word(run, i)), an ? "a" : "an");
		report_help(report, d, "write %s %.*s", an ? "a" : "an", STR_ARG(noun));
	}
}
