/* Quantities that options give: in figures, words or Roman numerals, and with units of time. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/question/flaw.h"

#include <math.h>

/* Parses 12, 1,200, 0.5, .5. Moves *at past it. */
static bool read_number(struct str text, size_t *at, double *value)
{
	size_t i = *at, digits = 0;
	double result = 0, scale = 0;
	for (; i < text.len; i++) {
		char c = text.at[i];
		bool digit_next = i + 1 < text.len && ascii_is_digit(text.at[i + 1]);
		if (ascii_is_digit(c)) {
			result = result * 10 + (c - '0');
			scale *= 10;
			digits++;
		} else if (c == '.' && scale == 0 && digit_next) {
			scale = 1;
		} else if (c != ',' || scale != 0 || !digits || i + 3 >= text.len || !digit_next ||
			   !ascii_is_digit(text.at[i + 2]) || !ascii_is_digit(text.at[i + 3])) {
			break;
		}
	}
	if (!digits)
		return false;
	*value = scale > 0 ? result / scale : result;
	*at = i;
	return true;
}

static size_t skip_spaces(struct str text, size_t at)
{
	while (at < text.len && ascii_is_space(text.at[at]))
		at++;
	return at;
}

/* The length of a dash or minus sign at a position, or 0. */
static size_t dash(struct str text, size_t at)
{
	struct str rest = { text.at + at, text.len - at };
	return str_starts(rest, "-")		  ? 1
	       : str_starts(rest, "\xe2\x80\x93") ? 3
	       : str_starts(rest, "\xe2\x88\x92") ? 3
						  : 0;
}

/* The length of what joins the ends of a range, 10-20 or 10 to 20, at a position, or 0. */
static size_t range_mark(struct str text, size_t at)
{
	size_t mark = dash(text, at);
	return mark ? mark : phrase_starts(phrase_after(text, at), "to");
}

/* The value of a fraction sign at offset, or 0. */
static double fraction_sign(struct str text, size_t at, size_t *len)
{
	static const struct {
		const char *sign;
		double value;
	} signs[] = { { "½", 0.5 }, { "¼", 0.25 }, { "¾", 0.75 }, { "⅓", 1.0 / 3 }, { "⅔", 2.0 / 3 } };
	struct str rest = { text.at + at, text.len - at };
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		*len = strlen(signs[i].sign);
		if (str_starts(rest, signs[i].sign))
			return signs[i].value;
	}
	return 0;
}

/* The length of the ending of 1st, 2nd, 3rd and 4th at a position, or 0. */
static size_t ordinal_ending(struct str text, size_t at)
{
	static const char *const endings[] = { "st", "nd", "rd", "th", NULL };
	return phrase_starts_any(phrase_after(text, at), endings);
}

/* The lowest blood pressure. */
enum { SYSTOLIC = 60, DIASTOLIC = 30 };

/* Adds the fraction of 4 1/3, or the upper end of the range 10-20, to what begins as a number. */
static void read_rest(struct str text, struct option_quantity *found)
{
	size_t at = skip_spaces(text, found->end);
	double first, second;
	size_t next = at, mark = range_mark(text, at), len;
	double part = fraction_sign(text, at, &len);
	if (part > 0) {
		found->value += part;
		found->end = at + len;
	} else if (found->end < text.len && text.at[found->end] == '/') {
		next = found->end + 1;
		if (read_number(text, &next, &second) && second > 0) {
			/* 140/90 is a blood pressure. */
			if (found->value >= SYSTOLIC && second >= DIASTOLIC)
				found->upper = second;
			else
				found->value /= second;
			found->end = next;
		}
	} else if (at > found->end && read_number(text, &next, &first) && next < text.len && text.at[next] == '/') {
		next++;
		if (read_number(text, &next, &second) && second > 0) {
			found->value += first / second;
			found->end = next;
		}
	} else if (mark) {
		next = skip_spaces(text, at + mark);
		if (read_number(text, &next, &found->upper)) {
			found->end = next;
			found->range = true;
		}
	}
}

/* An ordinal number or a number of times, of one word, or 0. */
static size_t read_ordinal(struct str word)
{
	static const char *const ordinals[] = { "first", "second",  "third",  "fourth", "fifth",
						"sixth", "seventh", "eighth", "ninth",	"tenth" };
	for (size_t i = 0; i < sizeof(ordinals) / sizeof(ordinals[0]); i++)
		if (str_is(word, ordinals[i]))
			return i + 1;
	return str_is(word, "once") ? 1 : str_is(word, "twice") ? 2 : 0;
}

/* The value of a Roman numeral up to 39, in capitals: IV. 0 if the word is none. */
static size_t read_roman(const struct flaw_text *option, size_t i)
{
	size_t value = 0, last = 0;
	for (size_t at = option->words[i].end; at > option->words[i].start; at--) {
		char c = option->raw.at[at - 1];
		size_t digit = c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : 0;
		if (!digit)
			return 0;
		value = digit < last ? value - digit : value + digit;
		last = digit;
	}
	return value;
}

/* A number in words: "two", "a" before a unit of time, "half an" or "half a", "second", "twice"; or a Roman numeral. */
static bool read_words(const struct flaw_text *option, size_t from, struct option_quantity *found)
{
	for (size_t i = 0; i < option->count; i++) {
		size_t start = option->words[i].start, end = option->words[i].end;
		if (start < from)
			continue;
		struct str rest = phrase_after(option->lower, start);
		double value = 0, upper = 0;
		size_t len = quantity_number_word(rest, &value), unit = i + 1 + (len > end - start);
		bool article = len && (*rest.at == 'a' || unit > i + 1);
		if (article && !(unit < option->count && option->words[unit].kinds & WORD_UNIT))
			continue;
		/* "At once" is no number of times. */
		if (!len && !(i && str_is(flaw_word(option, i - 1), "at")))
			value = (double)read_ordinal(flaw_word(option, i));
		bool roman = value <= 0;
		if (roman)
			value = (double)read_roman(option, i);
		if (value <= 0)
			continue;
		*found = (struct option_quantity){
			.value = value, .start = start, .end = len ? start + len : end, .roman = roman
		};
		if (len && flaw_words_are(option, i + 1, "times"))
			found->end = option->words[i + 1].end;
		if (flaw_words_are(option, i + 1, "to") && i + 2 < option->count &&
		    quantity_number_word(phrase_after(option->lower, option->words[i + 2].start), &upper)) {
			found->end = option->words[i + 2].end;
			found->upper = upper;
			found->range = true;
		}
		return true;
	}
	return false;
}

/* Converts units of time to seconds, so that 36 hours sort before 2 days. */
static void read_time(struct str text, struct option_quantity *found)
{
	static const struct {
		const char *name;
		double seconds;
	} units[] = {
		{ "second", 1 },    { "minute", 60 },	  { "hour", 3600 },	{ "day", 86400 },
		{ "week", 604800 }, { "month", 2629800 }, { "year", 31557600 },
	};
	size_t at = skip_spaces(text, found->end);
	struct str rest = { text.at + at, text.len - at };
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		size_t len = strlen(units[i].name);
		if (!str_starts(rest, units[i].name))
			continue;
		len += len < rest.len && rest.at[len] == 's';
		if (len < rest.len && ascii_is_letter(rest.at[len]))
			continue;
		found->value *= units[i].seconds;
		found->upper *= units[i].seconds;
		found->end = at + len;
		return;
	}
}

/* Less than 50 sorts before 50 to 75, and greater than 50 after 50. */
static void read_bound(struct str text, struct option_quantity *found)
{
	size_t at = found->start;
	while (at && ascii_is_space(text.at[at - 1]))
		at--;
	if (!at || !strchr("<>", text.at[at - 1]))
		return;
	found->value = nextafter(found->value, text.at[at - 1] == '<' ? -HUGE_VAL : HUGE_VAL);
	found->start = at - 1;
	found->range = true;
}

/* Whether other values follow: "pH 7.3, CO2 40". */
static bool lists_more(struct str text, size_t at)
{
	bool comma = false;
	for (; at < text.len; at++) {
		comma = comma || strchr(",;", text.at[at]);
		if (comma && ascii_is_digit(text.at[at]))
			return true;
	}
	return false;
}

bool flaw_read_quantity(const struct flaw_text *option, size_t from, struct option_quantity *found)
{
	struct str text = option->lower;
	for (size_t i = from; i < text.len; i++) {
		if (!ascii_is_digit(text.at[i]) &&
		    !(text.at[i] == '.' && i + 1 < text.len && ascii_is_digit(text.at[i + 1])))
			continue;
		if (i && (ascii_is_letter(text.at[i - 1]) || strchr("\\^_{/", text.at[i - 1])))
			return false;
		size_t end = i;
		double sign = 1;
		if (!read_number(text, &end, &found->value))
			return false;
		found->start = i;
		found->end = end + ordinal_ending(text, end);
		found->upper = 0;
		found->range = found->roman = false;
		for (size_t before = 1; before <= 3 && before <= i; before += 2) {
			size_t mark = dash(text, i - before);
			if (mark == before && (i == before || ascii_is_space(text.at[i - before - 1]))) {
				sign = -1;
				found->start = i - before;
			}
		}
		if (i && text.at[i - 1] == '+')
			found->start = i - 1;
		read_rest(text, found);
		read_time(text, found);
		found->value *= sign;
		read_bound(text, found);
		return !lists_more(text, found->end);
	}
	if (!read_words(option, from, found))
		return false;
	read_time(text, found);
	return true;
}
