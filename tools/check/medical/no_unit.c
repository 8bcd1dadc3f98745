/* Doses without a unit: amoxicillin 500 three times a day. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/medical/medical.h"

/* How often, by which route and for how long a dose is given. */
static const char *const ways[] = {
	"once daily", "once a", "once each", "once every", "once per", "once weekly", "once in the", "once at",
	"twice", "three times", "four times", "five times", "six times", "daily", "weekly", "a day", "per day",
	"each day", "each morning", "each night", "each evening", "every", "at night", "at bedtime", "in the morning",
	"in the evening", "nightly", "before meals", "before breakfast", "before food", "before bed", "after meals",
	"after food", "with meals", "with food", "with breakfast", "by mouth", "orally", "rectally", "nebulised",
	"iv", "im", "sc", "po", "subcut", "intravenously", "intramuscularly", "subcutaneously", "sublingually",
	"intranasally", "under the skin", "under the tongue", "into a vein", "into the vein", "into a muscle",
	"by injection", "by infusion", "by nebuliser", "as a bolus", "as a single dose", "as an infusion",
	"in divided doses", "loading dose", "single dose", "slowly", "at once", "immediately", "stat", "prn",
	"as needed", "if needed", "when needed", "bd", "tds", "qds", "od", "bid", "tid", "qid", "b.d", "t.d.s",
	"q.d.s", "o.d", "b.i.d", "t.i.d", "mane", "nocte", "morning and", NULL,
};

/* Whether "daily" is said of what is counted: "2 daily doses", "3 IV injections". */
static bool is_count(struct str way, struct str after)
{
	static const char *const counted[] = {
		"dose", "injection", "tablet", "capsule", "infusion", "bolus", "line", "treatment", "application",
		"puff", "drop", "patient", NULL,
	};
	static const char *const other[] = { "as", "is", "was", "plus", "unless", "thus", NULL };
	struct str word;
	for (size_t at = 0, i = 0; i < 2 && phrase_next_word(after, &at, &word); i++) {
		for (size_t j = 0; counted[j]; j++)
			if (str_starts(word, counted[j]))
				return true;
		bool adjective = i == 0 && (phrase_starts(way, "daily") || phrase_starts(way, "weekly"));
		if (adjective && word.at[word.len - 1] == 's' && !phrase_starts_any(word, other))
			return true;
	}
	return false;
}

/* Whether text begins with how long it is given: "for seven days", "over 20 minutes". */
static bool is_duration(struct str text)
{
	static const char *const begins[] = { "for", "over", NULL };
	struct quantity time;
	size_t len = phrase_starts_any(text, begins);
	return len && quantity_read(text, quantity_gap(text, len), DECIMAL_POINT, &time) &&
	       strcmp(time.unit.dimension, "t") == 0;
}

/* Whether text begins with a time such as 6-hourly, q8h or "3 times". */
static bool is_interval(struct str text)
{
	size_t digits = text.len && (text.at[0] | 0x20) == 'q';
	while (digits < text.len && ascii_is_digit(text.at[digits]))
		digits++;
	if (!digits || !ascii_is_digit(text.at[digits - 1]))
		return false;
	struct str rest = phrase_after(text, digits);
	return str_starts(rest, "-hourly") || str_starts(rest, " hourly") || str_starts(rest, " times") ||
	       ((text.at[0] | 0x20) == 'q' && phrase_starts(rest, "h"));
}

static bool way_follows(struct str text, size_t end)
{
	static const char *const given[] = {
		"is given", "was given", "are given", "were given", "is taken", "is used", "given", "taken", NULL,
	};
	size_t gap = medical_gap(text, end, false);
	struct str rest = phrase_after(text, gap);
	if (gap == end)
		return false;
	size_t verb = phrase_starts_any(rest, given);
	rest = phrase_after(rest, verb + (verb && rest.len > verb && rest.at[verb] == ' '));
	size_t len = phrase_starts_any(rest, ways);
	return len ? !is_count(rest, phrase_after(rest, len)) : is_interval(rest) || is_duration(rest);
}

/* Whether text ends with a word that gives a medicine. */
static bool ends_with_giving(struct str text)
{
	static const char *const verbs[] = {
		"give", "given", "gives", "take", "takes", "taking", "start", "started", "inject", "gave",
		"prescribe", "prescribed", "administer", "received", "add", "and", "then", "on", "dose of",
		"increase", "reduce", NULL,
	};
	text = str_trim(text);
	return phrase_ends_any(text, verbs) < text.len;
}

/* Whether the number ends a clause: "give insulin 10, then wait". Small numbers may be those of a list, and four digits
 * a year. */
static bool ends_clause(struct str text, const struct medical_number *n)
{
	double value = medical_number_value(text, n);
	bool year = value >= 1900 && value <= 2100, last = n->end + 1 >= text.len;
	bool small = n->kind == NUMBER_WHOLE && value < 10 && !last;
	size_t next = last ? text.len : medical_gap(text, n->end + 1, false);
	bool list = next < text.len && ascii_is_digit(text.at[next]); /* its last number may have the unit */
	return !year && !small && !list && (n->end == text.len || strchr(".,;", text.at[n->end]));
}

/* The end of the range that the number begins, or of the number. */
static size_t range_end(struct str text, const struct medical_number *n)
{
	static const char *const joins[] = { "to", "or", NULL };
	size_t at = quantity_gap(text, n->end), len = quantity_dash(text, at);
	len = len ? len : phrase_starts_any(phrase_after(text, at), joins);
	double value;
	size_t number = quantity_gap(text, at + len);
	size_t digits = len ? quantity_number(text, number, DECIMAL_POINT, &value) : 0;
	return digits ? number + digits : n->end;
}

void medical_no_unit(struct medical *medical, const struct medical_number *n)
{
	struct str text = medical->text, name;
	struct report *report = medical->check->report;
	char before = n->start > 0 ? text.at[n->start - 1] : ' ';
	if (!medical_speaks_of_medicine(medical) || medical->units_above ||
	    !report_wants(report, RULE_MEDICAL_DOSE_WITHOUT_UNIT) || !strchr(" \n\t(", before) ||
	    n->kind == NUMBER_UNREADABLE)
		return;
	size_t end = range_end(text, n);
	if (end < text.len && !strchr(" \n\t.,;)", text.at[end]))
		return;
	name = medical_medicine_before(medical, n->start);
	if (!name.at) {
		/* "Give 500 of amoxicillin three times a day" */
		name = medical_medicine_after(medical, n->end);
		if (!name.at || medical_number_value(text, n) < 5 ||
		    !way_follows(text, (size_t)(name.at - text.at) + name.len) ||
		    !ends_with_giving((struct str){ text.at, n->start }))
			return;
	} else if (!way_follows(text, end) &&
		   !(name.len && ends_clause(text, n) &&
		     ends_with_giving((struct str){ text.at, (size_t)(name.at - text.at) }))) {
		return;
	}
	struct span span = prose_span(&medical->check->texts.prose, medical->check->source, n->start, end);
	struct diagnostic *d = report_add(report, RULE_MEDICAL_DOSE_WITHOUT_UNIT, span, medical->item,
					  "this dose%s%.*s has no unit", name.len ? " of " : "", STR_ARG(name));
	report_help(report, d, "write the unit after the number, such as mg, units or tablets");
}
