/* Numbers that contradict the text around them: 31 April, 206 of 412 (75%), a score of 16 on a scale from 3 to 15. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/text/numbers.h"

#include <math.h>

void number_report(const struct text_run *run, size_t start, size_t end, const char *help, const char *message)
{
	struct report *report = run->check->report;
	struct diagnostic *d = report_add(report, RULE_TEXT_IMPOSSIBLE_NUMBER, text_span(run, start, end), run->site->item, "%s", message);
	report_help(report, d, "%s", help);
}

/* The month whose name is at the beginning of text, 1 to 12; 0 if there is none. *len becomes the length of the name. */
static unsigned month_at(struct str text, size_t *len)
{
	static const char *const names[][3] = {
		{ "february", "feb", "feb." }, { "april", "apr", "apr." }, { "june", "jun", "jun." },
		{ "september", "sept", "sep" }, { "november", "nov", "nov." },
	};
	static const unsigned months[] = { 2, 4, 6, 9, 11 };
	for (size_t i = 0; text.len && ascii_is_upper(text.at[0]) && i < sizeof(months) / sizeof(months[0]); i++)
		for (size_t j = 0; j < 3; j++)
			if ((*len = phrase_starts(text, names[i][j])))
				return months[i];
	return 0;
}

/* The day that the word is, also with the ending of an ordinal: 31, 31st; 0 if it is none that may be too late. */
static unsigned late_day(struct str word)
{
	enum { LEAST = 30, MOST = 31 };
	bool ordinal = word.len == 4 && ascii_is_letter(word.at[2]) && ascii_is_letter(word.at[3]);
	if ((word.len != 2 && !ordinal) || word.at[0] != '3' || (word.at[1] != '0' && word.at[1] != '1'))
		return 0;
	return word.at[1] == '0' ? LEAST : MOST;
}

/* 31 April, the 30th of February, June 31. */
static void judge_date(const struct text_run *run, size_t i)
{
	const struct text_word *word = &run->words[i];
	unsigned day = late_day(text_word(run, i));
	struct str text = run->text;
	if (!day || (word->end < text.len && strchr("-/%.:", text.at[word->end]) && word->end + 1 < text.len && text.at[word->end + 1] != ' '))
		return;
	size_t at = quantity_gap(text, word->end), len = 0, start = word->start, end = word->end;
	at = quantity_gap(text, at + phrase_starts(phrase_after(text, at), "of"));
	unsigned month = month_at(phrase_after(text, at), &len);
	if (month) {
		end = at + len;
	} else if (i > 0 && quantity_gap(text, run->words[i - 1].end) == word->start) {
		start = run->words[i - 1].start;
		month = month_at((struct str){ text.at + start, word->start - start }, &len);
	}
	bool late = month == 2 || (month && day == 31);
	char message[NUMBER_MESSAGE_SIZE];
	if (!late)
		return;
	snprintf(message, sizeof(message), "there is no %.*s", (int)(end - start < 40 ? end - start : 40), text.at + start);
	number_report(run, start, end, "write the day that is meant", message);
}

/* Reads the number that ends at end, with commas between groups; returns its start, end if there is none. */
static size_t number_before(struct str text, size_t end, double *value)
{
	size_t start = end;
	while (start > 0 && (ascii_is_digit(text.at[start - 1]) ||
			     (text.at[start - 1] == ',' && start < end && start > 1 && ascii_is_digit(text.at[start - 2]))))
		start--;
	bool part = start > 0 && (phrase_in_word(text, start - 1) || strchr(".-", text.at[start - 1]));
	size_t len = start < end && !part ? quantity_number(text, start, DECIMAL_POINT, value) : 0;
	return len == end - start ? start : end;
}

/* Whether part of whole is this percentage, rounded as people do. */
static bool is_share(double part, double whole, double percent)
{
	const double rounding = 1.01;
	return whole > 0 && fabs(100 * part / whole - percent) <= rounding;
}

/* Whether the percentage is right of any number in the text, or the sum is of another kind. */
static bool is_of_any(const struct text_run *run, double part, double percent)
{
	for (size_t i = 0; i < run->word_count; i++) {
		double value;
		if ((run->words[i].flags & WORD_DIGITS) && quantity_number(run->text, run->words[i].start, DECIMAL_POINT, &value) &&
		    is_share(part, value, percent))
			return true;
	}
	return false;
}

/* The whole of which the number at start is said to be a part: "of 412 patients, 206", "412 patients, of whom 206". */
static double whole_before(const struct text_run *run, size_t i, size_t start)
{
	static const char *const whom[] = { "of whom", "of which", "of these", "of them", NULL };
	struct str text = run->text, before = str_trim((struct str){ text.at, start });
	bool linked = phrase_ends_any(before, whom) < before.len;
	double value, whole = 0;
	while (i > 0) {
		const struct text_word *word = &run->words[--i];
		if (word->end + 1 < start && strchr(".!?;", text.at[word->end]) && text.at[word->end + 1] == ' ')
			break;
		if (!(word->flags & WORD_DIGITS) || word->start >= start || !quantity_number(text, word->start, DECIMAL_POINT, &value))
			continue;
		struct str lead = str_trim((struct str){ text.at, word->start });
		static const char *const of[] = { "of", "of the", "among", "among the", NULL };
		size_t from = phrase_ends_any(lead, of);
		bool begins = from < lead.len && (from == 0 || ascii_is_upper(lead.at[from]));
		if (whole > 0)
			return 0; /* several numbers: the part may be of another */
		whole = linked || begins ? value : -1;
		if (whole < 0)
			return 0;
	}
	return whole;
}

/* 206 of 412 (75%), 18/90 (45%). */
static void judge_share(const struct text_run *run, size_t i)
{
	enum { LEAST = 10 };
	const struct text_word *word = &run->words[i];
	struct str text = run->text;
	double percent, part, whole;
	if (word->start < 2 || text.at[word->start - 1] != '(')
		return;
	size_t len = quantity_number(text, word->start, DECIMAL_POINT, &percent), end = word->start + len;
	if (!len || end + 1 >= text.len || text.at[end] != '%' || text.at[end + 1] != ')')
		return;
	size_t gap = str_trim((struct str){ text.at, word->start - 1 }).len, start = number_before(text, gap, &whole);
	if (start == gap || phrase_starts(str_trim(phrase_after(text, end + 2)), "of"))
		return;
	static const char *const of[] = { "out of", "of the", "of all", "of", NULL };
	struct str before = str_trim((struct str){ text.at, start });
	size_t link = before.len && before.at[before.len - 1] == '/' ? before.len - 1 : phrase_ends_any(before, of);
	size_t last = str_trim((struct str){ text.at, link }).len, first = link < before.len ? number_before(text, last, &part) : last;
	if (first == last) {
		part = whole;
		whole = whole_before(run, i, start);
		first = start;
		if (is_of_any(run, part, percent))
			return;
	}
	if (whole < LEAST || part > whole || is_share(part, whole, percent))
		return;
	char message[NUMBER_MESSAGE_SIZE];
	snprintf(message, sizeof(message), "%.10g of %.10g is %.3g%%, not %.4g%%", part, whole, 100 * part / whole, percent);
	number_report(run, first, end + 1, "calculate it again, and check both numbers", message);
}

struct scale {
	double least, most;
	size_t end; /* of what says so; 0 if nothing does */
};

/* The scale that the text states: "the score runs from 3 to 15". */
static struct scale stated_scale(struct str text)
{
	static const char *const verbs[] = {
		"runs from", "ranges from", "goes from", "range from", "ranging from", "is scored from", "is graded from", NULL,
	};
	static const char *const subjects[] = { "score", "scores", "scale", "index", "points", NULL };
	struct scale scale = { .end = 0 };
	struct str word;
	for (size_t at = 0, len; phrase_next_word(text, &at, &word);) {
		size_t start = (size_t)(word.at - text.at);
		if (!(len = phrase_starts_any(phrase_after(text, start), verbs)))
			continue;
		size_t number = quantity_gap(text, start + len), join = number + quantity_number(text, number, DECIMAL_POINT, &scale.least);
		join = quantity_gap(text, join);
		size_t to = phrase_starts(phrase_after(text, join), "to"), second = quantity_gap(text, join + to);
		size_t digits = to ? quantity_number(text, second, DECIMAL_POINT, &scale.most) : 0;
		if (digits && scale.most > scale.least && phrase_in_any((struct str){ text.at, start }, subjects) &&
		    !str_starts(phrase_after(text, second + digits), "%"))
			scale.end = second + digits;
		return scale;
	}
	return scale;
}

/* A score outside the scale that the text states. */
static void judge_scores(const struct text_run *run)
{
	static const char *const scores[] = { "a score of", "scores of", "score of", "scores", "scored", "score is", "score was", "score", NULL };
	struct str text = run->text, word;
	struct scale scale = stated_scale(text);
	for (size_t at = scale.end, len; scale.end && phrase_next_word(text, &at, &word);) {
		size_t start = (size_t)(word.at - text.at);
		if (ascii_lower(word.at[0]) != 's' || !(len = phrase_starts_any(phrase_after(text, start), scores)))
			continue;
		double value;
		size_t number = quantity_gap(text, start + len), digits = quantity_number(text, number, DECIMAL_POINT, &value);
		if (!digits || (value >= scale.least && value <= scale.most) || str_starts(phrase_after(text, number + digits), "%"))
			continue;
		char message[NUMBER_MESSAGE_SIZE];
		snprintf(message, sizeof(message), "a score of %.10g is outside the scale, which goes from %.10g to %.10g", value, scale.least,
			 scale.most);
		number_report(run, number, number + digits, "check the score, and the ends of the scale", message);
	}
}

/* The number at word i, by what follows it: most have nothing around them that they could contradict. */
static void judge_number(const struct text_run *run, size_t i)
{
	const struct text_word *word = &run->words[i];
	struct str text = run->text;
	if (run->words[i].start > 0 && text.at[word->start - 1] == '(')
		judge_share(run, i);
	size_t end = word->end;
	while (end < text.len && (ascii_is_digit(text.at[end]) || (strchr(".,", text.at[end]) && end + 1 < text.len && ascii_is_digit(text.at[end + 1]))))
		end++;
	if (end == text.len)
		return;
	char next = text.at[end], then = next == ' ' && end + 1 < text.len ? text.at[end + 1] : next;
	if (next == ':' || (end > word->end && (then == 'a' || then == 'p')))
		number_judge_time(run, i);
	if (then == '%' || then == 'p') {
		number_judge_proportion(run, i);
		number_judge_complement(run, i);
	} else if (then == 't' || then == 'a' || next == '-' || (unsigned char)next >= 0x80) {
		number_judge_range(run, i);
	}
}

void text_numbers(const struct text_run *run)
{
	if (!(run->said & WORD_DIGITS) || run->site->role == ROLE_SOURCE || run->site->role == ROLE_CREDIT ||
	    run->site->role == ROLE_OPTION || !language_is_english(prose_lang(&run->check->texts.prose, 0)))
		return;
	/* What ends before "from" in the verbs of stated_scale. */
	static const char *const spans[] = { "runs", "ranges", "goes", "range", "ranging", "scored", "graded", NULL };
	bool score = false, coma = false;
	for (size_t i = 0; i < run->word_count; i++) {
		const struct text_word *word = &run->words[i];
		char first = run->text.at[word->start];
		if (word->flags & WORD_DIGITS) {
			judge_date(run, i);
			judge_number(run, i);
		} else if (first == 'f') {
			score = score || (i > 0 && text_word_is(text_word(run, i), "from") && text_word_in(text_word(run, i - 1), spans));
		} else if (first == 'm') {
			coma = coma || text_word_is(text_word(run, i), "motor");
		}
	}
	if (score)
		judge_scores(run);
	if (coma)
		number_judge_coma(run);
}
