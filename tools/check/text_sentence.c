#include "check/text_parts.h"

/* Words before a full stop that does not end a sentence. */
static const char *const shortened[] = { "e.g",	 "i.e", "dr",  "mr",   "mrs",  "ms",   "prof", "vs",  "fig",  "figs",
					 "approx", "ca", "cf",	"etc",	"al",	"no",	"nos",	"st",  "vol",  "pp",
					 "p",	 "ch",	"sec", "eq",   "resp", "incl", "excl", "max", "min",  "viz",
					 "jr",	 "sr",	"sp",  "spp",  "var",  "ssp",  "eds",  "ed",  "tab",  "ref",
					 "a.m",	 "p.m", "u.s", "u.k",  "inc",  "ltd",  "dept", "est", NULL };

/* Whether the full stop at offset at belongs to the word before it: e.g. Dr. J. 0.5 */
static bool shortens(struct str text, size_t at)
{
	size_t start = at;
	while (start > 0 && (text_is_letter(text.at[start - 1]) || text.at[start - 1] == '.'))
		start--;
	struct str word = { text.at + start, at - start };
	if (word.len == 1 && text_is_capital(word.at[0]))
		return start == 0 || !text_is_digit(text.at[start - 1]);
	if (!text_word_in(word, shortened))
		return false;
	/* At the end of a sentence "etc." and "a.m." end it where a capital follows; titles and names never do. */
	bool ends_too = text_word_is(word, "etc") || text_word_is(word, "al") || text_word_is(word, "a.m") ||
			text_word_is(word, "p.m") || text_word_is(word, "no") || text_word_is(word, "max") ||
			text_word_is(word, "min");
	size_t next = at + 1;
	while (next < text.len && text_is_space(text.at[next]))
		next++;
	return !ends_too || next >= text.len || !text_is_capital(text.at[next]);
}

/* Behind what closes the sentence: quotes, brackets. */
static size_t skip_closers(struct str text, size_t i)
{
	for (;;) {
		struct str rest = { text.at + i, text.len - i };
		if (rest.len && strchr(")]\"'", rest.at[0]))
			i++;
		else if (str_starts(rest, "”") || str_starts(rest, "’"))
			i += 3;
		else
			return i;
	}
}

size_t text_sentence_end(struct str text, size_t start)
{
	for (size_t i = start; i < text.len; i++) {
		char c = text.at[i];
		if (c != '.' && c != '!' && c != '?')
			continue;
		size_t end = skip_closers(text, i + 1);
		if (end < text.len && !text_is_space(text.at[end]))
			continue;
		size_t next = end;
		while (next < text.len && text_is_space(text.at[next]))
			next++;
		/* Small letters go on: "(What now?) he asked". */
		bool goes_on = next < text.len && text.at[next] >= 'a' && text.at[next] <= 'z';
		if (!goes_on && (c != '.' || !shortens(text, i)))
			return end;
	}
	return text.len;
}

void text_sentences(const struct text_run *run)
{
	struct report *report = run->check->report;
	long most = report->settings->options[OPTION_TEXT_LONG_SENTENCE_WORDS];
	if (!report_wants(report, RULE_TEXT_LONG_SENTENCE) || (long)run->word_count <= most ||
	    run->site->place == PLACE_SOURCE || run->site->place == PLACE_CREDIT)
		return;
	size_t word = 0;
	for (size_t start = 0; start < run->text.len;) {
		size_t end = text_sentence_end(run->text, start), first = word;
		while (word < run->word_count && run->words[word].start < end)
			word++;
		if ((long)(word - first) > most) {
			const struct text_word *from = &run->words[first];
			struct diagnostic *d = report_add(report, RULE_TEXT_LONG_SENTENCE,
							  text_span(run, from->start, from->end), run->site->item,
							  "this sentence has %zu words", word - first);
			report_help(report, d, "make two or three of it; more than %ld words are hard to keep in mind",
				    most);
		}
		start = end > start ? end : start + 1;
	}
}
