/* Doses that no one is given: most often micrograms written as milligrams, or milligrams as grams. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"

#include <stdio.h>

/* The bounds of doses.def are generous; beyond them by this factor, the unit or number is wrong, in a text about giving
 * the medicine sooner: bisoprolol 50 mg once daily. */
static double slip_of(double least, bool prescribed)
{
	const double micrograms = 0.1;
	if (prescribed)
		return least < micrograms ? 2.4 : 2;
	return least < micrograms ? 6 : 10;
}

static const struct usual_dose {
	const char *name;
	double least, most; /* mg */
} doses[] = {
#define DOSE(name, least, most) { name, least, most },
#include "check/medical/doses.def"
#undef DOSE
};
#define DOSES (sizeof(doses) / sizeof(doses[0]))

static const struct usual_dose *find_international(struct str word)
{
	size_t low = 0, high = DOSES;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = phrase_order(doses[middle].name, word);
		if (order == 0)
			return &doses[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static const struct usual_dose *find_dose(struct str word)
{
	static const struct {
		const char *international, *other;
	} names[] = {
#define NAMES(international, other) { international, other },
#include "check/medical/names.def"
#undef NAMES
	};
	enum { NAME_LEAST = 4 };
	if (word.len < NAME_LEAST)
		return NULL;
	const struct usual_dose *dose = find_international(word);
	for (size_t i = 0; !dose && i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].other[0] == ascii_lower(word.at[0]) && phrase_order(names[i].other, word) == 0)
			dose = find_international(str_from(names[i].international));
	return dose;
}

/* The same for a name in German or French, which may lack an e at its end or have one more: Levothyroxin, digoxine. */
static const struct usual_dose *find_dose_in(struct str word, bool english)
{
	char longer[32];
	const struct usual_dose *dose = find_dose(word);
	if (dose || english || !word.len || word.len + 2 > sizeof(longer))
		return dose;
	snprintf(longer, sizeof(longer), "%.*se", STR_ARG(word));
	bool ends = ascii_lower(word.at[word.len - 1]) == 'e';
	return find_dose(ends ? (struct str){ word.at, word.len - 1 } : str_from(longer));
}

/* How many milligrams the unit is; 0 for what is no mass. */
static double milligrams(struct str unit)
{
	static const struct {
		const char *beginning;
		double mg;
	} masses[] = { { "mg", 1 },	    { "milligram", 1 },	 { "mcg", 1e-3 },      { "microgram", 1e-3 },
		       { "ug", 1e-3 },	    { "µg", 1e-3 },	 { "μg", 1e-3 },       { "ng", 1e-6 },
		       { "nanogram", 1e-6 }, { "gram", 1000 } };
	if (str_is(unit, "g"))
		return 1000;
	for (size_t i = 0; i < sizeof(masses) / sizeof(masses[0]); i++)
		if (str_starts(unit, masses[i].beginning))
			return masses[i].mg;
	return 0;
}

/* The medicine before the dose at offset, with nothing between them but words that belong to a dose. *word becomes the
 * word before those, whether or not it is a medicine; it is empty if there is none. */
static const struct usual_dose *medicine_before(const struct medical *medical, size_t offset, struct str *word)
{
	struct str text = medical->text;
	static const char *const between[] = {
		"is", "are", "was", "at", "a", "the", "of", "dose", "doses", "started", "start", "given", "usually",
		"oral", "orally", "in", "with", "by", "about", "from", "to", "then", "sodium", "maleate", "starts",
		"mouth", "initial", "initially", "usual", "maintenance", "adult", "hydrochloride", "sulphate",
		"sulfate", "iv", "im", "po", "tablet", "tablets", "intravenous", "intravenously", "daily", "once",
		"twice", "citrate", "acid", "succinate", "tartrate", "phosphate", "glargine", "aspart", "lispro",
		"detemir", "degludec", "increased", "reduced", "raised", "lowered", "up", "wird", "mit", "bei", "von",
		"dosis", "est", "de", "par", NULL,
	};
	enum { WORDS = 8 };
	*word = STR("");
	for (size_t words = 0; words < WORDS; words++) {
		while (offset > 0 && strchr(" \n\t,:(", text.at[offset - 1]))
			offset--;
		if (offset == 0)
			return medical->row.dose;
		size_t end = offset;
		while (offset > 0 && ascii_is_letter(text.at[offset - 1]))
			offset--;
		*word = (struct str){ text.at + offset, end - offset };
		const struct usual_dose *dose = find_dose_in(*word, medical->english);
		if (dose || !word->len || phrase_starts_any(*word, between) != word->len)
			return dose;
	}
	*word = STR("");
	return NULL;
}

/* The medicine after the dose that ends at offset: "100 mg of levothyroxine", "5 mg oral morphine". *word becomes the
 * word there, whether or not it is a medicine. */
static const struct usual_dose *medicine_after(const struct medical *medical, size_t offset, struct str *word)
{
	static const char *const between[] = { "of", "oral", "intravenous", "iv", "im", "subcutaneous", "de", NULL };
	struct str text = medical->text;
	for (size_t len = 1; len > 0; offset += len) {
		offset = medical_gap(text, offset, false);
		len = phrase_starts_any(phrase_after(text, offset), between);
	}
	size_t at = offset;
	if (!phrase_next_word(text, &at, word) || word->at != text.at + offset)
		*word = STR("");
	return find_dose_in(*word, medical->english);
}

struct str medical_medicine_before(const struct medical *medical, size_t offset)
{
	struct str word;
	const struct lexicon *lexicon = medical->check->lexicon;
	const struct usual_dose *dose = medicine_before(medical, offset, &word);
	size_t start = word.len ? (size_t)(word.at - medical->text.at) : 0, prefix = strlen("co-");
	if (start >= prefix && phrase_order("co-", (struct str){ word.at - prefix, prefix }) == 0)
		word = (struct str){ word.at - prefix, word.len + prefix };
	return dose || (lexicon && lexicon_has_medicine(lexicon, word)) ? word : STR_NONE;
}

struct str medical_medicine_after(const struct medical *medical, size_t offset)
{
	struct str word;
	const struct lexicon *lexicon = medical->check->lexicon;
	const struct usual_dose *dose = medicine_after(medical, offset, &word);
	return dose || (lexicon && lexicon_has_medicine(lexicon, word)) ? word : STR_NONE;
}

/* Whether the text goes on to say that the amount is not one dose: per hour, per kilogram, per millilitre. */
static bool is_rate(struct str text, size_t end)
{
	static const char *const rates[] = {
		"per", "an hour", "every minute", "in saline", "in water", "in glucose", "in dextrose", "in normal",
		"in sodium", "in a bag", "in one", "in a litre", "pro", "par", NULL,
	};
	static const char *const single[] = {
		"per day", "per dose", "per rectum", "per vaginam", "per os", "per puff", "per actuation", "per tablet",
		"per capsule", "per spray", "pro tag", "pro dosis", "par jour", "par prise", NULL,
	};
	struct str rest = phrase_after(text, medical_gap(text, end, false));
	if (rest.len && rest.at[0] == '/')
		return !str_starts(rest, "/d");
	bool in = str_starts(rest, "in ") && rest.len > 3 && ascii_is_digit(rest.at[3]);
	return in || (phrase_starts_any(rest, rates) && !phrase_starts_any(rest, single));
}

/* Whether the sentence says that the dose is given, or a table or card lists it; a sum of doses is not. */
static bool is_prescribed(const struct medical *medical, size_t start, size_t end)
{
	static const char *const other[] = {
		"took", "taken", "total", "cumulative", "trial", "high-dose", "high dose", "megadose", "course", "infus",
		"load", "doping", "week", "month", "depot", "exceed", "more than", "over ", "above", NULL,
	};
	if (medical_sentence_says(medical->text, start, end, other))
		return false;
	return medical->row.dose || !medical->english || medical_sentence_gives(medical->text, start, end);
}

void medical_amount(struct medical *medical, const struct medical_number *n, const struct dose_unit *unit)
{
	static const char *const harm[] = {
		"overdos", "poison", "toxi", "lethal", "fatal", "ingest", "swallow", "mouse", "mice", "rat ", "rats",
		"animal", "abus", "error", "mistake", "intrathecal", "organophosph", "suicid", "self-harm",
		"deliberate", "berdos", "vergift", "letal", "intox", "surdos", "mortel", NULL,
	};
	struct report *report = medical->check->report;
	struct str text = medical->text;
	double mg = milligrams((struct str){ text.at + unit->start, unit->end - unit->start });
	if (!report_wants(report, RULE_MEDICAL_IMPOSSIBLE_DOSE) || mg == 0 || unit->laboratory ||
	    n->kind == NUMBER_UNREADABLE || (n->foreign && n->kind == NUMBER_DECIMAL) || is_rate(text, unit->end))
		return;
	struct str name;
	const struct usual_dose *dose = medicine_before(medical, n->start, &name);
	if (!dose)
		dose = medicine_after(medical, unit->end, &name);
	double amount = medical_number_value(text, n) * mg;
	if (!dose || dose->most == 0 || amount == 0 || (amount <= 2 * dose->most && amount * slip_of(1, false) >= dose->least))
		return;
	bool much = amount > dose->most;
	if ((much && amount <= slip_of(dose->least, is_prescribed(medical, n->start, unit->end)) * dose->most) ||
	    medical_sentence_says(text, n->start, unit->end, harm))
		return;
	size_t acid = name.len ? phrase_starts(phrase_after(text, (size_t)(name.at - text.at) + name.len), " acid") : 0;
	name = name.len ? (struct str){ name.at, name.len + acid } : str_from(dose->name);
	struct span span = prose_span(&medical->check->medical.prose, medical->check->source, n->start, unit->end);
	struct diagnostic *d =
		report_add(report, RULE_MEDICAL_IMPOSSIBLE_DOSE, span, medical->item, "far too %s for a dose of %.*s",
			   much ? "much" : "little", STR_ARG(name));
	if (much)
		report_label(report, d, "hardly anyone is given more than %g mg a day", dose->most);
	else
		report_label(report, d, "hardly anyone is given less than %g mg at a time", dose->least);
	report_help(report, d, "check the number and the unit against a formulary");
}

const struct usual_dose *medical_row_dose(struct str heading)
{
	return find_dose(str_trim(heading));
}

const struct usual_dose *medical_asked_dose(struct str front)
{
	static const char *const asks[] = { "dose", "doses", "dosage", "how much", NULL };
	static const char *const extremes[] = { "lethal", "fatal", "toxic", "overdose", "cumulative", "total", NULL };
	const struct usual_dose *asked = NULL;
	size_t at = 0;
	if (!phrase_in_any(front, asks) || phrase_in_any(front, extremes))
		return NULL;
	for (struct str word; phrase_next_word(front, &at, &word);) {
		const struct usual_dose *dose = find_dose(word);
		if (dose && asked && dose != asked)
			return NULL;
		asked = dose ? dose : asked;
	}
	return asked;
}
