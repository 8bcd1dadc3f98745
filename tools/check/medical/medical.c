#include "check/medical/medical.h"

#include "base/ascii.h"
#include "check/core/phrase.h"

/* Takes the language of the part at offset; returns the end of that part. */
static size_t take_language(struct medical *medical, size_t offset)
{
	const struct prose *prose = &medical->check->texts.prose;
	struct str lang = prose_lang(prose, offset);
	if (!str_equal(lang, medical->lang)) {
		medical->lang = lang;
		medical->english = language_is_english(lang);
		medical->decimal = language_decimal_mark(lang);
	}
	return prose_lang_end(prose, offset);
}

/* Judges the letters at offset, which no other precedes. */
static void judge_letters(struct medical *medical, size_t offset)
{
	char c = medical->text.at[offset];
	if (!medical->english)
		return;
	if (medical->index->first[(unsigned char)c & 0x7f])
		medical_word(medical, offset);
	if (c == 'x' || c == 'q' || c == 'Q')
		medical_time(medical, offset);
}

/* Judges numbers and words from offset to end, in a word of more than letters: "insulin40", "µg". Returns the end of what
 * it has judged. */
static size_t judge_bytes(struct medical *medical, size_t offset, size_t end)
{
	struct str s = medical->text;
	while (offset < end) {
		unsigned char c = (unsigned char)s.at[offset];
		if (ascii_is_digit(s.at[offset])) {
			offset = medical_number(medical, offset);
		} else if (ascii_is_letter(s.at[offset])) {
			judge_letters(medical, offset);
			while (offset < end && ascii_is_letter(s.at[offset]))
				offset++;
		} else {
			if (c >= 0xc2 && c <= 0xce && medical->english)
				medical_word(medical, offset);
			offset++;
		}
	}
	return offset;
}

static void judge(struct medical *medical, const struct text_run *run)
{
	enum { MORE = WORD_DIGITS | WORD_HIGH | WORD_JOINED };
	size_t at = 0, language_end = 0;
	medical->text = run->text;
	medical->reported = 0;
	medical->item = run->site->item;
	medical->run = run;
	medical->said = run->said;
	if (!(run->said & (MORE | WORD_ERROR_PRONE)) && !(run->has & RUN_SIGNS))
		return;
	for (size_t i = 0; i <= run->word_count; i++) {
		if (i < run->word_count && !(run->words[i].flags & (MORE | WORD_ERROR_PRONE)) && !(run->has & RUN_SIGNS))
			continue;
		size_t start = i < run->word_count ? run->words[i].start : run->text.len;
		if ((run->has & RUN_SIGNS) && at >= language_end && at < start)
			language_end = take_language(medical, at);
		for (; (run->has & RUN_SIGNS) && at < start; at++)
			if (medical->english && run->text.at[at] != ' ')
				medical_sign(medical, at);
		at = at > start ? at : start; /* a number may have gone on */
		if (i == run->word_count || at >= run->words[i].end)
			continue;
		if (at >= language_end)
			language_end = take_language(medical, at);
		if (run->words[i].flags & MORE)
			at = judge_bytes(medical, at, run->words[i].end);
		else if (run->words[i].flags & WORD_ERROR_PRONE)
			judge_letters(medical, at);
		at = at > run->words[i].end ? at : run->words[i].end;
	}
}

/* Whether the text is about equivalent doses, which need not be usual ones. The words lack the first letter, which may be
 * a capital. */
static bool compares_doses(struct str text)
{
	static const char *const words[] = { "quianalg", "quivalent dose", "quivalent oral dose", "ose equivalen" };
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text.len && memmem(text.at, text.len, words[i], strlen(words[i])))
			return true;
	return false;
}

/* Whether a heading gives the unit of the doses below it: "Dose, mg/kg". */
static bool is_unit_heading(const struct row *row, struct str heading)
{
	static const char *const units[] = { "mg", "mcg",   "µg", "micrograms", "milligrams", "grams", "g",
					     "mL", "units", "IU", "mmol",	"mEq",	      NULL };
	return row->cells->header && !row->cells->row_scope && phrase_in_any(heading, units);
}

void medical_run(struct medical *medical, const struct text_run *run, const struct inline_node *text)
{
	const struct text_site *site = run->site;
	/* Quotations are left unchanged. */
	if (site->role == ROLE_SOURCE || site->role == ROLE_CREDIT)
		return;
	/* Cells continue the first one of their row, the back of a card its front, and the explanation of a question its stem. */
	bool answers = site->role == ROLE_BACK || site->role == ROLE_EXPLANATION || site->role == ROLE_FEEDBACK;
	if (text && site->role != ROLE_OPTION && (site->row ? site->row != medical->row.of : !answers))
		memset(&medical->row, 0, sizeof(medical->row));
	medical->row.of = text ? site->row : medical->row.of;
	/* The heading of a table holds for the rows below it. */
	medical->compares = site->row && (medical->compares || compares_doses(run->text));
	medical->units_above = site->row && (medical->units_above || is_unit_heading(site->row, run->text));
	struct medical_row row = medical->row;
	if (site->role == ROLE_OPTION) /* distractors are wrong */
		memset(&medical->row, 0, sizeof(medical->row));
	judge(medical, run);
	medical->row = row;
	if (text && site->row && site->row->cells->text == text) {
		medical->row.analyte = medical_row_analyte(medical, run->text, &medical->row.name);
		medical->row.dose = medical_row_dose(run->text);
	} else if (text && (site->role == ROLE_FRONT || site->role == ROLE_STEM)) {
		medical->row.analyte = medical_asked_analyte(medical, run->text, &medical->row.name);
		medical->row.dose = medical_asked_dose(medical, run->text);
		medical->row.measure = medical_asked_measure(medical, run->text);
		medical->row.usual = medical->row.analyte && medical_is_usual(run->text, 0, run->text.len);
		medical->row.blood = medical->row.analyte && medical_is_blood(run->text, 0, run->text.len);
		medical->row.weight = run->said & WORD_DIGITS ? medical_weight_in(run->text) : 0;
	}
}

bool medical_is_wanted(const struct report *report)
{
	static const enum rule_id rules[] = {
		RULE_MEDICAL_TRAILING_ZERO,	 RULE_MEDICAL_NAKED_DECIMAL,	 RULE_MEDICAL_DO_NOT_USE,
		RULE_MEDICAL_ERROR_PRONE,	 RULE_MEDICAL_DRUG_ABBREVIATION, RULE_MEDICAL_MISSING_SPACE,
		RULE_MEDICAL_LARGE_NUMBER,	 RULE_MEDICAL_ERROR_PRONE_SYMBOL, RULE_MEDICAL_DECIMAL_COMMA,
		RULE_MEDICAL_UNIT_CASE,		 RULE_MEDICAL_IMPOSSIBLE_DOSE,	 RULE_MEDICAL_IMPOSSIBLE_RESULT,
		RULE_MEDICAL_DOSE_WITHOUT_UNIT,
	};
	bool wanted = false;
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		wanted = wanted || report_wants(report, rules[i]);
	return wanted;
}
