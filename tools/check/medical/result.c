/* Results of tests in a unit that the test is never reported in, or beyond all that is possible: most often micromoles
 * written as millimoles, or grams per litre as grams per decilitre. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"

#include <stdio.h>

/* Whether a number without a unit ends at end, so that the text goes on with other things. */
static bool is_bare(struct str text, size_t end)
{
	static const char *const next[] = {
		"and", "or", "on", "at", "after", "before", "with", "when", "but", "so", "is", "was", "while", "to",
		"this", "today", "yesterday", "which", "out of",
		"makes", "means", "suggests", "indicates", "predicts", "shows", "warrants", "requires", "implies",
		"confirms", "for", "in", "has", "had", NULL,
	};
	size_t at = medical_gap(text, end, false);
	if (at == text.len)
		return true;
	/* 13/15 is a score of 13; 12/3/24 is a date. */
	size_t most = at == end && text.at[at] == '/' ? at + 1 : at, digits = most;
	while (digits < text.len && ascii_is_digit(text.at[digits]))
		digits++;
	if (digits > most && most > at)
		return digits == text.len || text.at[digits] != '/';
	if (at == end)
		return strchr(".,;:)?!", text.at[at]) != NULL;
	return phrase_starts_any(phrase_after(text, at), next) > 0;
}

/* Whether the words around a result, from a little before the analyte to a little after the unit, say that something
 * else than a patient's blood was measured. */
static bool is_elsewhere(struct str text, size_t start, size_t end)
{
	enum { BEFORE = 60, AFTER = 40 };
	static const char *const fluids[] = {
		"csf", "liquor", "lcr", "cerebrospinal", "urin", "pleural", "peritoneal", "ascit", "synovial", "amniotic", "gastric",
		"stool", "faec", "fec", "sweat", "saliva", "dialysate", "dialysis fluid", "drain fluid", "milk",
		"formula", "solution", "saline", "bag", "drip", "infus", "rehydrat", "sea", "water", "vitreous",
		"tissue", "medium", "culture", "rupee", "cost", "price", "capsule", "tablet", "vial", "ampoule",
		"inject", "feed", "intracell", "in cells", "inside", "within cells", "in the cell", "cytosol", "cytoplasm",
		"difference", "gradient", "dilut", "dollar", NULL,
	};
	static const char *const surroundings[] = {
		"store", "storage", "fridge", "refriger", "freez", "room", "ambient", "air", "oven", "incubat",
		"steril", "autoclav", "steam", "boil", "melt", "wash", "bath", "environ", "outdoor", "climate",
		"laser", "probe", "cook", "water", "vaccine", "skin", "heat", "warm", "cool", NULL,
	};
	/* What is said of when it was measured does not say what was. */
	static const char *const times[] = { "after", "during", "before", "following", "since", "when", "while", NULL };
	size_t first = start > BEFORE ? start - BEFORE : 0, last = text.len - end > AFTER ? end + AFTER : text.len;
	size_t gap = medical_gap(text, end, false);
	last = gap <= last && phrase_starts_any(phrase_after(text, gap), times) ? end : last;
	struct str window = { text.at + first, last - first };
	bool degrees = memmem(text.at + start, end - start, "°", strlen("°"));
	return medical_sentence_says(window, start - first, end - first, degrees ? surroundings : fluids);
}

static void report_result(const struct medical *medical, size_t start, size_t end, const struct analyte *analyte,
			  struct str name, const struct reported_unit *unit, const char *written)
{
	struct report *report = medical->check->report;
	struct span span = prose_span(&medical->check->texts.prose, medical->check->source, start, end);
	char units[ANALYTE_UNITS * (RESULT_UNIT_SIZE + 4)] = "";
	/* Vital signs are also named by verbs and adjectives: tall, breathes. */
	static const char *const vital[] = { "m", "kg", "/min", "°C", NULL };
	for (size_t i = 0; vital[i]; i++)
		if (strcmp(analyte->units[0].unit, vital[i]) == 0)
			name = (struct str){ analyte->names, strcspn(analyte->names, "|") };
	for (size_t i = 0, len = 0; i < ANALYTE_UNITS && analyte->units[i].unit; i++) {
		bool last = i + 1 == ANALYTE_UNITS || !analyte->units[i + 1].unit;
		len += (size_t)snprintf(units + len, sizeof(units) - len, "%s%s", i == 0 ? "" : last ? " or " : ", ",
					analyte->units[i].unit);
	}
	struct diagnostic *d;
	if (unit) {
		d = report_add(report, RULE_MEDICAL_IMPOSSIBLE_RESULT, span, medical->item, "impossible result for %.*s",
			       STR_ARG(name));
		report_label(report, d, "results are between %.10g and %.10g%s%s", unit->least, unit->most,
			     *written ? " " : "", written);
		report_help(report, d, "check the number and the unit");
		return;
	}
	d = report_add(report, RULE_MEDICAL_IMPOSSIBLE_RESULT, span, medical->item, "wrong unit for %.*s: %s",
		       STR_ARG(name), written);
	if (*units)
		report_help(report, d, "write the unit that is meant: %s", units);
	else
		report_help(report, d, "delete the unit: %.*s has none", STR_ARG(name));
}

/* Whether results in this unit, in which the analyte is not reported, may measure something else about it: a share, a
 * dose by weight, the strength of a solution. */
static bool measures_other(const struct medical *medical, const struct analyte *analyte, struct str name,
			   const char *unit, size_t start, size_t end)
{
	static const char *const salts[] = { "sodium", "potassium", "calcium", "magnesium", "ammonium", "zinc", NULL };
	const struct lexicon *lexicon = medical->check->lexicon;
	if (strstr(unit, "/kg") || strstr(unit, "/m2") || strcmp(unit, "%") == 0 || strcmp(unit, "/min") == 0 ||
	    strcmp(unit, "L/L") == 0)
		return true;
	/* Sodium chloride is a solution, if it is measured in grams. */
	if (strstr(unit, "g/") && name.at != medical->row.name.at) {
		struct str before = str_trim((struct str){ medical->text.at, (size_t)(name.at - medical->text.at) });
		if (phrase_ends_any(before, salts) < before.len)
			return true;
	}
	if (!strstr(unit, "/mL") || medical_is_result(medical->text, start, end))
		return false;
	bool medicine = medical_row_dose(name) || (lexicon && lexicon_has_medicine(lexicon, name));
	for (size_t i = 0; i < ANALYTE_UNITS && analyte->units[i].unit; i++)
		if (strstr(analyte->units[i].unit, "/mL"))
			return medicine || medical_sentence_gives(medical->text, start, end);
	return true;
}

/* Whether the clause around speaks of a person, and not of a scanner or an organ. */
static bool is_of_person(struct str text, size_t start, size_t end)
{
	static const char *const people[] = {
		"he", "she", "man", "woman", "boy", "girl", "child", "infant", "baby", "newborn", "neonate", "patient", "person",
		"adult", "mother", "father", "who", "year", "years", "old", "his", "her", NULL,
	};
	while (start > 0 && !strchr(".;!?", text.at[start - 1]))
		start--;
	while (end < text.len && !strchr(".;!?", text.at[end]))
		end++;
	return phrase_in_any((struct str){ text.at + start, end - start }, people);
}

/* Judges a weight or height, whose unit ends at end. */
static void judge_body(const struct medical *medical, const struct medical_number *n, size_t end, const char *unit)
{
	bool change;
	struct str name;
	const struct analyte *analyte = medical_analyte_next(medical, end, &name);
	if (!analyte)
		analyte = medical_analyte_before(medical, n->start, &name, &change);
	for (size_t i = 0; analyte && i < ANALYTE_UNITS && analyte->units[i].unit; i++) {
		const struct reported_unit *reported = &analyte->units[i];
		double value = medical_number_value(medical->text, n);
		if (strcmp(reported->unit, unit) == 0 && (value < reported->least || value > reported->most) &&
		    is_of_person(medical->text, n->start, end)) {
			report_result(medical, n->start, end, analyte, name, reported, unit);
			return;
		}
	}
}

/* Whether a lower pressure comes before the higher one: 80/120. Sets *end to the end of both. */
static bool is_reversed(struct str text, const struct medical_number *n, const struct analyte *analyte, size_t *end)
{
	enum { DIASTOLIC_LEAST = 20, SYSTOLIC_LEAST = 60, SYSTOLIC_MOST = 300 };
	double low = medical_number_value(text, n);
	size_t slash = n->end;
	if (!str_starts(str_from(analyte->names), "blood pressure") || slash + 1 >= text.len || text.at[slash] != '/' ||
	    !ascii_is_digit(text.at[slash + 1]))
		return false;
	struct medical_number second = medical_number_read(text, slash + 1, DECIMAL_POINT);
	double high = medical_number_value(text, &second);
	*end = second.end;
	return second.kind == NUMBER_WHOLE && low >= DIASTOLIC_LEAST && high > low && high >= SYSTOLIC_LEAST && high <= SYSTOLIC_MOST;
}

static const struct usual {
	const char *analyte;
	struct reported_unit unit;
} usuals[] = {
#define USUAL(analyte, unit, least, most) { analyte, { unit, least, most, true } },
#include "check/medical/usual.def"
#undef USUAL
};

bool medical_is_usual(struct str text, size_t start, size_t end)
{
	static const char *const usual[] = {
		"normal", "reference", "target", "threshold", "diagnos", "goal", "cut-off", "cutoff", "defin", "criteri", "health",
		"typical", "therapeutic range", NULL,
	};
	return medical_sentence_says(text, start, end, usual);
}

bool medical_is_blood(struct str text, size_t start, size_t end)
{
	static const char *const blood[] = {
		"arterial", "venous", "blood", "plasma", "acidosis", "acidaemi", "acidemi", "alkalosis", "alkalaemi", "alkalemi", NULL,
	};
	static const char *const fluids[] = {
		"urin", "gastric", "stomach", "skin", "vagin", "saliva", "buffer", "lysosom", "duoden", "bile", "csf", "semen",
		"intracell", "pleural", "solution", "ascit", "amniotic", "culture", "medium", "cytosol", "endosom", "water", NULL,
	};
	return medical_sentence_says(text, start, end, blood) && !medical_sentence_says(text, start, end, fluids);
}

/* The bounds of results in this unit that the text can mean, and value may exceed: narrower where it speaks of normal
 * ones. */
static const struct reported_unit *bounds_of(const struct medical *medical, const struct analyte *analyte,
					     const struct reported_unit *reported, double value, bool asked, size_t start, size_t end)
{
	static const struct reported_unit blood_ph = { "", 6.3, 8.2, true };
	struct str first = { analyte->names, strcspn(analyte->names, "|") };
	if (str_is(first, "pH"))
		return (value < blood_ph.least || value > blood_ph.most) &&
				       ((asked && medical->row.blood) || medical_is_blood(medical->text, start, end))
			       ? &blood_ph
			       : reported;
	for (size_t i = 0; i < sizeof(usuals) / sizeof(usuals[0]); i++) {
		const struct reported_unit *unit = &usuals[i].unit;
		if ((value < unit->least || value > unit->most) && strcmp(unit->unit, reported->unit) == 0 &&
		    str_is(first, usuals[i].analyte) &&
		    ((asked && medical->row.usual) || medical_is_usual(medical->text, start, end)))
			return unit;
	}
	return reported;
}

/* Whether the sentence says that the result is a record, or no true one. */
static bool is_record(struct str text, size_t start, size_t end)
{
	static const char *const records[] = {
		"ever ",     "spurious", "artefact",	"artifact",	"contaminat",
		"pseudohyp", "edta",	 "preanalytic", "pre-analytic", NULL,
	};
	return medical_sentence_says(text, start, end, records);
}

/* The kind of amount that a unit measures: that of mmol/L, µmol/L and mol/L is mol. */
static const char *kind_of(const char *unit)
{
	static const char *const kinds[] = { "mol/", "Eq/", "U/", "g/" };
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strstr(unit, kinds[i]))
			return kinds[i];
	return NULL;
}

bool medical_reported_in(const struct analyte *analyte, const char *unit)
{
	const char *kind = kind_of(unit);
	for (size_t i = 0; i < ANALYTE_UNITS && analyte->units[i].unit; i++) {
		const struct reported_unit *reported = &analyte->units[i];
		if (reported->read && (strcmp(reported->unit, unit) == 0 || (kind && kind_of(reported->unit) == kind)))
			return true;
	}
	return false;
}

/* Whether the result that ends at end, and perhaps the same in another unit in brackets, is followed by what it is of. */
static bool is_of_other(struct str text, size_t end)
{
	size_t at = medical_gap(text, end, false);
	const char *close = at < text.len && text.at[at] == '(' ? memchr(text.at + at, ')', text.len - at) : NULL;
	if (close)
		end = (size_t)(close - text.at) + 1;
	return medical_dose_of_other(text, end);
}

/* Whether the words near the result say that it is a change or a rate. */
static bool is_change(struct str text, const char *name, size_t start, size_t end)
{
	enum { BEFORE = 30, AFTER = 24 };
	static const char *const changing[] = {
		"by", "each", "every", "rise of", "rise in", "change", "correction", "deficit", "limit", "fall in", "fall of",
		"drop of", "drop in", "increase in", "increase of", "decrease in", "decrease of", "decline", "reduction", NULL,
	};
	size_t named = name && name >= text.at && name < text.at + start ? (size_t)(name - text.at) : start;
	size_t from = named > BEFORE ? named - BEFORE : 0;
	size_t last = text.len - end > AFTER ? end + AFTER : text.len;
	struct str window = { text.at + from, last - from };
	static const char *const rates[] = { "per", "/h", NULL };
	/* "A rise of Na ≤ 8", but "the rise to 160" ends at a result. */
	static const char *const nouns[] = { "rise", "fall", "drop", "increase", "decrease", "raise", NULL };
	static const char *const results[] = { "to", "from", NULL };
	if (phrase_in_any((struct str){ text.at + from, start - from }, nouns) &&
	    !phrase_in_any((struct str){ text.at + named, start - named }, results))
		return true;
	return medical_sentence_says(window, start - from, end - from, changing) ||
	       phrase_in_any((struct str){ text.at + end, last - end }, rates);
}

/* Whether the name only says where the first number holds, and this is a later one: "40 nmol/L at pH 7.4, 158 at 6.8". */
static bool is_beyond_place(struct str text, const char *name, size_t start)
{
	static const char *const at[] = { "at", NULL };
	if (name < text.at || name >= text.at + start)
		return false;
	struct str before = str_trim((struct str){ text.at, (size_t)(name - text.at) });
	bool later = false;
	for (const char *c = name; c < text.at + start && !later; c++)
		later = ascii_is_digit(*c);
	return later && phrase_ends_any(before, at) < before.len;
}

bool medical_is_negative(struct str text, size_t start)
{
	static const char minus[] = "−";
	struct str before = { text.at, start };
	if (start >= strlen(minus) && memcmp(text.at + start - strlen(minus), minus, strlen(minus)) == 0)
		before.len -= strlen(minus);
	else if (start > 0 && text.at[start - 1] == '-')
		before.len--;
	return before.len < start && (before.len == 0 || !ascii_is_digit(text.at[before.len - 1]));
}

void medical_result(struct medical *medical, const struct medical_number *n)
{
	struct str text = medical->text;
	struct report *report = medical->check->report;
	char unit[RESULT_UNIT_SIZE] = "";
	if ((!(medical->said & WORD_ANALYTE) && !medical->row.analyte) ||
	    !report_wants(report, RULE_MEDICAL_IMPOSSIBLE_RESULT) || n->kind == NUMBER_UNREADABLE ||
	    (n->foreign && n->kind == NUMBER_DECIMAL))
		return;
	size_t at = medical_gap(text, n->end, true);
	bool begins = at < text.len && medical->index->units[(unsigned char)text.at[at]];
	size_t end = begins ? medical_result_unit(text, at, unit) : 0;
	bool bare = !end;
	size_t body = bare ? medical_body_unit(text, at, unit) : 0;
	if (body) {
		judge_body(medical, n, body, unit);
		return;
	}
	if (bare && !is_bare(text, n->end))
		return;
	bool change;
	struct str name;
	const struct analyte *analyte = medical_analyte_before(medical, n->start, &name, &change);
	if (!analyte && bare)
		analyte = medical_scale_after(medical, n->end, &name);
	bool far = !analyte && !bare && *unit != '%' && !medical_is_negative(text, n->start); /* measure.c judges shares */
	if (far)
		analyte = medical_analyte_far(medical, n->start, unit, &name);
	if (!analyte || (bare && is_beyond_place(text, name.at, n->start)))
		return;
	size_t both = 0;
	if (bare && is_reversed(text, n, analyte, &both)) {
		struct span span = prose_span(&medical->check->texts.prose, medical->check->source, n->start, both);
		struct diagnostic *d = report_add(report, RULE_MEDICAL_IMPOSSIBLE_RESULT, span, medical->item,
						  "impossible result for %.*s", STR_ARG(name));
		report_help(report, d, "write the higher pressure first");
		return;
	}
	end = bare ? n->end : end;
	const struct reported_unit *reported = NULL;
	for (size_t i = 0; i < ANALYTE_UNITS && analyte->units[i].unit && !reported; i++)
		if (analyte->units[i].read && strcmp(analyte->units[i].unit, unit) == 0)
			reported = &analyte->units[i];
	if (reported) {
		bool year = bare && n->kind == NUMBER_WHOLE && n->end - n->start == 4; /* Apgar (1953) */
		double value = medical_number_value(text, n);
		reported = bounds_of(medical, analyte, reported, value, name.at == medical->row.name.at, n->start, end);
		if (change || year || (value >= reported->least && value <= reported->most) ||
		    is_change(text, name.at, n->start, end) || is_record(text, n->start, end))
			return;
	} else if (bare || measures_other(medical, analyte, name, unit, n->start, end)) {
		return;
	}
	/* "90 mmol/L of sodium" is not a result of the glucose before it. */
	if (!is_elsewhere(text, n->start, end) && !is_of_other(text, end))
		report_result(medical, n->start, end, analyte, name, reported, unit);
}
