/* Marks and spaces left over from an edit or a line break, or lost there: "the dose,, then", "it stops..", "the dose ,
 * then", "nausea,vomiting", "pneu- monia". */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/text/parts.h"
#include "lesson/language.h"

static char at_or_space(struct str text, size_t i)
{
	return i < text.len ? text.at[i] : ' ';
}

/* The offset of what follows white space, which may be a line break, from i on; and of the white space before i. */
static size_t after_space(struct str text, size_t i)
{
	while (i < text.len && ascii_is_space(text.at[i]))
		i++;
	return i;
}

static size_t before_space(struct str text, size_t i)
{
	while (i > 0 && ascii_is_space(text.at[i - 1]))
		i--;
	return i;
}

/* Whether the full stop at i ends a sentence; that of an ellipsis (. . .), a decimal (.5) and a file (.txt) does
 * not. */
static bool ends_sentence(struct str text, size_t i)
{
	return ascii_is_space(at_or_space(text, i + 1)) && at_or_space(text, after_space(text, i + 1)) != '.';
}

/* Whether a word ends before i that is too long for an abbreviation. */
static bool ends_long_word(struct str text, size_t i)
{
	enum { LETTERS_LEAST = 8 };
	size_t start = i;
	while (start > 0 && ascii_is_lower(text.at[start - 1]))
		start--;
	return i - start >= LETTERS_LEAST && (start == 0 || ascii_is_space(text.at[start - 1]));
}

/* The end of the two marks, of which the first is at start, if they exclude each other; else 0. A range (1..5), a path
 * (../) and the full stop of an abbreviation exclude nothing. */
static size_t excluded_end(struct str text, size_t start)
{
	char first = text.at[start];
	size_t second = after_space(text, start + 1);
	char mark = at_or_space(text, second), after = at_or_space(text, second + 1);
	switch (first) {
	case ',':
	case ';':
		return mark == ',' || mark == ';' || (mark == '.' && ends_sentence(text, second)) ? second + 1 : 0;
	case ':': return mark == ',' || mark == ';' ? second + 1 : 0;
	case '?':
	case '!':
		return second == start + 1 && (mark == ',' || (mark == '.' && ends_sentence(text, second))) && start > 0 &&
				       ascii_is_lower(text.at[start - 1])
			       ? second + 1
			       : 0;
	case '.': {
		bool two = mark == '.' && second == start + 1 && start > 0 &&
			   (ascii_is_alphanumeric(text.at[start - 1]) || text.at[start - 1] == ')');
		if (mark == ',' && second == start + 1 && ascii_is_space(after) && ends_long_word(text, start))
			return second + 1;
		return two && (ascii_is_space(after) || after == '"' || after == ')') ? second + 1 : 0;
	}
	default: return 0;
	}
}

/* Whether the mark at i, a comma or full stop, has a space before it and after it; one after a comma may be missing, and
 * one after the end of a sentence: "it stops .Then". */
static bool is_spaced(struct str text, size_t i)
{
	char after = at_or_space(text, i + 1);
	/* Names of files look alike: .Xauthority */
	static const char *const begins[] = { "the",  "then", "this", "these", "they", "there", "it",	"in", "if",   "he", "she",
					      "when", "for",  "but",  "and",   "a",    "an",	"after", "give", "do", NULL };
	bool sentence = text.at[i] == '.' && ascii_is_upper(after) && phrase_starts_any(phrase_after(text, i + 1), begins);
	size_t word = before_space(text, i);
	return (text.at[i] == ',' || (text.at[i] == '.' && (sentence || ends_sentence(text, i)))) && word > 0 &&
	       word < i &&
	       (sentence || ascii_is_space(after) || (text.at[i] == ',' && ascii_is_lower(after))) &&
	       (ascii_is_alphanumeric(text.at[word - 1]) || text.at[word - 1] == ')');
}

/* Whether the space after the mark at i is missing, between two whole words of prose: "nausea,vomiting", "is
 * stopped.Then it". File names, addresses and chemical names (cis,trans) don't look like that. */
static bool lacks_space(struct str text, size_t i)
{
	enum { LETTERS_LEAST = 4 };
	size_t start = i, end = i + 1;
	while (start > 0 && ascii_is_lower(text.at[start - 1]))
		start--;
	bool sentence = text.at[i] == '.' && end < text.len && ascii_is_upper(text.at[end]);
	start -= !sentence && start > 0 && ascii_is_upper(text.at[start - 1]);
	end += sentence;
	while (end < text.len && ascii_is_lower(text.at[end]))
		end++;
	bool apart = (start == 0 || ascii_is_space(text.at[start - 1]) || text.at[start - 1] == '(') &&
		     (ascii_is_space(at_or_space(text, end)) || (!sentence && strchr(",.;)", text.at[end])));
	/* Short words may be symbols or options: "cis,trans", but not these. */
	static const char *const joining[] = { "and", "or", "but", "the", "an", "in", "of", "to", "it", "is",
					       "so",  "for", "he", "she", "we", "if", "as", "at", "by", NULL };
	struct str next = { text.at + i + 1, end - i - 1 };
	bool word = end - i > LETTERS_LEAST || (next.len && phrase_starts_any(next, joining) == next.len);
	return apart && i - start >= LETTERS_LEAST && word && (text.at[i] == ',' || sentence);
}

/* Whether the semicolon at i has spaces on both sides, as only other languages have it. */
static bool is_apart(const struct text_run *run, size_t i)
{
	struct str text = run->text;
	size_t word = before_space(text, i);
	return word > 0 && word < i && ascii_is_space(at_or_space(text, i + 1)) && ascii_is_letter(text.at[word - 1]) &&
	       language_is_english(prose_lang(&run->check->texts.prose, i));
}

static void find_stray_marks(const struct text_run *run)
{
	struct report *report = run->check->report;
	size_t done = 0;
	for (size_t sign = 0; sign < run->sign_count; sign++) {
		size_t i = run->signs[sign];
		char c = run->text.at[i];
		if (i < done || !strchr(",;:.?!", c))
			continue;
		bool spaced = is_spaced(run->text, i) || (c == ';' && is_apart(run, i)), tight = !spaced && lacks_space(run->text, i);
		size_t start = spaced ? before_space(run->text, i) : i, end = spaced || tight ? i + 1 : excluded_end(run->text, i);
		/* Between the marks there may be a citation, which has no text. */
		if (!end || text_is_inside(run, start, end, INLINE_CODE) ||
		    !prose_is_plain(&run->check->texts.prose, run->check->source, start, end))
			continue;
		struct span span = text_span(run, start, end);
		struct diagnostic *d;
		if (spaced) {
			d = report_add(report, RULE_TEXT_STRAY_PUNCTUATION, span, run->site->item, "space before \"%c\"", c);
			report_help(report, d, "delete the space, or put in the word that is missing there");
		} else if (tight) {
			d = report_add(report, RULE_TEXT_STRAY_PUNCTUATION, span, run->site->item, "no space after \"%c\"", c);
			report_help(report, d, "put in the space");
		} else {
			d = report_add(report, RULE_TEXT_STRAY_PUNCTUATION, span, run->site->item,
				       "doubled punctuation: \"%.*s\"", (int)(end - start), run->text.at + start);
			report_help(report, d, "keep one of them, or put in the words that are missing between them");
		}
		done = end;
	}
}

/* Whether "- " after word i leaves out the end of a compound, "pre- and postnatal", or ends a prefix that is mentioned:
 * "sub- is Latin". No compound ends with these words. */
static bool shares_end(const struct text_run *run, size_t i)
{
	static const char *const next[] = {
		"and",	   "or",   "to",   "versus", "vs",   "nor",   "but",   "as",	   "through", "plus",  "than",
		"from",	   "is",   "are",  "was",    "were", "means", "meaning", "becomes", "where",   "when",  "which",
		"that",	   "the",  "a",	   "an",     "of",   "before", "after", "stands",  "denotes", "comes", NULL,
	};
	return text_word_in(text_word(run, i + 1), next);
}

/* "anti - inflammatory": spaces around the hyphen of a prefix that is no word. */
static bool is_loose_prefix(const struct text_run *run, size_t i)
{
	static const char *const prefixes[] = { "anti",  "non",	 "pre",	 "semi",  "multi",
						"inter", "intra", "hyper", "hypo", "micro", NULL };
	const struct text_word *word = &run->words[i], *next = &run->words[i + 1];
	return next->start == word->end + 3 && memcmp(run->text.at + word->end, " - ", 3) == 0 &&
	       ascii_is_lower(run->text.at[next->start]) && text_word_in(text_word(run, i), prefixes);
}

static void find_split_words(const struct text_run *run)
{
	struct report *report = run->check->report;
	for (size_t i = 0; i + 1 < run->word_count; i++) {
		const struct text_word *word = &run->words[i], *next = &run->words[i + 1];
		bool split = run->text.at[word->end] == '-' && next->start == word->end + 2 &&
			     run->text.at[word->end + 1] == ' ' && ascii_is_letter(run->text.at[word->end - 1]) &&
			     ascii_is_lower(run->text.at[next->start]) && word->end - word->start >= 3;
		if ((!split && !is_loose_prefix(run, i)) || shares_end(run, i) ||
		    !language_is_english(prose_lang(&run->check->texts.prose, word->start)) ||
		    text_is_inside(run, word->start, next->end, INLINE_CODE))
			continue;
		struct diagnostic *d = report_add(report, RULE_TEXT_SPLIT_WORD, text_span(run, word->start, next->end),
						  run->site->item, "\"%.*s\" is split by a hyphen and a space",
						  (int)(next->end - word->start), run->text.at + word->start);
		report_help(report, d, "join the parts, or write a dash with spaces around it");
	}
}

void text_punctuation(const struct text_run *run)
{
	struct report *report = run->check->report;
	if ((run->has & RUN_STOPS) && report_wants(report, RULE_TEXT_STRAY_PUNCTUATION))
		find_stray_marks(run);
	if ((run->has & RUN_DASHES) && report_wants(report, RULE_TEXT_SPLIT_WORD))
		find_split_words(run);
}
