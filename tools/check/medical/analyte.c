/* Results of tests in a unit that the test is never reported in, or beyond all that is possible: most often micromoles
 * written as millimoles, or grams per litre as grams per decilitre. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"

#include <stdio.h>

enum { UNITS_MAX = 6 };

struct analyte {
	const char *names;
	struct reported_unit {
		const char *unit;
		double least, most;
		bool read; /* false for a unit that is only named in messages */
	} units[UNITS_MAX];
};

static const struct analyte analytes[] = {
#define UNIT(unit, least, most) { unit, least, most, true }
#define NOTE(unit) { unit, 0, 0, false }
#define ANALYTE(names, ...) { names, { __VA_ARGS__ } },
#include "check/medical/analytes.def"
#undef ANALYTE
#undef NOTE
#undef UNIT
};
#define ANALYTES (sizeof(analytes) / sizeof(analytes[0]))

static size_t chain_of(char last)
{
	return (unsigned char)ascii_lower(last) % ANALYTE_CHAINS;
}

void medical_analytes_init(struct medical *medical)
{
	enum { SYMBOL_MAX = 4 };
	size_t count = 0;
	for (size_t i = 0; i < ANALYTES; i++) {
		for (const char *name = analytes[i].names; *name && count < ANALYTE_NAMES;) {
			size_t len = strcspn(name, "|"), chain = chain_of(name[len - 1]);
			struct analyte_name *entry = &medical->analytes[count++];
			*entry = (struct analyte_name){ { name, len }, &analytes[i], false, medical->analyte_chains[chain] };
			for (size_t c = 0; c < len && len <= SYMBOL_MAX; c++)
				entry->symbol = entry->symbol || ascii_is_upper(name[c]);
			medical->analyte_chains[chain] = entry;
			name += len + (name[len] == '|');
		}
	}
}

/* Whether text ends with the name. Its small letters also match capitals, but those of a symbol don't: pH is not PH. */
static bool name_ends(struct str text, const struct analyte_name *entry)
{
	struct str name = entry->name;
	if (text.len < name.len)
		return false;
	size_t before = text.len - name.len;
	const char *at = text.at + before;
	for (size_t i = 0; i < name.len; i++)
		if (at[i] != name.at[i] && (entry->symbol || ascii_lower(at[i]) != name.at[i]))
			return false;
	/* "albumin/creatinine" and "non-HDL" are others. */
	return before == 0 || (!phrase_in_word(text, before - 1) && !strchr("/-:", text.at[before - 1]));
}

/* The analyte whose name text ends with, as it is written there. */
static const struct analyte *ends_with_analyte(const struct medical *medical, struct str text, struct str *name_there)
{
	const struct analyte *found = NULL;
	size_t longest = 0;
	const struct analyte_name *entry = text.len ? medical->analyte_chains[chain_of(text.at[text.len - 1])] : NULL;
	for (; entry; entry = entry->next) {
		if (entry->name.len > longest && name_ends(text, entry)) {
			longest = entry->name.len;
			found = entry->analyte;
		}
	}
	*name_there = phrase_after(text, text.len - longest);
	return found;
}

/* Whether text ends with the numbers of a range or of an earlier result: "from 80", "150/". Sets *len to their
 * length. */
static bool ends_with_number(struct str text, size_t *len)
{
	size_t start = text.len;
	while (start > 0 && (ascii_is_digit(text.at[start - 1]) || strchr(".,/", text.at[start - 1])))
		start--;
	*len = text.len - start;
	return *len > 0 && ascii_is_digit(text.at[start]);
}

static const struct analyte *analyte_before(const struct medical *medical, size_t offset, struct str *name,
					    bool *change)
{
	static const char *const between[] = {
		"is", "was", "are", "were", "be", "been", "has", "had", "of", "at", "level", "levels",
		"concentration", "value", "result", "reading", "peak", "initial", "initially", "about", "around",
		"only", "up", "to", "from", "above", "below", "over", "under", "than", "less", "more", "greater",
		"lower", "higher", "between", "and", "or", "now", "then", "still", "again", "raised", "low", "high",
		"usually", "typically", "exceeds", "reached", "remained", "stayed", "came", "back", "as", "a", "the",
		"just", "nearly", "almost", "measured", "approximately", "even", "already", "today", "falls", "rises",
		"be", "normal", "trough", "serum", "plasma", "on", "arrival", "admission", "presentation",
		"discharge", "repeat", "normally", "often", "commonly", "score", "scores", "scored", "scale", "minute",
		"minutes", "total", "count", "lag", "liegt", "lag bei", "bei", "betrug", "beträgt", "auf", "war", "ist",
		"wert", "est", "était", "de", NULL,
	};
	static const char *const changes[] = {
		"rose", "fell", "rises", "falls", "dropped", "increased", "decreased", "by", "climbed", "declined",
		"rise of", "fall of", "change of", NULL,
	};
	enum { WORDS = 8 };
	struct str text = medical->text;
	*change = false;
	for (size_t words = 0; words < WORDS; words++) {
		while (offset > 0 &&
		       (strchr(" \n\t,:(<>=~", text.at[offset - 1]) || (unsigned char)text.at[offset - 1] >= 0x80))
			offset--;
		if (offset == 0) {
			*name = medical->row.name;
			return medical->row.analyte;
		}
		struct str before = { text.at, offset };
		const struct analyte *analyte = ends_with_analyte(medical, before, name);
		if (analyte)
			return analyte;
		size_t len = 0, changed = phrase_ends_any(before, changes);
		if (ends_with_number(before, &len)) {
			offset -= len;
			continue;
		}
		*change = *change || (changed < offset && words == 0);
		size_t start = changed < offset ? changed : phrase_ends_any(before, between);
		if (start == offset)
			return NULL;
		offset = start;
	}
	return NULL;
}

/* Whether a number without a unit ends at end, so that the text goes on with other things. */
static bool is_bare(struct str text, size_t end)
{
	static const char *const next[] = {
		"and", "or", "on", "at", "after", "before", "with", "when", "but", "so", "is", "was", "while", "to",
		"this", "today", "yesterday", "which", NULL,
	};
	size_t at = medical_gap(text, end, false);
	if (at == text.len)
		return true;
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
		"inject", "feed", "intracell", "difference", "gradient", "dilut", "dollar", NULL,
	};
	static const char *const surroundings[] = {
		"store", "storage", "fridge", "refriger", "freez", "room", "ambient", "air", "oven", "incubat",
		"steril", "autoclav", "steam", "boil", "melt", "wash", "bath", "environ", "outdoor", "climate",
		"laser", "probe", "cook", "water", "vaccine", "skin", "heat", "warm", "cool", NULL,
	};
	size_t first = start > BEFORE ? start - BEFORE : 0, last = text.len - end > AFTER ? end + AFTER : text.len;
	struct str window = { text.at + first, last - first };
	bool degrees = memmem(text.at + start, end - start, "°", strlen("°"));
	return medical_sentence_says(window, start - first, end - first, degrees ? surroundings : fluids);
}

static void report_result(const struct medical *medical, size_t start, size_t end, const struct analyte *analyte,
			  struct str name, const struct reported_unit *unit, const char *written)
{
	struct report *report = medical->check->report;
	struct span span = prose_span(&medical->check->medical.prose, medical->check->source, start, end);
	char units[UNITS_MAX * (RESULT_UNIT_SIZE + 4)] = "";
	for (size_t i = 0, len = 0; i < UNITS_MAX && analyte->units[i].unit; i++) {
		bool last = i + 1 == UNITS_MAX || !analyte->units[i + 1].unit;
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
	for (size_t i = 0; i < UNITS_MAX && analyte->units[i].unit; i++)
		if (strstr(analyte->units[i].unit, "/mL"))
			return medicine || medical_sentence_gives(medical->text, start, end);
	return true;
}

void medical_result(struct medical *medical, const struct medical_number *n)
{
	struct str text = medical->text;
	struct report *report = medical->check->report;
	char unit[RESULT_UNIT_SIZE] = "";
	size_t end = medical_result_unit(text, medical_gap(text, n->end, true), unit);
	if (!report_wants(report, RULE_MEDICAL_IMPOSSIBLE_RESULT) || n->kind == NUMBER_UNREADABLE ||
	    (n->foreign && n->kind == NUMBER_DECIMAL))
		return;
	bool bare = !end;
	if (bare && !is_bare(text, n->end))
		return;
	bool change;
	struct str name;
	const struct analyte *analyte = analyte_before(medical, n->start, &name, &change);
	if (!analyte)
		return;
	end = bare ? n->end : end;
	const struct reported_unit *reported = NULL;
	for (size_t i = 0; i < UNITS_MAX && analyte->units[i].unit && !reported; i++)
		if (analyte->units[i].read && strcmp(analyte->units[i].unit, unit) == 0)
			reported = &analyte->units[i];
	if (reported) {
		bool year = bare && n->kind == NUMBER_WHOLE && n->end - n->start == 4; /* Apgar (1953) */
		static const char *const changing[] = {
			"by", "each", "every", "per", "rise", "change", "correction", "deficit", "limit", "fall in",
			"fall of", "drop in", "drop of", "increase in", "increase of", "decrease in", "decrease of",
			"decline", "reduction", NULL,
		};
		double value = medical_number_value(text, n);
		if (change || year || (value >= reported->least && value <= reported->most) ||
		    medical_sentence_says(text, n->start, end, changing))
			return;
	} else if (bare || measures_other(medical, analyte, name, unit, n->start, end)) {
		return;
	}
	if (!is_elsewhere(text, n->start, end))
		report_result(medical, n->start, end, analyte, name, reported, unit);
}

const struct analyte *medical_row_analyte(const struct medical *medical, struct str heading, struct str *name)
{
	const struct analyte *analyte = ends_with_analyte(medical, str_trim(heading), name);
	*name = analyte ? (struct str){ analyte->names, strcspn(analyte->names, "|") } : STR_NONE; /* the text is not kept */
	return analyte;
}

const struct analyte *medical_asked_analyte(const struct medical *medical, struct str front, struct str *name)
{
	static const char *const asks[] = { "normal", "range", "level", "concentration", "target", "threshold", "value", "values",
					    "reference", NULL };
	const struct analyte *asked = NULL;
	size_t at = 0;
	*name = STR_NONE;
	if (!phrase_in_any(front, asks))
		return NULL;
	for (struct str word, there; phrase_next_word(front, &at, &word);) {
		const struct analyte *analyte = ends_with_analyte(medical, (struct str){ front.at, at }, &there);
		if (analyte && asked && analyte != asked)
			return NULL;
		asked = analyte ? analyte : asked;
	}
	if (asked)
		*name = (struct str){ asked->names, strcspn(asked->names, "|") }; /* the text is not kept */
	return asked;
}
