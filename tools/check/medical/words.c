#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/medical/medical.h"

enum condition { ALWAYS, AFTER_NUMBER, BEFORE_UNIT, AFTER_DOSE, BESIDE_DOSE, IN_DOSE, AFTER_DROPS, OF_INSULIN };
enum {
	DO_NOT_USE = RULE_MEDICAL_DO_NOT_USE,
	ERROR_PRONE = RULE_MEDICAL_ERROR_PRONE,
	SHORT_NAME = RULE_MEDICAL_DRUG_ABBREVIATION,
};

static const struct word {
	enum rule_id rule;
	const char *text;
	enum condition condition;
	const char *mistaken, *instead, *fix; /* mistaken is NULL for Latin, fix for names of drugs */
} words[] = {
#define WORD(rule, text, condition, mistaken, instead, fix) { (enum rule_id)rule, text, condition, mistaken, instead, fix },
#define DRUG(rule, text, condition, mistaken, name)	    WORD(rule, text, condition, mistaken, name, NULL)
#define LATIN(rule, text, condition, instead, fix)	    WORD(rule, text, condition, NULL, instead, fix)
#include "check/medical/words.def"
#undef LATIN
#undef DRUG
#undef WORD
};
enum { WORDS = sizeof(words) / sizeof(words[0]) };
_Static_assert(WORDS < 256, "an index of words is a byte");

void medical_index_words(struct medical_index *index)
{
	for (size_t i = WORDS; i-- > 0;) {
		unsigned char c = (unsigned char)words[i].text[0] & 0x7f;
		index->next[i] = index->first[c];
		index->first[c] = (unsigned char)(i + 1);
		index->second[c] |= 1u << ((unsigned char)words[i].text[1] & 31);
	}
}

void medical_list_words(struct text_forms *forms)
{
	static const char *const times[] = { "x", "q", NULL }; /* times.c */
	text_forms_add_all(forms, times, WORD_ERROR_PRONE);
	for (size_t i = 0; i < WORDS; i++) {
		struct str word = { words[i].text, 0 };
		while (ascii_is_letter(word.at[word.len]))
			word.len++;
		text_forms_add(forms, word, WORD_ERROR_PRONE);
	}
}

/* Case means nothing in text that is all capitals: "TAKE 5 MG IN THE MORNING". */
static bool shouts(struct str s, size_t end)
{
	end = medical_gap(s, end, false);
	return end + 2 < s.len && ascii_is_upper(s.at[end]) && ascii_is_upper(s.at[end + 1]) &&
	       ascii_is_upper(s.at[end + 2]);
}

static bool after_number(struct str s, size_t start)
{
	static const char *const counts[] = { "million", "thousand", NULL };
	start = medical_gap_before(s, start);
	start -= start > 0 && s.at[start - 1] == '-';
	start = medical_gap_before(s, phrase_ends_any((struct str){ s.at, start }, counts)); /* 2.4 million IU */
	if (start == 0 || !ascii_is_digit(s.at[start - 1]))
		return false;
	struct dose_unit unit;
	/* "u" is not in the table of units: what it measures only follows from what comes after it. */
	return !medical_unit_after(s, start, &unit) || unit.far || !unit.laboratory;
}

/* "In 1985 U.S. hospitals", "9,000 U. S. residents": letters with full stops are not a unit. */
static bool goes_on(struct str s, size_t end)
{
	size_t at = end + 1;
	if (at >= s.len || s.at[end] != '.')
		return false;
	if (ascii_is_letter(s.at[at]))
		return true;
	while (at < s.len && s.at[at] == ' ')
		at++;
	return at + 1 < s.len && ascii_is_upper(s.at[at]) && s.at[at + 1] == '.';
}

/* "50K units", not "100K/uL" or "3 M L-dopa". */
static bool counts_units(struct str s, size_t end)
{
	struct dose_unit unit;
	return medical_unit_after(s, end, &unit) && unit.sure && !unit.far && !unit.laboratory;
}

/* Words that distinguish a sliding scale from an infection of the surgical site. */
static const char *const insulin[] = { "insulin", "before meals", "with meals", "coverage", NULL };

/* Whether a dose ends at end, or a dose and its route: "40 mg sc". */
static bool after_dose(struct str s, size_t end, bool drops)
{
	static const char *const routes[] = {
		"po", "p.o.", "sc", "iv", "im", "subcut", "orally", "by mouth", "subcutaneously", NULL,
	};
	struct str before = { s.at, medical_gap_before(s, end) };
	if (before.len && before.at[before.len - 1] == ')')
		before.len--;
	if (medical_dose_before(s, before.len, drops))
		return true;
	size_t start = phrase_ends_any(before, routes);
	return start < before.len && medical_dose_before(s, start, false);
}

/* What is said of a medicine in the blood, and not of one that is given. */
static const char *const measured[] = { "concentration", "level", "plasma", "serum", NULL };

static bool holds(struct str s, const struct word *word, size_t start, size_t end)
{
	switch (word->condition) {
	case ALWAYS: return start < 4 || memcmp(s.at + start - 4, "nil ", 4) != 0; /* nil per os: nothing by mouth */
	case AFTER_NUMBER:
		return after_number(s, start) && !goes_on(s, end) && !medical_is_result(s, start, end) &&
		       !(word->text[0] == 'u' && end + 1 < s.len && s.at[end] == '/' && strchr("Lldm", s.at[end + 1]));
	case BEFORE_UNIT: return after_number(s, start) && counts_units(s, end);
	case OF_INSULIN: return medical_sentence_says(s, start, end, insulin);
	case AFTER_DOSE: return after_dose(s, start, false) && !shouts(s, end);
	case AFTER_DROPS: return after_dose(s, start, true) && !shouts(s, end);
	case BESIDE_DOSE: return medical_dose_before(s, start, false) || medical_dose_after(s, end);
	case IN_DOSE:
		if (word->rule == RULE_MEDICAL_DRUG_ABBREVIATION && medical_sentence_says(s, start, end, measured))
			return medical_states_dose(s, start, end);
		return medical_mentions_dose(s, start, end) || after_dose(s, start, false) || medical_dose_after(s, end);
	}
	return false;
}

/* Whether the full stop before end, which belongs to the word, also ends a sentence: another one follows, or the text
 * ends and began like a sentence. */
static bool ends_sentence(struct str s, size_t end)
{
	size_t next = end;
	if (s.at[end - 1] != '.')
		return false;
	while (next < s.len && strchr(" \t\r\n", s.at[next]))
		next++;
	char capital = next < s.len ? s.at[next] : s.at[0];
	return (next == s.len || next > end) && ascii_is_upper(capital);
}

static void add_finding(struct medical *medical, const struct word *word, size_t start, size_t end)
{
	struct lesson_check *check = medical->check;
	struct diagnostic *d =
		report_add(check->report, word->rule, prose_span(&check->texts.prose, check->source, start, end),
			   medical->item, "\"%s\" is easily misread in doses", word->text);
	if (word->fix) {
		if (word->mistaken)
			report_label(check->report, d, "taken for %s", word->mistaken);
		else
			report_label(check->report, d, "Latin, which not all readers know");
		report_help(check->report, d, "write %s", word->instead);
	} else {
		report_label(check->report, d, "short for %s, taken for %s", word->instead, word->mistaken);
		report_help(check->report, d, "write the name of the drug in full");
	}
	if (!word->fix || !word->fix[0] || !prose_is_plain(&check->texts.prose, check->source, start, end))
		return;
	/* 10U needs a space before the word. */
	char text[64] = " ";
	bool joined = start > 0 && ascii_is_digit(medical->text.at[start - 1]);
	size_t len = strlen(word->fix);
	memcpy(text + joined, word->fix, len);
	if (ends_sentence(medical->text, end))
		text[joined + len++] = '.';
	/* "5 u" may be a mass, "20 U" a row of uridines. */
	bool sure = word->condition == AFTER_NUMBER && strlen(word->text) > 1;
	enum fix_class class = sure ? FIX_SAFE : FIX_UNSAFE;
	report_edit(check->report, d, class, prose_span(&check->texts.prose, check->source, start, end),
		    (struct str){ text, len + joined });
}

void medical_word(struct medical *medical, size_t start)
{
	struct str s = medical->text;
	unsigned char first = (unsigned char)s.at[start] & 0x7f;
	unsigned char second = start + 1 < s.len ? (unsigned char)s.at[start + 1] : 0;
	bool joined = start > 0 && ascii_is_digit(s.at[start - 1]);
	if (start > 1 && s.at[start - 1] == '-' && !ascii_is_digit(s.at[start - 2]))
		return;
	for (size_t i = medical->index->first[first]; i; i = medical->index->next[i - 1]) {
		const struct word *word = &words[i - 1];
		if (word->text[1] && !(medical->index->second[first] & 1u << (second & 31)))
			continue;
		size_t len = strlen(word->text), end = start + len;
		if (s.len - start < len || memcmp(s.at + start, word->text, len) != 0)
			continue;
		if (end < s.len && medical_is_word(s.at[end]))
			continue;
		if (end + 1 < s.len && s.at[end] == '-' && medical_is_word(s.at[end + 1]))
			continue;
		if (joined && word->condition != AFTER_NUMBER && word->condition != BEFORE_UNIT)
			continue;
		unsigned inside = prose_inside(&medical->check->texts.prose, start);
		bool explained = word->rule == RULE_MEDICAL_DRUG_ABBREVIATION && inside & 1u << INLINE_ABBR;
		if (!report_wants(medical->check->report, word->rule) || inside & 1u << INLINE_CODE || explained ||
		    medical_quoted(s, start, end) || !holds(s, word, start, end) || medical_warns(s, start, end))
			continue;
		add_finding(medical, word, start, end);
		return;
	}
}
