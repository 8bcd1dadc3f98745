/* Doses that no one is given: most often micrograms written as milligrams, or milligrams as grams. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"

#include <assert.h>
#include <stdio.h>

enum { SLIP = 10 };

static const struct usual_dose doses[] = {
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

static const struct {
	const char *international, *other;
} names[] = {
#define NAMES(international, other) { international, other },
#include "check/medical/names.def"
#undef NAMES
};

static const struct usual_dose *find_dose(struct str word)
{
	enum { NAME_LEAST = 4 };
	if (word.len < NAME_LEAST)
		return NULL;
	const struct usual_dose *dose = find_international(word);
	for (size_t i = 0; !dose && i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].other[0] == ascii_lower(word.at[0]) && phrase_order(names[i].other, word) == 0)
			dose = find_international(str_from(names[i].international));
	return dose;
}

/* The length of the letter é, è or ï that ends at end; 0 if there is none. */
static size_t accented_before(struct str text, size_t end)
{
	static const char *const letters[] = { "é", "è", "ï" };
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (end >= 2 && memcmp(text.at + end - 2, letters[i], 2) == 0)
			return 2;
	return 0;
}

/* The same for a name in German or French, which may have accents, lack an e at its end or have one more: Levothyroxin,
 * méthotrexate, digoxine. */
static const struct usual_dose *find_dose_in(struct str word, bool english)
{
	char plain[32];
	size_t len = 0;
	const struct usual_dose *dose = find_dose(word);
	if (dose || english || !word.len || word.len + 2 > sizeof(plain))
		return dose;
	for (size_t i = 0; i < word.len; i++) {
		bool accented = accented_before(word, i + 2 <= word.len ? i + 2 : 0);
		plain[len++] = !accented ? word.at[i] : word.at[i + 1] == "ï"[1] ? 'i' : 'e';
		i += accented;
	}
	dose = find_dose((struct str){ plain, len });
	bool ends = ascii_lower(plain[len - 1]) == 'e';
	plain[len] = 'e';
	return dose ? dose : find_dose((struct str){ plain, ends ? len - 1 : len + 1 });
}

/* Lists the name of a medicine, also with an e at its end or without one: German Levothyroxin, French digoxine. */
static void list_dose(struct text_forms *forms, const char *name)
{
	char longer[40];
	int len = snprintf(longer, sizeof(longer), "%se", name);
	assert(len > 1 && (size_t)len < sizeof(longer));
	text_forms_add(forms, str_from(longer), WORD_DOSED);
	text_forms_add(forms, str_from(name), WORD_DOSED);
	if (name[len - 2] == 'e')
		text_forms_add(forms, (struct str){ name, (size_t)len - 2 }, WORD_DOSED);
}

void medical_list_doses(struct text_forms *forms)
{
	for (size_t i = 0; i < DOSES; i++)
		list_dose(forms, doses[i].name);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		list_dose(forms, names[i].other);
}

const struct usual_dose *medical_dose_named(const struct medical *medical, struct str word)
{
	return find_dose_in(word, medical->english);
}

bool medical_has_accented_dose(struct str word)
{
	return find_dose_in(word, false) != NULL;
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
		"twice", "patch", "delivers", "spray", "citrate", "acid", "succinate", "tartrate", "phosphate", "glargine", "aspart", "lispro",
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
		while (offset > 0 && (ascii_is_letter(text.at[offset - 1]) || accented_before(text, offset)))
			offset -= ascii_is_letter(text.at[offset - 1]) ? 1 : 2;
		*word = (struct str){ text.at + offset, end - offset };
		const struct usual_dose *dose = find_dose_in(*word, medical->english);
		if (dose && medical_is_companion(medical, offset, end, dose)) {
			*word = STR("");
			return NULL;
		}
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
	struct str rest = phrase_after(text, offset);
	if (!medical->english && (str_starts(rest, "d'") || str_starts(rest, "d’")))
		offset += str_starts(rest, "d'") ? strlen("d'") : strlen("d’");
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

/* Whether the text goes on to say that the amount is not one dose: per hour, per kilogram, per millilitre; or the weight
 * of a package. */
static bool is_rate(struct str text, size_t end)
{
	static const char *const rates[] = {
		"per", "an hour", "every minute", "in saline", "in water", "in glucose", "in dextrose", "in normal",
		"in sodium", "in a bag", "in one", "in a litre", "pro", "par", "sachet", "sachets", "tube", "tubes", NULL,
	};
	static const char *const single[] = {
		"per day", "per dose", "per rectum", "per vaginam", "per os", "per puff", "per actuation", "per tablet",
		"per capsule", "per spray", "pro tag", "pro dosis", "par jour", "par prise", NULL,
	};
	/* mg·kg⁻¹·min⁻¹ */
	static const char *const products[] = { "·", "∙", "⋅", ".kg", "kg-1", "kg−1", "kg⁻¹" };
	struct str rest = phrase_after(text, medical_gap(text, end, false));
	if (rest.len && rest.at[0] == '/')
		return !str_starts(rest, "/d");
	for (size_t i = 0; i < sizeof(products) / sizeof(products[0]); i++)
		if (str_starts(rest, products[i]))
			return true;
	bool in = str_starts(rest, "in ") && rest.len > 3 && ascii_is_digit(rest.at[3]);
	return in || (phrase_starts_any(rest, rates) && !phrase_starts_any(rest, single));
}

/* How the dose is given, as the words after it say, and those between the word before its medicine and it. */
static struct medical_way way_of(struct str text, const struct given_dose *given, struct str name)
{
	enum { WORD_REACH = 16 };
	struct medical_way way = medical_way_after(text, given->end);
	size_t first = name.len && name.at < text.at + given->start ? (size_t)(name.at - text.at) : given->start;
	size_t last = given->end, word = medical_gap_before(text, first);
	while (word > 0 && first - word < WORD_REACH && !strchr(" \n\t(", text.at[word - 1]))
		word--;
	if (!way.route)
		way.route = medical_route_in((struct str){ text.at + word, last - word });
	size_t clause = last;
	while (clause < text.len && !ascii_is_digit(text.at[clause]) && !strchr(".,;:!?", text.at[clause]))
		clause++;
	if (!way.route)
		way.route = medical_route_in((struct str){ text.at + last, clause - last });
	return way;
}

bool medical_is_harm(struct str text, size_t start, size_t end)
{
	static const char *const harm[] = {
		"overdos", "poison", "toxi", "lethal", "fatal", "ingest", "swallow", "mouse", "mice", "rat ", "rats", "cat ", "cats ",
		"dog", "horse", "foal", "pony", "cattle", "sheep", "rabbit", "feline", "canine", "equine", "veterin",
		"animal", "equivalen", "equianalg", "abus", "error", "mistake", "intrathecal", "organophosph", "suicid", "self-harm",
		"deliberate", "lifetime", "bought", "stockpil", "caused", "died", "killed", "berdos", "vergift", "letal", "intox", "surdos", "mortel", NULL,
	};
	return medical_sentence_says(text, start, end, harm);
}

/* Whether the sentence speaks of a place or purpose for which a small part of a dose is enough. */
static bool is_local(struct str text, size_t start, size_t end)
{
	static const char *const local[] = {
		"intravitre", "intracam", "intraocul", "subconjunct", "intradermal", "intralesion", "intracoronar", "intracavern",
		"intraventric", "intranasal", "epidural", "eye", "test dose", "skin test", "prick", "challenge", "desensit", "microdos",
		"lock", "food", "diet", NULL,
	};
	return medical_sentence_says(text, start, end, local);
}

/* Whether the grams are what a newborn weighs: "neonates < 1200 g". */
static bool is_birth_weight(struct str text, size_t start, const struct dose_unit *unit)
{
	static const char *const newborns[] = { "neonat", "newborn", "preterm", "premature",
						"birth",  "infant",  "bab",	NULL };
	if (text.at[unit->start] != 'g')
		return false;
	struct str before = str_trim((struct str){ text.at, start });
	static const char *const limits[] = { "<", ">", "≤", "≥" };
	static const char *const weights[] = { "weighing", "weight", "weight of", "weighs", "under",
					       "over",	   "below",  "above",	  NULL };
	bool limit = phrase_ends_any(before, weights) < before.len;
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		limit = limit || str_ends(before, limits[i]);
	return limit && medical_sentence_says(text, start, unit->end, newborns);
}

static const struct counted {
	const char *medicine;
	double most; /* units a day */
} counted[] = {
#define COUNTED(medicine, most) { medicine, most },
#include "check/medical/counted.def"
#undef COUNTED
};

const struct usual_dose *medical_medicine_of(const struct medical *medical, size_t start, size_t end, struct str *name)
{
	const struct usual_dose *dose = medicine_before(medical, start, name);
	if (dose && name->len && medical_dose_of_other(medical->text, end))
		dose = NULL;
	if (!dose)
		dose = medicine_after(medical, end, name);
	return dose ? dose : medical_subject(medical, start, end, name);
}

/* Judges a dose in units: 10 units of insulin. */
static void judge_units(struct medical *medical, const struct medical_number *n, const struct dose_unit *unit)
{
	static const char *const supply[] = {
		"vial", "bottle", "contain", "pen", "cartridge", "supply", "supplied", "syringe", "ampoule", "strength", "total", NULL,
	};
	struct report *report = medical->check->report;
	struct str text = medical->text, name;
	double units = medical_number_value(text, n);
	const struct usual_dose *dose = medical_medicine_of(medical, n->start, unit->end, &name);
	for (size_t i = 0; dose && i < sizeof(counted) / sizeof(counted[0]); i++) {
		if (units <= counted[i].most || strcmp(counted[i].medicine, dose->name) != 0 ||
		    medical_is_harm(text, n->start, unit->end) || medical_sentence_says(text, n->start, unit->end, supply) ||
		    medical->reported == unit->end)
			continue;
		medical->reported = unit->end;
		struct span span = prose_span(&medical->check->texts.prose, medical->check->source, n->start, unit->end);
		struct diagnostic *d = report_add(report, RULE_MEDICAL_IMPOSSIBLE_DOSE, span, medical->item,
						  "far too much for a dose of %s", dose->name);
		report_label(report, d, "hardly anyone is given more than %.10g units a day", counted[i].most);
		report_help(report, d, "check the number and the unit against a formulary");
		return;
	}
}

void medical_amount(struct medical *medical, const struct medical_number *n, const struct dose_unit *unit)
{
	struct report *report = medical->check->report;
	struct str text = medical->text;
	double mg = milligrams((struct str){ text.at + unit->start, unit->end - unit->start });
	if (!medical_speaks_of_medicine(medical) || !report_wants(report, RULE_MEDICAL_IMPOSSIBLE_DOSE) ||
	    unit->laboratory || n->kind == NUMBER_UNREADABLE || (n->foreign && n->kind == NUMBER_DECIMAL) ||
	    is_rate(text, unit->end) || is_birth_weight(text, n->start, unit))
		return;
	if (mg == 0) {
		if (unit->sure && (ascii_lower(text.at[unit->start]) == 'u' || ascii_lower(text.at[unit->start]) == 'i'))
			judge_units(medical, n, unit);
		return;
	}
	struct str name;
	struct given_dose given = { .of = medicine_before(medical, n->start, &name), .start = n->start, .end = unit->end };
	bool other = given.of && name.len && name.at < text.at + n->start && medical_dose_of_other(text, unit->end);
	if (!given.of || other) {
		given.of = medicine_after(medical, unit->end, &name);
		given.end = given.of ? (size_t)(name.at - text.at) + name.len : unit->end;
	}
	bool far = !given.of;
	if (far)
		given.of = medical_subject(medical, n->start, unit->end, &name);
	given.mg = medical_number_value(text, n) * mg;
	if (!given.of || given.of->most == 0 || given.mg == 0)
		return;
	given.way = way_of(text, &given, name);
	const char *how = "at a time";
	double bound = given.of->least;
	bool little = !far && given.mg * SLIP < given.of->least, much = !little && medical_too_much(medical, &given, &bound, &how);
	/* An overdose of another medicine is what these are given for. */
	bool antidote = strcmp(given.of->name, "naloxone") == 0 || strcmp(given.of->name, "flumazenil") == 0;
	if ((!little && !much) || (little && is_local(text, n->start, unit->end)) || medical->reported == unit->end ||
	    (!antidote && medical_is_harm(text, n->start, unit->end)))
		return;
	medical->reported = unit->end;
	size_t acid = name.len ? phrase_starts(phrase_after(text, (size_t)(name.at - text.at) + name.len), " acid") : 0;
	name = name.len ? (struct str){ name.at, name.len + acid } : str_from(given.of->name);
	struct span span = prose_span(&medical->check->texts.prose, medical->check->source, n->start, unit->end);
	struct diagnostic *d =
		report_add(report, RULE_MEDICAL_IMPOSSIBLE_DOSE, span, medical->item, "far too %s for a dose of %.*s",
			   much ? "much" : "little", STR_ARG(name));
	report_label(report, d, "hardly anyone is given %s than %g mg %s", much ? "more" : "less", bound, how);
	report_help(report, d, "check the number and the unit against a formulary");
}

const struct usual_dose *medical_row_dose(struct str heading)
{
	return find_dose(str_trim(heading));
}

const struct usual_dose *medical_asked_dose(const struct medical *medical, struct str front)
{
	static const char *const asks[] = {
		"dose", "doses", "dosage", "how much", "give", "given", "take", "taken", "start", "started", "prescribed",
		"administered", "receive", "injected", "infused", NULL,
	};
	static const char *const extremes[] = { "lethal", "fatal", "toxic", "overdose", "cumulative", "total", NULL };
	const struct usual_dose *asked = NULL;
	size_t at = 0;
	if (!(medical->said & WORD_DOSED) || !phrase_in_any(front, asks) || phrase_in_any(front, extremes))
		return NULL;
	for (struct str word; phrase_next_word(front, &at, &word);) {
		const struct usual_dose *dose = find_dose(word);
		if (dose && asked && dose != asked)
			return NULL;
		asked = dose ? dose : asked;
	}
	return asked;
}
