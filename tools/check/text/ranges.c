/* Times of day that no clock shows, and ranges whose ends are the wrong way round. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/medical/medical.h"
#include "check/text/numbers.h"

#include <stdio.h>

/* The number of one or two digits at offset; -1 if there is none. *end becomes its end. */
static int two_digits(struct str text, size_t offset, size_t *end)
{
	int value = 0;
	for (*end = offset; *end < text.len && ascii_is_digit(text.at[*end]); ++*end)
		value = *end - offset < 3 ? 10 * value + (text.at[*end] - '0') : value;
	return *end > offset && *end - offset < 3 ? value : -1;
}

/* 23:70, 11.80 am */
void number_judge_time(const struct text_run *run, size_t i)
{
	static const char *const before[] = { "at",    "by",	 "until", "till",    "before", "after",
					      "since", "around", "about", "between", "from",   NULL };
	static const char *const after[] = { "am", "pm", "a.m", "p.m", "hours", "h", "hrs", "o'clock", "o’clock", NULL };
	static const char *const halves[] = { "am", "pm", "a.m", "p.m", NULL };
	static const char *const ratios[] = { "ratio", "dilut", "odds", "mix", "vers", "proport", "score", "split", "video", "chapter", NULL };
	enum { MINUTES = 60, DAY = 24, HOURS_MOST = 29, TEN = 10 };
	struct str text = run->text;
	size_t start = run->words[i].start, mark, end;
	int hour = two_digits(text, start, &mark);
	if (hour < 0 || mark >= text.len || (text.at[mark] != ':' && text.at[mark] != '.'))
		return;
	int minute = two_digits(text, mark + 1, &end);
	bool late = minute >= MINUTES || (hour > DAY && minute >= 0);
	if (!late || end != mark + 3 || hour > HOURS_MOST || (end < text.len && (text.at[end] == ':' || phrase_in_word(text, end))))
		return;
	struct str rest = phrase_after(text, quantity_gap(text, end));
	bool clock = phrase_starts_any(rest, text.at[mark] == ':' ? after : halves);
	struct str lead = str_trim((struct str){ text.at, start });
	if (!clock && (text.at[mark] != ':' || phrase_ends_any(lead, before) == lead.len))
		return;
	if (medical_sentence_says(text, start, end, ratios))
		return;
	char message[NUMBER_MESSAGE_SIZE];
	snprintf(message, sizeof(message), "there is no time %.*s", (int)(end - start), text.at + start);
	number_report(run, start, end, "write the time that is meant", message);
}

/* Whether the amount with the unit at offset may be a range with its smaller end last: hours are also times of day, and
 * tablets hold 20-12.5 mg of two medicines. */
static bool may_fall(struct str text, size_t offset, bool dash)
{
	static const char *const words[] = { "years", "weeks",	 "days",  "months",  "minutes", "percent", "per cent",
					     "times", "tablets", "units", "breaths", "beats",	NULL };
	static const char *const hours[] = { "h", "hours", "hour", "hrs", NULL };
	static const char *const past[] = { "ago", "before", "earlier", "previously", NULL };
	struct quantity_unit unit;
	struct dose_unit dose;
	struct str rest = phrase_after(text, offset);
	size_t len = str_starts(rest, "%") ? 1 : phrase_starts_any(rest, words);
	if (phrase_starts_any(rest, hours))
		return false;
	len = len ? len : quantity_unit_read(text, offset, &unit);
	bool combined = dash && !phrase_starts_any(rest, words) &&
			(medical_unit_after(text, offset, &dose) || str_starts(rest, "mm") || str_starts(rest, "m"));
	return len > 0 && !combined && !phrase_starts_any(str_trim(phrase_after(rest, len)), past);
}

/* "5.3 to 3.5 mmol/L", "between 5 and 2 years" */
void number_judge_range(const struct text_run *run, size_t i)
{
	static const char *const falling[] = {
		"from", "fall", "fell", "drop", "reduc", "decreas", "declin", "lower", "taper", "wean", "down", "shr", "los", "improv", "chang",
		"went", "cut", "ratio", "odds", "page", "differ", "compar", "switch", "grad", "rank", "countdown", "count", "narrow", "slow", "dilut",
		"shorten", "vers", "conver", "beat", "won", "win", "vote", "adjust", "equal", "titrat", "step", "descend", "revers", NULL,
	};
	struct str text = run->text;
	size_t start = run->words[i].start, at;
	double first, second;
	if (start > 0 && (phrase_in_word(text, start - 1) || strchr(".,/:-+*^", text.at[start - 1]) || (unsigned char)text.at[start - 1] >= 0x80))
		return;
	size_t len = quantity_number(text, start, DECIMAL_POINT, &first), end = start + len, gap = quantity_gap(text, end);
	struct str lead = str_trim((struct str){ text.at, start });
	size_t to = len && gap > end ? phrase_starts(phrase_after(text, gap), "to") : 0;
	size_t dash = len && !to ? quantity_dash(text, end) : 0;
	bool between = len && !to && !dash && phrase_ends(lead, "between") < lead.len;
	if (between)
		to = phrase_starts(phrase_after(text, gap), "and");
	if (!to && !dash)
		return;
	at = dash ? end + dash : quantity_gap(text, gap + to);
	size_t digits = at < text.len && ascii_is_digit(text.at[at]) ? quantity_number(text, at, DECIMAL_POINT, &second) : 0;
	if (!digits || first <= second || (dash && (first == 10 || first >= 1000)) ||
	    !may_fall(text, quantity_gap(text, at + digits), dash > 0) || medical_sentence_says(text, start, at + digits, falling))
		return;
	number_report(run, start, at + digits, "write the smaller number first, or correct it", "the range begins with its larger end");
}
