/* Doses by weight and by time: 5 mg/kg, 0.1 micrograms/kg/min; and amounts that don't follow from a weight. */
#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/medical/medical.h"

#include <math.h>

static const struct infusion {
	const char *medicine;
	double least, most; /* micrograms per kilogram and minute */
} infusions[] = {
#define INFUSION(medicine, least, most) { medicine, least, most },
#include "check/medical/infusions.def"
#undef INFUSION
};

enum { KILOGRAMS = 70, MOST_KILOGRAMS = 700 };

static void report_rate(struct medical *medical, const struct medical_number *n, size_t end, struct str name, bool much,
			const char *bound)
{
	struct report *report = medical->check->report;
	if (medical->reported == end)
		return;
	medical->reported = end;
	struct span span = prose_span(&medical->check->texts.prose, medical->check->source, n->start, end);
	struct diagnostic *d = report_add(report, RULE_MEDICAL_IMPOSSIBLE_DOSE, span, medical->item, "far too %s for a dose of %.*s",
					  much ? "much" : "little", STR_ARG(name));
	report_label(report, d, "hardly anyone is given %s than %s", much ? "more" : "less", bound);
	report_help(report, d, "check the number and the unit against a formulary");
}

/* Judges a rate of infusion in micrograms per kilogram and minute. */
static void judge_infusion(struct medical *medical, const struct medical_number *n, size_t end,
			   const struct usual_dose *dose, struct str name, double rate)
{
	enum { SLIP = 10, BOUND_SIZE = 64 };
	char bound[BOUND_SIZE];
	for (size_t i = 0; i < sizeof(infusions) / sizeof(infusions[0]); i++) {
		const struct infusion *infusion = &infusions[i];
		bool much = rate > infusion->most, little = rate * SLIP < infusion->least && rate > 0;
		if ((!much && !little) || strcmp(infusion->medicine, dose->name) != 0)
			continue;
		snprintf(bound, sizeof(bound), "%g micrograms/kg/min", much ? infusion->most : infusion->least);
		report_rate(medical, n, end, name, much, bound);
		return;
	}
}

/* Children and infants are given more for their weight than adults; beyond this factor, the unit or number is wrong. */
enum { CHILDREN = 6 };

static void judge_rate(struct medical *medical, const struct medical_number *n, const struct quantity_unit *unit, size_t end)
{
	enum { BOUND_SIZE = 64 };
	const double to_milligrams = 1e3, to_micrograms = 1e6, minute = 60, day = 86400;
	struct str text = medical->text, name;
	char bound[BOUND_SIZE];
	bool by_weight = strncmp(unit->dimension, "mm", 2) == 0, timed = unit->dimension[1 + by_weight] == 't';
	/* Micrograms per gram are the strength of an ointment. */
	bool strength = by_weight && !memmem(text.at + n->end, end - n->end, "kg", strlen("kg")) &&
			!memmem(text.at + n->end, end - n->end, "kilo", strlen("kilo"));
	if (!medical_speaks_of_medicine(medical) || unit->dimension[0] != 'm' || (!by_weight && !timed) || strength ||
	    medical_is_harm(text, n->start, end))
		return;
	double value = medical_number_value(text, n) * unit->factor; /* g/g/s, g/s or g/g */
	const struct usual_dose *dose = medical_medicine_of(medical, n->start, end, &name);
	if (!dose || value <= 0)
		return;
	name = name.len ? name : str_from(dose->name);
	/* A rate by the day is a dose; those by the minute or hour are of infusions. */
	size_t per = end;
	while (per > n->end && text.at[per - 1] != '/' && text.at[per - 1] != ' ')
		per--;
	bool daily = timed && text.at[per] == 'd';
	double kilograms = by_weight ? 1e3 : 1.0 / KILOGRAMS;
	if (timed && !daily) {
		judge_infusion(medical, n, end, dose, name, value * to_micrograms * kilograms * minute);
		return;
	}
	double mg = value * kilograms * to_milligrams * (daily ? day : 1) * KILOGRAMS;
	if (!by_weight || dose->most == 0 || mg <= CHILDREN * dose->most)
		return;
	snprintf(bound, sizeof(bound), "%g mg a day, whatever the weight", dose->most);
	report_rate(medical, n, end, name, true, bound);
}

/* Whether the number at start is a limit or the end of a range: <25 kg, children over 25 kg, 10–20 kg. */
static bool is_bound(struct str text, size_t start)
{
	static const char *const bounds[] = {
		"<",	 ">",	 "≤",	  "≥",	  "to",	     "under",	  "over", "above",
		"below", "than", "least", "most", "exceeds", "exceeding", NULL,
	};
	struct str before = str_trim((struct str){ text.at, start });
	struct str first = before;
	while (first.len > 0 && strchr("-–", first.at[first.len - 1]))
		first.len--;
	return phrase_ends_any(before, bounds) < before.len ||
	       (first.len < before.len && first.len > 0 && ascii_is_digit(first.at[first.len - 1]));
}

/* The only weight in kg in text, apart from doses by weight; 0 if there is none or are several. */
double medical_weight_in(struct str text)
{
	double weight = 0;
	struct quantity read;
	if (!text.len || !memmem(text.at, text.len, "kg", strlen("kg")))
		return 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!ascii_is_digit(text.at[i]) || (i > 0 && (medical_is_word(text.at[i - 1]) || strchr(".,", text.at[i - 1]))))
			continue;
		if (!quantity_read(text, i, DECIMAL_POINT, &read))
			continue;
		bool kilograms = strcmp(read.unit.dimension, "m") == 0 && fabs(read.unit.factor - 1e3) < 1e-6;
		if (kilograms && ((weight > 0 && fabs(weight - read.value) > 1e-9) || is_bound(text, i)))
			return 0;
		weight = kilograms && read.value <= MOST_KILOGRAMS ? read.value : weight;
		i = read.end - 1;
	}
	return weight;
}

/* Whether the amount is a power of ten times what follows from the weight. */
static bool is_slip(double amount, double expected)
{
	const double close = 0.01, least = 0.5;
	double power = log10(amount / expected), whole = round(power);
	return amount > 0 && expected > 0 && fabs(whole) > least && fabs(power - whole) < close;
}

/* Whether an amount that ends at end is by weight, with the substance in between: 10 mg of base/kg, 20 mg PE/kg. */
static bool is_by_weight(struct str text, size_t end)
{
	while (end < text.len && !strchr(".,;:/", text.at[end]) && !ascii_is_digit(text.at[end]))
		end++;
	return phrase_starts(phrase_after(text, end), "/kg") > 0;
}

/* Judges the amount after a dose by weight. */
static void judge_amount(struct medical *medical, const struct medical_number *n, const struct quantity_unit *by, size_t end)
{
	struct str text = medical->text;
	struct report *report = medical->check->report;
	if (by->dimension[0] == '\0' || by->dimension[1] != 'm' || by->dimension[2])
		return;
	double weight = medical_weight_in(text);
	weight = weight > 0 ? weight : medical->row.weight;
	/* kg is in the unit: its factor is that of the amount by g. */
	double expected = medical_number_value(text, n) * weight * by->factor * 1e3;
	for (size_t i = end; i < text.len && expected > 0 && !(strchr(".!?;", text.at[i]) && (i + 1 == text.len || text.at[i + 1] == ' ')); i++) {
		struct quantity read;
		if (!ascii_is_digit(text.at[i]) || medical_is_word(text.at[i - 1]) || !quantity_read(text, i, DECIMAL_POINT, &read))
			continue;
		if (read.unit.dimension[0] != by->dimension[0] || fabs(read.value - weight) < 1e-9 ||
		    is_by_weight(text, read.end)) {
			i = read.end - 1;
			continue;
		}
		static const char *const parts[] = {
			"of which", "then", "followed by", "bolus", "first", "up to", "at most", "maximum", "not more than", NULL,
		};
		if (read.unit.dimension[1] || phrase_in_any((struct str){ text.at + end, read.start - end }, parts) ||
		    !is_slip(quantity_base(read.value, &read.unit), expected))
			return;
		struct span span = prose_span(&medical->check->texts.prose, medical->check->source, read.start, read.end);
		struct diagnostic *d = report_add(report, RULE_MEDICAL_IMPOSSIBLE_DOSE, span, medical->item,
						  "this amount does not follow from the weight");
		report_label(report, d, "%.*s in %g kg is %.4g%.*s", (int)(end - n->start), text.at + n->start, weight,
			     expected / read.unit.factor, (int)(read.end - read.number_end), text.at + read.number_end);
		report_help(report, d, "calculate it again, and check the unit");
		return;
	}
}

void medical_rate(struct medical *medical, const struct medical_number *n, size_t offset)
{
	struct str text = medical->text;
	struct quantity_unit unit;
	bool weighs = medical->row.weight > 0 || memmem(text.at, text.len, " kg", strlen(" kg"));
	if ((!weighs && !medical_speaks_of_medicine(medical)) || n->kind == NUMBER_UNREADABLE ||
	    !report_wants(medical->check->report, RULE_MEDICAL_IMPOSSIBLE_DOSE) || (n->foreign && n->kind == NUMBER_DECIMAL))
		return;
	size_t len = quantity_unit_read(text, offset, &unit);
	if (!len || !unit.dimension[1])
		return;
	judge_rate(medical, n, &unit, offset + len);
	judge_amount(medical, n, &unit, offset + len);
}
