/* Measures that no patient has: a compression of the chest by 5 m, a sensitivity of 185 %, 59 weeks of gestation. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/medical/medical.h"

static const struct measure measures[] = {
#define MEASURE(names, unit, least, most) { names, unit, least, most },
#include "check/medical/measures.def"
#undef MEASURE
};
#define MEASURES (sizeof(measures) / sizeof(measures[0]))

/* Takes the next of the names, and whether it follows the value; STR_NONE at their end. */
static struct str next_name(const char **names, bool *follows)
{
	*follows = **names == '+';
	const char *name = *names + *follows;
	size_t len = strcspn(name, "|");
	*names = name + len + (name[len] == '|');
	return len ? (struct str){ name, len } : STR_NONE;
}

static size_t chain_of(char c)
{
	return (unsigned char)ascii_lower(c) % ANALYTE_CHAINS;
}

void medical_index_measures(struct medical_index *index)
{
	size_t count = 0;
	bool follows;
	for (size_t i = 0; i < MEASURES; i++) {
		const char *names = measures[i].names;
		for (struct str name; count < MEASURE_NAMES && (name = next_name(&names, &follows)).at;) {
			const struct measure_name **chain = follows ? &index->after[chain_of(name.at[0])]
								    : &index->before[chain_of(name.at[name.len - 1])];
			struct measure_name *entry = &index->measures[count++];
			*entry = (struct measure_name){ .name = name, .measure = &measures[i], .next = *chain };
			if (quantity_unit_read(str_from(measures[i].unit), 0, &entry->unit))
				*chain = entry;
		}
	}
}

void medical_list_measures(struct text_forms *forms)
{
	bool follows;
	for (size_t i = 0; i < MEASURES; i++) {
		const char *names = measures[i].names;
		for (struct str name; (name = next_name(&names, &follows)).at;)
			if (!follows)
				text_forms_add(forms, text_last_word(name), WORD_MEASURE);
	}
}

/* Whether the name is at this end of text, as whole words; its capitals must be capitals there. */
static bool is_at(struct str text, struct str name, bool start)
{
	if (text.len < name.len)
		return false;
	size_t at = start ? 0 : text.len - name.len;
	for (size_t i = 0; i < name.len; i++)
		if (text.at[at + i] != name.at[i] && (ascii_is_upper(name.at[i]) || ascii_lower(text.at[at + i]) != name.at[i]))
			return false;
	size_t end = at + name.len;
	return (at == 0 || !phrase_in_word(text, at - 1)) && (end == text.len || !phrase_in_word(text, end));
}

static const struct measure_name *starts_with_measure(const struct medical *medical, struct str text, const char *dimension)
{
	const struct measure_name *entry = text.len ? medical->index->after[chain_of(text.at[0])] : NULL;
	while (entry && !(strcmp(entry->unit.dimension, dimension) == 0 && is_at(text, entry->name, true)))
		entry = entry->next;
	return entry;
}

/* The measure that follows the value: "40 weeks of gestation", "39-year-old". */
static const struct measure_name *measure_after(const struct medical *medical, size_t end, const char *dimension)
{
	static const char *const of[] = { "of the", "of all", "of these", "of", NULL };
	struct str text = medical->text, rest = phrase_after(text, end);
	size_t mark = str_starts(rest, "’") ? strlen("’") : rest.len && (rest.at[0] == '\'' || rest.at[0] == '-');
	rest = phrase_after(text, quantity_gap(text, end + mark));
	const struct measure_name *measure = starts_with_measure(medical, rest, dimension);
	size_t len = measure ? 0 : phrase_starts_any(rest, of);
	return len ? starts_with_measure(medical, str_trim(phrase_after(rest, len)), dimension) : measure;
}

static const struct measure_name *ends_with_measure(const struct medical *medical, struct str text, const struct measure_name *entry)
{
	if (!entry && text.len)
		entry = medical->index->before[chain_of(text.at[text.len - 1])];
	while (entry && !is_at(text, entry->name, false))
		entry = entry->next;
	return entry;
}

/* The measure with this kind of unit, any if that is NULL, that the sentence names last before the value at start. */
static const struct measure_name *measure_before(const struct medical *medical, size_t start, const char *dimension)
{
	enum { WORDS = 16 };
	const struct text_run *run = medical->run;
	struct str text = medical->text;
	size_t i = text_first_word(run, start);
	for (size_t words = 0; i > 0 && words < WORDS; words++) {
		const struct text_word *word = &run->words[--i];
		struct str before = { text.at, word->end };
		const struct measure_name *entry = word->flags & WORD_MEASURE ? ends_with_measure(medical, before, NULL) : NULL;
		while (entry && dimension && strcmp(entry->unit.dimension, dimension) != 0)
			entry = entry->next ? ends_with_measure(medical, before, entry->next) : NULL;
		if (entry)
			return medical_clause_ends(text, word->end, start) ? NULL : entry;
	}
	const struct measure_name *asked = i == 0 ? medical->row.measure : NULL;
	return asked && (!dimension || strcmp(asked->unit.dimension, dimension) == 0) ? asked : NULL;
}

const struct measure_name *medical_asked_measure(const struct medical *medical, struct str front)
{
	const struct measure_name *asked = NULL;
	for (size_t i = 0; i < medical->run->word_count && !asked; i++)
		if (medical->run->words[i].flags & WORD_MEASURE)
			asked = ends_with_measure(medical, (struct str){ front.at, medical->run->words[i].end }, NULL);
	return asked && asked->unit.dimension[0] == 'e' ? asked : NULL;
}

/* Whether the words around say that the value is a change, a comparison or of something else. */
static bool is_other(const struct medical *medical, size_t start, size_t end, const char *dimension)
{
	static const char *const others[] = {
		"increas", "rise", "rose", "higher", "greater", "more", "raise", "relative", "excess", "fold", "by", "compar", "reduc",
		"gain", "grew", "growth", "grow", "normal", "predicted", "expected", "limit", "overload", "improv", "upper", NULL,
	};
	static const char *const elsewhere[] = {
		"from", "away", "behind", "below", "between", "before", "after", "ago", "rise", "rose", "by", "chang", "fall", "fell",
		"differen", "every", "within", "each", "animal", "whale", "mouse", "mice", "history", NULL,
	};
	static const char *const leads[] = { "for", "in", "within", "after", "every", "over", "at", "during", "lasting", NULL };
	enum { AROUND = 40 };
	struct str text = medical->text;
	if (dimension[0] == 'r')
		return medical_sentence_says(text, start, end, others);
	struct str before = str_trim((struct str){ text.at, start });
	if (dimension[0] == 't' && phrase_ends_any(before, leads) < before.len)
		return true;
	size_t first = start > AROUND ? start - AROUND : 0, last = text.len - end > AROUND ? end + AROUND : text.len;
	struct str window = { text.at + first, last - first };
	return medical_sentence_says(window, start - first, end - first, elsewhere);
}

/* Whether an age may be that of a thing: a skeleton of 7,000 years. */
static bool is_of_thing(struct str text, size_t end, double years)
{
	static const char *const people[] = {
		"man", "woman", "men", "women", "boy", "girl", "child", "children", "patient", "patients", "person", "people", "adult",
		"adults", "he", "she", "his", "her", "mother", "father", "infant", "participants", "who", "mean age", "median age", NULL,
	};
	enum { THING = 1000 };
	struct str sentence = { text.at, end };
	while (sentence.len < text.len && !strchr(".!?", text.at[sentence.len]))
		sentence.len++;
	return years >= THING || !phrase_in_any(sentence, people);
}

static void report_measure(const struct medical *medical, size_t start, size_t end, const struct measure *measure)
{
	struct report *report = medical->check->report;
	const char *names = measure->names;
	bool follows;
	struct str name = next_name(&names, &follows);
	struct diagnostic *d = report_add(report, RULE_MEDICAL_IMPOSSIBLE_RESULT,
					  prose_span(&medical->check->texts.prose, medical->check->source, start, end), medical->item,
					  follows ? "impossible share of %.*s" : "impossible value for %.*s", STR_ARG(name));
	report_label(report, d, "values are between %.10g and %.10g %s", measure->least, measure->most, measure->unit);
	report_help(report, d, "check the number and the unit");
}

/* What is counted, and how much of it is possible, whatever it is of. */
static const struct share {
	const char *unit;
	double most;
} shares[] = { { "%", 100 }, { "year", 125 }, { "week", 47 } };

static const struct share *counted_in(struct str unit)
{
	for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
		if (str_starts(unit, shares[i].unit))
			return &shares[i];
	return NULL;
}

/* Reads the unit at offset if there may be a measure for it; returns its end, 0 if there is none. */
static size_t read_unit(const struct medical *medical, const struct medical_number *n, size_t offset, const struct share *counts,
			struct quantity_unit *unit)
{
	struct str text = medical->text;
	bool letter = offset < text.len && (ascii_is_letter(text.at[offset]) || (unsigned char)text.at[offset] >= 0x80);
	*unit = (struct quantity_unit){ .dimension = "r", .factor = 1 };
	if (counts && medical_number_value(text, n) <= counts->most)
		return 0;
	if (counts && counts->unit[0] == '%')
		return offset + 1;
	bool named = letter && ((medical->said & WORD_MEASURE) || medical->row.measure) && measure_before(medical, n->start, NULL);
	size_t len = counts || named ? quantity_unit_read(text, offset, unit) : 0;
	return len ? offset + len : 0;
}

void medical_measure(struct medical *medical, const struct medical_number *n)
{
	struct str text = medical->text;
	struct quantity_unit unit;
	size_t at = medical_gap(text, n->end, true);
	if (!medical->english || !report_wants(medical->check->report, RULE_MEDICAL_IMPOSSIBLE_RESULT) || n->kind == NUMBER_UNREADABLE)
		return;
	const struct share *counts = counted_in(phrase_after(text, at));
	size_t end = read_unit(medical, n, at, counts, &unit);
	const struct measure_name *after = end && counts ? measure_after(medical, end, unit.dimension) : NULL;
	const struct measure_name *named = after || !end ? after : measure_before(medical, n->start, unit.dimension);
	if (!named)
		return;
	const struct measure *measure = named->measure;
	double value = quantity_base(medical_number_value(text, n), &unit) / named->unit.factor;
	if ((value >= measure->least && value <= measure->most) || value == 0 || medical_is_negative(text, n->start))
		return;
	/* What follows the value is what it measures, unless it is a share. */
	if ((!after || unit.dimension[0] == 'r') && is_other(medical, n->start, end, unit.dimension))
		return;
	if (unit.dimension[0] != 'y' || !is_of_thing(text, end, value))
		report_measure(medical, n->start, end, measure);
}
