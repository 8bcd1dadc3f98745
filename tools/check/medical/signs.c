/* Signs and single letters in doses that some readers misread. */
#include "base/ascii.h"
#include "check/medical/medical.h"

static bool is_space(struct str s, size_t i)
{
	return i < s.len && (s.at[i] == ' ' || s.at[i] == '\n');
}

static void add_finding(const struct medical *medical, size_t start, size_t end, const char *mistaken, const char *instead,
		 enum fix_class class)
{
	struct lesson_check *check = medical->check;
	if (!report_wants(check->report, RULE_MEDICAL_ERROR_PRONE_SYMBOL) ||
	    prose_inside(&check->texts.prose, start) & 1u << INLINE_CODE || medical_quoted(medical->text, start, end))
		return;
	struct span span = prose_span(&check->texts.prose, check->source, start, end);
	struct diagnostic *d = report_add(check->report, RULE_MEDICAL_ERROR_PRONE_SYMBOL, span, medical->item,
					  "\"%.*s\" is easily misread in doses", (int)(end - start),
					  medical->text.at + start);
	report_label(check->report, d, "taken for %s", mistaken);
	if (*instead)
		report_help(check->report, d, "write %s", instead);
	else
		report_help(check->report, d, "remove it");
	/* The sign may be written as a reference: &lt; */
	bool reference = span.end - span.start > 2 && check->source->bytes.at[span.start] == '&' &&
			 check->source->bytes.at[span.end - 1] == ';';
	if (reference || prose_is_plain(&check->texts.prose, check->source, start, end))
		report_edit(check->report, d, class, span, str_from(instead));
}

void medical_unit_sign(struct medical *medical, size_t number_end)
{
	struct str s = medical->text;
	struct dose_unit unit;
	size_t at = medical_gap(s, number_end, false);
	if (!medical->english || !report_wants(medical->check->report, RULE_MEDICAL_ERROR_PRONE_SYMBOL))
		return;
	/* 5 l, but not "l'eau" or the l of a list. */
	if (at > number_end && at < s.len && s.at[at] == 'l' &&
	    (at + 1 == s.len || strchr(" .,;)/\n", s.at[at + 1]))) {
		add_finding(medical, at, at + 1, "the number 1", "L", FIX_SAFE);
		return;
	}
	if (!medical_unit_after(s, number_end, &unit) || unit.far || unit.laboratory)
		return;
	/* ml/min/1.73 m² is a rate of filtration. */
	struct str after = { s.at + unit.end, s.len - unit.end };
	if (unit.end - unit.start == 2 && memcmp(s.at + unit.start, "ml", 2) == 0 && !str_starts(after, "/min/1.73"))
		add_finding(medical, unit.start, unit.end, "m1, where the letter is read as a number", "mL", FIX_SAFE);
	/* "5 mg. daily": after the end of a sentence there would be a capital. */
	size_t next = unit.end + 1;
	while (is_space(s, next))
		next++;
	if (unit.symbol && unit.end < s.len && s.at[unit.end] == '.' && next > unit.end + 1 && next < s.len &&
	    ascii_is_lower(s.at[next]))
		add_finding(medical, unit.end, unit.end + 1, "the number 1", "", FIX_UNSAFE); /* "5 mg. pH rises" */
}

/* Whether the > at offset ends a tag of another program, such as <br>. */
static bool ends_tag(struct str s, size_t offset)
{
	size_t at = offset;
	if (s.at[offset] != '>')
		return false;
	do
		at--;
	while (at < offset && s.at[at] != '<' && s.at[at] != '>');
	return at < offset && s.at[at] == '<' && (ascii_is_letter(s.at[at + 1]) || strchr("/!", s.at[at + 1]));
}

/* > 5 mg, and the like; a dose must follow. */
static bool compares(const struct medical *medical, size_t offset)
{
	static const struct {
		const char *sign, *mistaken, *instead;
	} signs[] = {
		{ ">", "less than, or 7", "more than" },
		{ "<", "more than, or L", "less than" },
		{ "\xe2\x89\xa5", "at most", "at least" },
		{ "\xe2\x89\xa4", "at least", "at most" },
	};
	struct str s = medical->text;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t end = offset + strlen(signs[i].sign);
		if (end > s.len || memcmp(s.at + offset, signs[i].sign, end - offset) != 0)
			continue;
		size_t number = medical_gap(s, end, false);
		if (!medical_dose_after(s, number) || ends_tag(s, offset) || medical_is_result(s, offset, end))
			return true;
		/* The replacing words need a space beside a number or word. */
		bool word = offset > 0 && !is_space(s, offset - 1) && s.at[offset - 1] != '(';
		char text[16];
		snprintf(text, sizeof(text), "%s%s%s", word ? " " : "", signs[i].instead, number == end ? " " : "");
		add_finding(medical, offset, end, signs[i].mistaken, text, FIX_UNSAFE);
		return true;
	}
	return false;
}

/* Whether the sign at offset belongs to a formula: "2.4 × weight × deficit + 500 mg". */
static bool is_formula(struct str s, size_t offset)
{
	enum { REACH = 100 };
	size_t start = offset > REACH ? offset - REACH : 0, end = s.len - offset > REACH ? offset + REACH : s.len;
	return memchr(s.at + start, '=', end - start) || memmem(s.at + start, end - start, "×", strlen("×"));
}

static bool is_beside_dose(struct str s, size_t offset)
{
	return medical_dose_after(s, offset + 1) || medical_dose_before(s, offset, false);
}

void medical_sign(struct medical *medical, size_t offset)
{
	struct str s = medical->text;
	char c = s.at[offset];
	if ((c == '<' || c == '>' || c == '\xe2') && compares(medical, offset))
		return;
	bool apart = offset > 0 && is_space(s, offset - 1) && is_space(s, offset + 1);
	switch (c) {
	case '@':
		if (apart && medical_dose_before(s, offset, false))
			add_finding(medical, offset, offset + 1, "2", "at", FIX_UNSAFE);
		break;
	case '&':
		if (apart && is_beside_dose(s, offset))
			add_finding(medical, offset, offset + 1, "2", "and", FIX_UNSAFE);
		break;
	case '+':
		if (apart && !is_formula(s, offset) && is_beside_dose(s, offset))
			add_finding(medical, offset, offset + 1, "4", "and", FIX_UNSAFE);
		break;
	case '/':
		/* "25 units/10 units"; but "50 mg/2 mL" is the content of a vial. */
		if (medical_dose_after(s, offset + 1) && medical_dose_before(s, offset, false))
			add_finding(medical, offset, offset + 1, "the number 1", apart ? "and" : " and ", FIX_UNSAFE);
		break;
	default: break;
	}
}
