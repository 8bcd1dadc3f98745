/* Measures that no patient has: a compression of the chest by 5 m, a sensitivity of 185 %, 59 weeks of gestation. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/medical/medical.h"

#include <assert.h>

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

void medical_list_measures(struct text_forms *forms)
{
	bool follows;
	for (size_t i = 0; i < MEASURES; i++) {
		const char *names = measures[i].names;
		for (struct str name; (name = next_name(&names, &follows)).at;)
			text_forms_add(forms, text_last_word(name), WORD_ANALYTE);
	}
}

static size_t chain_of(char edge)
{
	return (unsigned char)ascii_lower(edge) % ANALYTE_CHAINS;
}

void medical_index_measures(struct medical_index *index)
{
	const struct measure_name **ends[2][ANALYTE_CHAINS];
	size_t count = 0;
	bool follows;
	for (size_t i = 0; i < ANALYTE_CHAINS; i++) {
		ends[false][i] = &index->before[i];
		ends[true][i] = &index->after[i];
	}
	for (size_t i = 0; i < MEASURES; i++) {
		const char *names = measures[i].names;
		for (struct str name; (name = next_name(&names, &follows)).at;) {
			const struct measure_name ***end = &ends[follows][chain_of(name.at[follows ? 0 : name.len - 1])];
			assert(count < MEASURE_NAMES);
			struct measure_name *entry = &index->measures[count++];
			*entry = (struct measure_name){ name, &measures[i], NULL };
			**end = entry;
			*end = &entry->next;
		}
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

/* The measure of this kind of unit with a name at this end of text. */
static const struct measure *measure_at(const struct medical *medical, struct str text, bool start,
					const struct quantity_unit *unit)
{
	if (!text.len)
		return NULL;
	const struct measure_name *entry = start ? medical->index->after[chain_of(text.at[0])]
						 : medical->index->before[chain_of(text.at[text.len - 1])];
	struct quantity_unit own;
	for (; entry; entry = entry->next)
		if (is_at(text, entry->name, start) && quantity_unit_read(str_from(entry->measure->unit), 0, &own) &&
		    strcmp(own.dimension, unit->dimension) == 0)
			return entry->measure;
	return NULL;
}

/* The measure that follows the value: "40 weeks of gestation", "39-year-old". */
static const struct measure *measure_after(const struct medical *medical, size_t end, const struct quantity_unit *unit)
{
	struct str text = medical->text;
	static const char *const of[] = { "of the", "of all", "of these", "of", NULL };
	bool hyphen = end < text.len && text.at[end] == '-';
	bool apostrophe = str_starts(phrase_after(text, end), "’") || str_starts(phrase_after(text, end), "'");
	size_t at = hyphen ? end + 1 : quantity_gap(text, apostrophe ? end + (text.at[end] == '\'' ? 1 : strlen("’")) : end);
	struct str rest = phrase_after(text, at);
	const struct measure *measure = measure_at(medical, rest, true, unit);
	if (!measure)
		measure = measure_at(medical, str_trim(phrase_after(rest, phrase_starts_any(rest, of))), true, unit);
	return measure;
}

/* The measure that the sentence names last before the value. */
static const struct measure *measure_before(const struct medical *medical, size_t start, const struct quantity_unit *unit)
{
	enum { WORDS = 16 };
	const struct text_run *run = medical->run;
	struct str text = medical->text;
	size_t i = medical_first_word(run, start), next = start;
	for (size_t words = 0; i > 0 && words < WORDS; words++, next = run->words[i].start) {
		const struct text_word *word = &run->words[--i];
		if (medical_clause_ends(text, word->end, next))
			return NULL;
		const struct measure *measure =
			word->flags & WORD_ANALYTE ? measure_at(medical, (struct str){ text.at, word->end }, false, unit) : NULL;
		if (measure)
			return measure;
	}
	return i == 0 ? medical->row.measure : NULL;
}

const struct measure *medical_asked_measure(const struct medical *medical, struct str front)
{
	static const struct quantity_unit energy = { "e", 1, 0 };
	const struct measure *asked = NULL;
	for (size_t i = 0; i < medical->run->word_count && !asked; i++)
		if (medical->run->words[i].flags & WORD_ANALYTE)
			asked = measure_at(medical, (struct str){ front.at, medical->run->words[i].end }, false, &energy);
	return asked;
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

void medical_measure(struct medical *medical, const struct medical_number *n)
{
	struct report *report = medical->check->report;
	struct str text = medical->text;
	struct quantity_unit unit, own;
	if ((!(medical->said & WORD_ANALYTE) && !medical->row.measure) || !medical->english ||
	    !report_wants(report, RULE_MEDICAL_IMPOSSIBLE_RESULT) || n->kind == NUMBER_UNREADABLE)
		return;
	size_t at = medical_gap(text, n->end, true), len = at < text.len ? quantity_unit_read(text, at, &unit) : 0, end = at + len;
	if (!len)
		return;
	const struct measure *after = measure_after(medical, end, &unit);
	const struct measure *measure = after ? after : measure_before(medical, n->start, &unit);
	if (!measure || !quantity_unit_read(str_from(measure->unit), 0, &own))
		return;
	double value = quantity_base(medical_number_value(text, n), &unit) / own.factor;
	bool minus = n->start > 0 && (text.at[n->start - 1] == '-' || (unsigned char)text.at[n->start - 1] >= 0x80);
	if ((value >= measure->least && value <= measure->most) || value == 0 || minus)
		return;
	/* What follows the value is what it measures, unless it is a share. */
	if ((!after || unit.dimension[0] == 'r') && is_other(medical, n->start, end, unit.dimension))
		return;
	if (unit.dimension[0] == 'y' && is_of_thing(text, end, value))
		return;
	bool follows;
	const char *names = measure->names;
	struct str name = next_name(&names, &follows);
	struct diagnostic *d = report_add(report, RULE_MEDICAL_IMPOSSIBLE_RESULT,
					  prose_span(&medical->check->texts.prose, medical->check->source, n->start, end), medical->item,
					  follows ? "impossible share of %.*s" : "impossible value for %.*s", STR_ARG(name));
	report_label(report, d, "values are between %.10g and %.10g %s", measure->least, measure->most, measure->unit);
	report_help(report, d, "check the number and the unit");
}
