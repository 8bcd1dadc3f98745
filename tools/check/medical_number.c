#include "check/medical.h"

/* A number as it stands in the text. */
struct number {
	size_t start, point, end; /* point is end where there is none */
	bool commas;
};

static struct str part(const struct medical *medical, size_t start, size_t end)
{
	return (struct str){ medical->text.at + start, end - start };
}

static struct span span_of(const struct medical *medical, size_t start, size_t end)
{
	return prose_span(&medical->check->prose, medical->check->source, start, end);
}

/* Replaces start to end, which mends notation alone, where it stands in the file as it is read. */
static void mend(const struct medical *medical, struct diagnostic *d, size_t start, size_t end, struct str text)
{
	if (prose_is_plain(&medical->check->prose, medical->check->source, start, end))
		report_edit(medical->check->report, d, FIX_SAFE, span_of(medical, start, end), text);
}

static struct number read_number(struct str s, size_t start)
{
	struct number n = { .start = start, .end = start };
	while (n.end < s.len && (medical_is_digit(s.at[n.end]) || (s.at[n.end] == ',' && n.end + 3 < s.len &&
								   medical_is_digit(s.at[n.end + 1]) &&
								   medical_is_digit(s.at[n.end + 2]) &&
								   medical_is_digit(s.at[n.end + 3])))) {
		n.commas = n.commas || s.at[n.end] == ',';
		n.end++;
	}
	n.point = n.end;
	if (n.end + 1 < s.len && s.at[n.end] == '.' && medical_is_digit(s.at[n.end + 1]))
		for (n.end++; n.end < s.len && medical_is_digit(s.at[n.end]);)
			n.end++;
	return n;
}

static void trailing_zero(const struct medical *medical, const struct number *n, const struct dose_unit *unit)
{
	struct str s = medical->text;
	size_t kept = n->end;
	while (kept > n->point + 1 && s.at[kept - 1] == '0')
		kept--;
	if (kept == n->end || n->point == n->end)
		return;
	kept -= kept == n->point + 1;
	/* Grams and litres measure the body too. */
	if (!unit->sure && !medical_speaks_of_dose(s, n->start, unit->end))
		return;
	struct report *report = medical->check->report;
	struct str name = part(medical, unit->start, unit->end);
	struct str whole = part(medical, n->start, n->point), fraction = part(medical, n->point + 1, n->end);
	struct diagnostic *d = report_add(report, RULE_MEDICAL_TRAILING_ZERO, span_of(medical, n->start, n->end),
					  medical->item, "this dose ends in a zero that can make it ten times as much");
	report_label(report, d, "without its point it is %.*s%.*s %.*s", STR_ARG(whole), STR_ARG(fraction), STR_ARG(name));
	report_help(report, d, "write %.*s %.*s", STR_ARG(part(medical, n->start, kept)), STR_ARG(name));
	mend(medical, d, kept, n->end, STR(""));
}

static void naked_decimal(const struct medical *medical, const struct number *n, const struct dose_unit *unit)
{
	struct report *report = medical->check->report;
	struct str digits = part(medical, n->start, n->end), name = part(medical, unit->start, unit->end);
	struct diagnostic *d = report_add(report, RULE_MEDICAL_NAKED_DECIMAL, span_of(medical, n->start - 1, n->end),
					  medical->item, "this dose begins with a decimal point");
	report_label(report, d, "without its point it is %.*s %.*s", STR_ARG(digits), STR_ARG(name));
	report_help(report, d, "write 0.%.*s %.*s", STR_ARG(digits), STR_ARG(name));
	mend(medical, d, n->start - 1, n->start, STR("0."));
}

static void missing_space(const struct medical *medical, const struct number *n, const struct dose_unit *unit)
{
	struct str name = part(medical, unit->start, unit->end), digits = part(medical, n->start, n->end);
	/* 3000g is what a centrifuge does; 5U is told as an abbreviation. */
	bool force = str_is(name, "g") && n->point - n->start > 2;
	if (unit->apart || unit->far || force || str_is(name, "U") || str_is(name, "IU") || str_is(name, "cc"))
		return;
	struct report *report = medical->check->report;
	struct diagnostic *d =
		report_add(report, RULE_MEDICAL_MISSING_SPACE, span_of(medical, n->start, unit->end), medical->item,
			   "there is no space between the number and its unit");
	report_help(report, d, "write %.*s %.*s", STR_ARG(digits), STR_ARG(name));
	char text[32];
	if (digits.len + 2 > sizeof(text))
		return;
	memcpy(text, digits.at, digits.len);
	text[digits.len] = ' ';
	mend(medical, d, n->start, n->end, (struct str){ text, digits.len + 1 });
}

enum { LARGE_DIGITS = 5, LARGE_DIGITS_MAX = 15 };

static void large_number(const struct medical *medical, const struct number *n, const struct dose_unit *unit)
{
	size_t digits = n->point - n->start;
	if (!medical->english || n->commas || !unit->sure || digits < LARGE_DIGITS || digits > LARGE_DIGITS_MAX)
		return;
	char text[LARGE_DIGITS_MAX * 2];
	size_t len = 0;
	for (size_t i = 0; i < digits; i++) {
		if (i && (digits - i) % 3 == 0)
			text[len++] = ',';
		text[len++] = medical->text.at[n->start + i];
	}
	struct report *report = medical->check->report;
	struct diagnostic *d =
		report_add(report, RULE_MEDICAL_LARGE_NUMBER, span_of(medical, n->start, n->point), medical->item,
			   "the zeros of this dose have to be counted to read it");
	report_help(report, d, "write %.*s %.*s", (int)len, text, STR_ARG(part(medical, unit->start, unit->end)));
	mend(medical, d, n->start, n->point, (struct str){ text, len });
}

/* Whether the letters before the number are a drug's name that it is written against, as in insulin40 mg. */
static bool runs_into_name(struct str s, size_t start)
{
	size_t letters = 0;
	while (letters < start && s.at[start - 1 - letters] >= 'a' && s.at[start - 1 - letters] <= 'z')
		letters++;
	return letters >= 5;
}

static void run_together(const struct medical *medical, const struct number *n)
{
	struct report *report = medical->check->report;
	struct diagnostic *d =
		report_add(report, RULE_MEDICAL_MISSING_SPACE, span_of(medical, n->start, n->end), medical->item,
			   "there is no space between the word before and the dose");
	report_help(report, d, "put a space before %.*s", STR_ARG(part(medical, n->start, n->end)));
	char first[2] = { ' ', medical->text.at[n->start] };
	mend(medical, d, n->start, n->start + 1, (struct str){ first, 2 });
}

size_t medical_number(struct medical *medical, size_t offset)
{
	struct str s = medical->text;
	struct number n = read_number(s, offset);
	struct dose_unit unit;
	char before = offset > 0 ? s.at[offset - 1] : ' ';
	medical_unit_sign(medical, n.end);
	if (!medical_unit_after(s, n.end, &unit) || medical_quoted(s, n.start, unit.end))
		return n.end;
	unsigned inside = prose_inside(&medical->check->prose, n.start) | prose_inside(&medical->check->prose, n.end - 1);
	if (inside & (1u << INLINE_SUP | 1u << INLINE_SUB | 1u << INLINE_CODE))
		return n.end;
	if (before == '.') {
		char earlier = offset > 1 ? s.at[offset - 2] : ' ';
		if (!medical_is_word(earlier) && earlier != '.' && n.point == n.end && !unit.laboratory)
			naked_decimal(medical, &n, &unit);
		return n.end;
	}
	if (medical_is_word(before)) {
		if (unit.sure && unit.symbol && !unit.far && runs_into_name(s, offset))
			run_together(medical, &n);
		return n.end;
	}
	bool name = before == '-' && offset > 1 && medical_is_letter(s.at[offset - 2]); /* IL-2 */
	if (name)
		return n.end;
	if (!unit.laboratory) {
		trailing_zero(medical, &n, &unit);
		large_number(medical, &n, &unit);
	}
	if (unit.symbol)
		missing_space(medical, &n, &unit);
	return n.end;
}
