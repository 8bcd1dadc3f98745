/* The medicine that a sentence is about, when the dose is further from its name than a few words. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"

/* "10 mg of it" and "5 mg of the drug" don't say of what they are. */
bool medical_dose_of_other(struct str text, size_t end)
{
	static const char *const same[] = {
		"it", "this", "the drug", "the medicine", "the solution", "solution", "the dose", "this dose", "base", "them", NULL,
	};
	struct str rest = phrase_after(text, medical_gap(text, end, false));
	size_t of = phrase_starts(rest, "of");
	return of && !phrase_starts_any(str_trim(phrase_after(rest, of)), same);
}

/* Whether the name at offset is only compared, or added: "lidocaine without adrenaline", "more than warfarin". */
static bool is_beside(const struct medical *medical, size_t offset)
{
	static const char *const beside[] = {
		"with", "without", "than", "to", "from", "not", "by", "unlike", "for", "against", "instead of", "before", "after", NULL,
	};
	struct str before = str_trim((struct str){ medical->text.at, offset });
	return phrase_ends_any(before, beside) < before.len;
}

bool medical_is_companion(const struct medical *medical, size_t start, size_t end, const struct usual_dose *dose)
{
	const struct text_run *run = medical->run;
	struct str text = medical->text, before = str_trim((struct str){ text.at, start });
	if (phrase_ends(before, "without") < before.len)
		return true;
	size_t with = phrase_ends(before, "with"), i = text_first_word(run, with);
	if (with == before.len)
		return false;
	if (i == 0 || medical_clause_ends(text, run->words[i - 1].end, with))
		return end < text.len && text.at[end] == ':';
	return strcmp(dose->name, "adrenaline") == 0 && run->words[i - 1].flags & WORD_DOSED;
}

/* Whether the words around the name, from start to end, say that it is one of a blood level: "serum methotrexate",
 * "methotrexate < 1 µmol/L", "the gentamicin level". */
static bool is_level(struct str text, size_t start, size_t end)
{
	static const char *const measured[] = { "serum", "plasma", NULL };
	static const char *const levels[] = { "level", "levels", "concentration", "concentrations", "trough", NULL };
	struct str before = str_trim((struct str){ text.at, start }),
		   after = phrase_after(text, medical_gap(text, end, false));
	if (phrase_ends_any(before, measured) < before.len || phrase_starts_any(after, levels))
		return true;
	return after.len && (strchr("<>", after.at[0]) || str_starts(after, "≥") || str_starts(after, "≤"));
}

/* Whether the name only says when: "after the start of methotrexate". */
static bool is_time(struct str text, size_t start)
{
	static const char *const starts[] = {
		"start of",	    "start of the",  "end of",	     "end of the",    "beginning of",
		"beginning of the", "beginning",     "starting",     "stopping",      "completion of",
		"initiation of",    "withdrawal of", "last dose of", "first dose of", NULL,
	};
	struct str before = str_trim((struct str){ text.at, start });
	return phrase_ends_any(before, starts) < before.len;
}

/* Whether the word is a strength of dextrose: D50, D5W. */
static bool is_dextrose(struct str word)
{
	return word.len > 1 && word.at[0] == 'D' && ascii_is_digit(word.at[1]);
}

/* Whether a sentence ends between two words, perhaps with a bracket or mark of quotation. */
static bool ends_sentence(struct str text, size_t end, size_t next)
{
	for (size_t i = end; i + 1 < next; i++)
		if (strchr(".!?", text.at[i]) && strchr(" \n)\"", text.at[i + 1]))
			return true;
	return false;
}

bool medical_clause_ends(struct str text, size_t end, size_t next)
{
	if (next <= end + 1)
		return false;
	for (size_t i = end; i + 1 < next; i++)
		if (strchr(".!?;", text.at[i]) && (text.at[i + 1] == ' ' || text.at[i + 1] == '\n'))
			return true;
	return next > end + strlen("→") && memmem(text.at + end, next - end, "→", strlen("→"));
}

static bool is_other_medicine(const struct medical *medical, size_t i)
{
	static const char *const others[] = {
		"glucose", "dextrose", "saline", "water", "protein", "alcohol", "ethanol", "salt", "fibre", "fiber", "fat",
		"carbohydrate", "carbohydrates", "carbs", "sugar", "iron", "zinc", "calcium", "magnesium", "potassium", "sodium", "caffeine", "vitamin", NULL,
	};
	const struct lexicon *lexicon = medical->check->lexicon;
	struct str word = text_word(medical->run, i);
	if (text_word_is(word, "acid"))
		return i == 0 || !(medical->run->words[i - 1].flags & WORD_DOSED);
	return (lexicon && lexicon_has_medicine(lexicon, word)) || text_word_in(word, others);
}

/* Whether the dose that ends at end is one of the next word, which is another medicine or food: "1 unit of insulin per 5 g
 * carbohydrates", "alendronate and 1000 mg daily calcium". */
static bool is_followed_by_other(const struct medical *medical, size_t end)
{
	static const char *const between[] = { "daily", "oral", "intravenous", "weekly", NULL };
	const struct text_run *run = medical->run;
	size_t i = text_first_word(run, end);
	while (i < run->word_count && text_word_in(text_word(run, i), between))
		i++;
	return i < run->word_count && phrase_next_sign(medical->text, end) >= run->words[i].start && is_other_medicine(medical, i);
}

/* The medicine among the words after the dose that ends at end: "10 units of soluble insulin". */
static const struct usual_dose *medicine_within(const struct medical *medical, size_t end, struct str *name)
{
	enum { WORDS = 4 };
	const struct text_run *run = medical->run;
	size_t first = text_first_word(run, end);
	for (size_t i = first; i < run->word_count && i < first + WORDS; i++) {
		*name = text_word(run, i);
		if (phrase_next_sign(medical->text, end) < run->words[i].start)
			return NULL;
		if (run->words[i].flags & WORD_DOSED)
			return medical_dose_named(medical, *name);
	}
	return NULL;
}

const struct usual_dose *medical_subject(const struct medical *medical, size_t start, size_t end, struct str *name)
{
	enum { REACH = 240, WORDS = 40 };
	const struct text_run *run = medical->run;
	struct str text = medical->text;
	if (medical_dose_of_other(text, end))
		return medicine_within(medical, end, name);
	if (is_followed_by_other(medical, end))
		return NULL;
	size_t first = start > REACH ? start - REACH : 0, i = text_first_word(run, start);
	for (size_t words = 0; i > 0 && words < WORDS; words++) {
		const struct text_word *word = &run->words[--i];
		size_t next = i + 1 < run->word_count && run->words[i + 1].start < start ? run->words[i + 1].start : start;
		/* A capital abbreviation before the dose may be a medicine: HCT 25 mg. */
		bool stops = words == 0 && (word->flags & WORD_CAPITALS) && word->end - word->start > 1;
		stops = stops || ends_sentence(text, word->end, next);
		if (stops || word->start < first)
			return NULL;
		if (word->flags & WORD_DIGITS && is_dextrose(text_word(run, i)))
			return NULL;
		if (word->flags & (WORD_DIGITS | WORD_JOINED))
			continue;
		*name = text_word(run, i);
		const struct usual_dose *dose = word->flags & WORD_DOSED ? medical_dose_named(medical, *name) : NULL;
		if (dose && (is_level(text, word->start, word->end) || is_time(text, word->start)))
			continue;
		if (dose)
			return is_beside(medical, word->start) ? NULL : dose;
		if (is_other_medicine(medical, i))
			return NULL;
	}
	*name = STR("");
	return i == 0 ? medical->row.dose : NULL;
}
