#include "base/ascii.h"
#include "check/core/quantity.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"

static struct str part(const struct medical *medical, size_t start, size_t end)
{
	return (struct str){ medical->text.at + start, end - start };
}

static struct span span_of(const struct medical *medical, size_t start, size_t end)
{
	return prose_span(&medical->check->texts.prose, medical->check->source, start, end);
}

/* Replaces the bytes from start to end if the file contains them literally. */
static void add_fix(const struct medical *medical, struct diagnostic *d, enum fix_class class, size_t start, size_t end,
		 struct str text)
{
	if (prose_is_plain(&medical->check->texts.prose, medical->check->source, start, end))
		report_edit(medical->check->report, d, class, span_of(medical, start, end), text);
}

/* The end of the number without trailing zeros after its decimal mark, or without the mark if nothing remains. */
static size_t without_zeros(struct str s, const struct medical_number *n)
{
	size_t kept = n->end;
	while (kept > n->mark + 1 && s.at[kept - 1] == '0')
		kept--;
	return kept == n->mark + 1 ? n->mark : kept;
}

/* Grams and litres also measure the body. */
static bool is_dose(const struct medical *medical, const struct medical_number *n, const struct dose_unit *unit)
{
	return unit->sure || medical_mentions_dose(medical->text, n->start, unit->end);
}

/* Whether all readers of the language read the number, and what would remain of it, the same way, and it contains no
 * tags. */
static bool is_read_one_way(const struct medical *medical, const struct medical_number *n)
{
	const struct prose *prose = &medical->check->texts.prose;
	return !n->foreign && !n->ambiguous && n->kind != NUMBER_UNREADABLE && medical->decimal != DECIMAL_UNKNOWN &&
	       prose_lang_end(prose, n->start) >= n->end && prose_is_plain(prose, medical->check->source, n->start, n->end);
}

static void trailing_zero(const struct medical *medical, const struct medical_number *n, const struct dose_unit *unit)
{
	struct str s = medical->text;
	size_t kept = without_zeros(s, n);
	if (n->kind != NUMBER_DECIMAL || kept == n->end || !is_dose(medical, n, unit) || medical_warns(s, n->start, n->end))
		return;
	struct report *report = medical->check->report;
	struct str name = part(medical, unit->start, unit->end);
	struct str whole = part(medical, n->start, n->mark), fraction = part(medical, n->mark + 1, n->end);
	bool comma = s.at[n->mark] == ',', thousand = n->ambiguous && n->marks == 1 && fraction.len == 3;
	struct diagnostic *d =
		report_add(report, RULE_MEDICAL_TRAILING_ZERO, span_of(medical, n->start, n->end), medical->item,
			   "this dose has a trailing zero");
	report_label(report, d, "if the %s is overlooked, the dose reads %.*s%.*s %.*s", comma ? "comma" : "point",
		     STR_ARG(whole), STR_ARG(fraction), STR_ARG(name));
	struct str rest = part(medical, n->start, kept);
	if (thousand)
		report_help(report, d, "write %.*s %.*s, or %.*s%c%.*s %.*s if that is meant", STR_ARG(rest), STR_ARG(name),
			    STR_ARG(whole), comma ? '.' : ',', STR_ARG(fraction), STR_ARG(name));
	else
		report_help(report, d, "write %.*s %.*s", STR_ARG(rest), STR_ARG(name));
	if (is_read_one_way(medical, n))
		add_fix(medical, d, FIX_SAFE, kept, n->end, STR(""));
}

/* 2,5 mg in English. */
static void decimal_comma(const struct medical *medical, const struct medical_number *n, const struct dose_unit *unit)
{
	struct str s = medical->text;
	/* "In groups 1,2 and 5 mg": only a dash makes it a range. */
	bool list = unit->far && !quantity_dash(s, quantity_gap(s, n->end));
	if (n->kind != NUMBER_DECIMAL || list || !is_dose(medical, n, unit) || medical_warns(s, n->start, n->end))
		return;
	struct report *report = medical->check->report;
	struct str name = part(medical, unit->start, unit->end), whole = part(medical, n->start, n->mark);
	struct str fraction = part(medical, n->mark + 1, n->end), kept = part(medical, n->mark + 1, without_zeros(s, n));
	struct diagnostic *d = report_add(report, RULE_MEDICAL_DECIMAL_COMMA, span_of(medical, n->start, n->end),
					  medical->item, "this dose has a decimal comma");
	report_label(report, d, "if the comma is overlooked, the dose reads %.*s%.*s %.*s", STR_ARG(whole), STR_ARG(fraction),
		     STR_ARG(name));
	if (n->marks > 1)
		report_help(report, d, "write commas between thousands and a point before decimals");
	else if (without_zeros(s, n) == n->mark)
		report_help(report, d, "write %.*s %.*s", STR_ARG(whole), STR_ARG(name));
	else
		report_help(report, d, "write %.*s.%.*s %.*s", STR_ARG(whole), STR_ARG(kept), STR_ARG(name));
}

/* Whether the mark before the number at start follows white space or a bracket, so that it is not punctuation. */
static bool is_naked(struct str s, size_t start)
{
	static const char dash[] = "\xe2\x80\x93";
	char earlier = start > 1 ? s.at[start - 2] : ' ';
	bool range = start > strlen(dash) && memcmp(s.at + start - 1 - strlen(dash), dash, strlen(dash)) == 0;
	bool letter = (unsigned char)earlier >= 0x80 && medical_gap_before(s, start - 1) == start - 1 && !range;
	return !medical_is_word(earlier) && earlier != '.' && earlier != ',' && !letter;
}

static void naked_decimal(const struct medical *medical, const struct medical_number *n, const struct dose_unit *unit)
{
	struct report *report = medical->check->report;
	struct str digits = part(medical, n->start, n->end), name = part(medical, unit->start, unit->end), kept = digits;
	char mark = medical->decimal == DECIMAL_COMMA ? ',' : '.';
	while (kept.len && kept.at[kept.len - 1] == '0')
		kept.len--;
	bool comma = medical->text.at[n->start - 1] == ',';
	struct diagnostic *d =
		report_add(report, RULE_MEDICAL_NAKED_DECIMAL, span_of(medical, n->start - 1, n->end), medical->item,
			   "this dose begins with a decimal %s", comma ? "comma" : "point");
	report_label(report, d, "if it is overlooked, the dose reads %.*s %.*s", STR_ARG(digits), STR_ARG(name));
	if (kept.len)
		report_help(report, d, "write 0%c%.*s %.*s", mark, STR_ARG(kept), STR_ARG(name));
	else
		report_help(report, d, "write 0 %.*s, or the number that is meant", STR_ARG(name));
	/* " ,5 mg" may be a comma before 5 mg, and .000 mg the end of a thousand. */
	if (medical->decimal == DECIMAL_POINT && !comma && kept.len)
		add_fix(medical, d, FIX_SAFE, n->start - 1, n->start, STR("0."));
}

static void missing_space(const struct medical *medical, const struct medical_number *n, const struct dose_unit *unit)
{
	struct str name = part(medical, unit->start, unit->end), digits = part(medical, n->start, n->end);
	/* 3000g is the force of a centrifuge; 5U is reported as an abbreviation. */
	bool force = str_is(name, "g") && n->mark - n->start > 2;
	if (unit->apart || unit->far || force || str_is(name, "U") || str_is(name, "IU") ||
	    str_is(name, "iu") || str_is(name, "I.U.") || str_is(name, "i.u.") || str_is(name, "cc"))
		return;
	struct report *report = medical->check->report;
	struct diagnostic *d =
		report_add(report, RULE_MEDICAL_MISSING_SPACE, span_of(medical, n->start, unit->end), medical->item,
			   "no space between the number and its unit");
	report_help(report, d, "write %.*s %.*s", STR_ARG(digits), STR_ARG(name));
	char text[32];
	if (digits.len + 2 > sizeof(text))
		return;
	memcpy(text, digits.at, digits.len);
	text[digits.len] = ' ';
	/* 3g and 5L may also label figures and sections. */
	add_fix(medical, d, name.len > 1 ? FIX_SAFE : FIX_UNSAFE, n->start, n->end, (struct str){ text, digits.len + 1 });
}

/* Its number of digits before any mark. */
static size_t digits_before(struct str s, const struct medical_number *n)
{
	size_t digits = 0;
	while (n->start + digits < n->end && ascii_is_digit(s.at[n->start + digits]))
		digits++;
	return digits;
}

enum { LARGE_DIGITS = 5, LARGE_DIGITS_MAX = 15 };

static void large_number(const struct medical *medical, const struct medical_number *n, const struct dose_unit *unit)
{
	size_t digits = digits_before(medical->text, n);
	if (!medical->english || medical->decimal != DECIMAL_POINT || !unit->sure || digits < LARGE_DIGITS || digits > LARGE_DIGITS_MAX)
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
		report_add(report, RULE_MEDICAL_LARGE_NUMBER, span_of(medical, n->start, n->start + digits), medical->item,
			   "this dose has too many zeros to read at a glance");
	report_help(report, d, "write %.*s %.*s", (int)len, text, STR_ARG(part(medical, unit->start, unit->end)));
	/* Otherwise the comma would be read as a decimal mark, or "4 77621" as one number. Trailing zeros are fixed
	 * first. */
	size_t before = medical_gap_before(medical->text, n->start);
	bool alone = before == n->start || before == 0 || !ascii_is_digit(medical->text.at[before - 1]);
	if (alone && is_read_one_way(medical, n) && (n->kind == NUMBER_WHOLE || without_zeros(medical->text, n) == n->end))
		add_fix(medical, d, FIX_UNSAFE, n->start, n->start + digits, (struct str){ text, len });
}

/* Whether the letters directly before the number are a drug's name, as in insulin40 mg. */
static bool runs_into_name(struct str s, size_t start)
{
	size_t letters = 0;
	while (letters < start && ascii_is_lower(s.at[start - 1 - letters]))
		letters++;
	return letters >= 5;
}

static void run_together(const struct medical *medical, const struct medical_number *n)
{
	struct report *report = medical->check->report;
	struct diagnostic *d =
		report_add(report, RULE_MEDICAL_MISSING_SPACE, span_of(medical, n->start, n->end), medical->item,
			   "no space between the dose and the word before it");
	report_help(report, d, "put a space before %.*s", STR_ARG(part(medical, n->start, n->end)));
	char first[2] = { ' ', medical->text.at[n->start] };
	add_fix(medical, d, FIX_UNSAFE, n->start, n->start + 1, (struct str){ first, 2 });
}

static void judge_dose(const struct medical *medical, const struct medical_number *n, const struct dose_unit *unit)
{
	if (unit->laboratory)
		return;
	if (medical->english && n->foreign && n->mark < n->end && medical->text.at[n->mark] == ',')
		decimal_comma(medical, n, unit);
	else
		trailing_zero(medical, n, unit);
	large_number(medical, n, unit);
}

/* "11 × 109/L": the 9 was raised where the text was copied from. */
static void lost_power(const struct medical *medical, const struct medical_number *n)
{
	static const struct {
		const char *power, *raised;
	} powers[] = { { "103", "³" }, { "106", "⁶" }, { "109", "⁹" }, { "1012", "¹²" } };
	static const char *const signs[] = { "×", "x", "X", "*" };
	struct report *report = medical->check->report;
	struct str text = medical->text, before = str_trim((struct str){ text.at, n->start });
	size_t sign = 0, end = medical_counted_in(text, n->end);
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]) && !sign; i++)
		sign = str_ends(before, signs[i]) ? strlen(signs[i]) : 0;
	bool in_word = before.len > sign && ascii_is_letter(before.at[before.len - sign - 1]); /* max 109/L */
	unsigned inside = prose_inside(&medical->check->texts.prose, n->end - 1);
	if (!end || !sign || in_word || !report_wants(report, RULE_MEDICAL_IMPOSSIBLE_RESULT) ||
	    inside & (1u << INLINE_SUP | 1u << INLINE_SUB | 1u << INLINE_CODE))
		return;
	for (size_t i = 0; i < sizeof(powers) / sizeof(powers[0]); i++) {
		if (!str_is(part(medical, n->start, n->end), powers[i].power))
			continue;
		struct diagnostic *d = report_add(report, RULE_MEDICAL_IMPOSSIBLE_RESULT, span_of(medical, n->start, end),
						  medical->item, "the power of ten is not raised");
		report_help(report, d, "write 10%s%.*s", powers[i].raised, STR_ARG(part(medical, n->end, end)));
		return;
	}
}

size_t medical_number(struct medical *medical, size_t offset)
{
	struct str s = medical->text;
	struct medical_number n = medical_number_read(s, offset, medical->decimal);
	struct dose_unit unit;
	char before = offset > 0 ? s.at[offset - 1] : ' ';
	medical_unit_sign(medical, n.end);
	if (n.kind == NUMBER_WHOLE && str_starts(part(medical, n.start, n.end), "10"))
		lost_power(medical, &n);
	if (!medical_is_word(before)) {
		medical_result(medical, &n);
		medical_measure(medical, &n);
	}
	if (!medical_unit_after(s, n.end, &unit)) {
		if (medical->english && !medical_is_word(before)) {
			medical_unit_case(medical, n.start, n.end);
			medical_no_unit(medical, &n);
		}
		return n.end;
	}
	if (medical_quoted(s, n.start, unit.end))
		return n.end;
	unsigned inside = prose_inside(&medical->check->texts.prose, n.start) |
			  prose_inside(&medical->check->texts.prose, n.end - 1);
	if (inside & (1u << INLINE_SUP | 1u << INLINE_SUB | 1u << INLINE_CODE))
		return n.end;
	if (before == '.' || (before == ',' && medical->decimal == DECIMAL_COMMA)) {
		if (is_naked(s, offset) && n.marks == 0 && !unit.laboratory && !medical_warns(s, n.start, n.end))
			naked_decimal(medical, &n, &unit);
		return n.end;
	}
	if (medical_is_word(before)) {
		if (!unit.sure || unit.far || !runs_into_name(s, offset))
			return n.end;
		if (unit.symbol)
			run_together(medical, &n);
		judge_dose(medical, &n, &unit);
		return n.end;
	}
	bool name = before == '-' && offset > 1 && ascii_is_letter(s.at[offset - 2]); /* IL-2 */
	if (name)
		return n.end;
	judge_dose(medical, &n, &unit);
	medical_amount(medical, &n, &unit);
	if (str_starts(phrase_after(s, unit.end), "/") || str_starts(phrase_after(s, unit.end), " per "))
		medical_rate(medical, &n, unit.start);
	if (unit.symbol)
		missing_space(medical, &n, &unit);
	return n.end;
}
