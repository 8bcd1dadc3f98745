#include "base/ascii.h"
#include "check/text/parts.h"
#include "lesson/abbreviation.h"

/* Whether the full stop at offset at belongs to the word before it: e.g. Dr. J. 0.5 */
static bool shortens(struct str text, size_t at, struct str lang)
{
	size_t start = at;
	while (start > 0 && (ascii_is_alphanumeric(text.at[start - 1]) ||
			     text.at[start - 1] == '.' || (unsigned char)text.at[start - 1] >= 0x80))
		start--;
	enum full_stop means = full_stop_after((struct str){ text.at + start, at - start }, lang);
	size_t next = at + 1;
	while (next < text.len && ascii_is_space(text.at[next]))
		next++;
	return means == FULL_STOP_GOES_ON ||
	       (means == FULL_STOP_MAY_END && (next >= text.len || !ascii_is_upper(text.at[next])));
}

/* The offset after closing quotes and brackets. */
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

/* A full stop whose space is missing: "the first dose.Most patients". */
static bool lacks_space(struct str text, size_t at)
{
	return at > 2 && at + 2 < text.len && text.at[at] == '.' && ascii_is_lower(text.at[at - 1]) &&
	       ascii_is_lower(text.at[at - 2]) && ascii_is_upper(text.at[at + 1]) &&
	       ascii_is_lower(text.at[at + 2]);
}

size_t text_sentence_end(struct str text, size_t start, struct str lang)
{
	for (size_t i = start; i < text.len; i++) {
		char c = text.at[i];
		if (c != '.' && c != '!' && c != '?')
			continue;
		size_t end = skip_closers(text, i + 1);
		if (lacks_space(text, i))
			return end;
		if (end < text.len && !ascii_is_space(text.at[end]))
			continue;
		size_t next = end;
		while (next < text.len && ascii_is_space(text.at[next]))
			next++;
		/* Lower case continues the sentence: "(What now?) he asked". */
		bool goes_on = next < text.len && ascii_is_lower(text.at[next]);
		if (!goes_on && (c != '.' || !shortens(text, i, lang)))
			return end;
	}
	return text.len;
}

void text_sentences(const struct text_run *run)
{
	struct report *report = run->check->report;
	long most = report->settings->options[OPTION_TEXT_LONG_SENTENCE_WORDS];
	if (!report_wants(report, RULE_TEXT_LONG_SENTENCE) || (long)run->word_count <= most ||
	    run->site->role == ROLE_SOURCE || run->site->role == ROLE_CREDIT)
		return;
	size_t word = 0;
	for (size_t start = 0; start < run->text.len;) {
		size_t end = text_sentence_end(run->text, start, prose_lang(&run->check->texts.prose, start)),
		       first = word;
		while (word < run->word_count && run->words[word].start < end)
			word++;
		if ((long)(word - first) > most) {
			const struct text_word *from = &run->words[first];
			struct diagnostic *d = report_add(report, RULE_TEXT_LONG_SENTENCE,
							  text_span(run, from->start, from->end), run->site->item,
							  "this sentence has %zu words", word - first);
			report_help(report, d,
				    "split it into two or three; more than %ld words are hard to keep in mind", most);
		}
		start = end > start ? end : start + 1;
	}
}
