#include "check/medical/medical.h"

#include "base/ascii.h"

/* Judges the text in check->medical.prose. */
static void judge(struct medical *medical, struct str item)
{
	struct lesson_check *check = medical->check;
	if (prose_failed(&check->medical.prose)) {
		check->failed = true;
		return;
	}
	struct str s = prose_view(&check->medical.prose);
	medical->text = s;
	medical->item = item;
	size_t language_end = 0;
	for (size_t i = 0; i < s.len;) {
		unsigned char c = (unsigned char)s.at[i];
		if (i >= language_end) {
			struct str lang = prose_lang(&check->medical.prose, i);
			if (!str_equal(lang, medical->lang)) {
				medical->lang = lang;
				medical->english = language_is_english(lang);
				medical->decimal = language_decimal_mark(lang);
			}
			language_end = prose_lang_end(&check->medical.prose, i);
		}
		if (ascii_is_digit(s.at[i])) {
			i = medical_number(medical, i);
		} else if (ascii_is_letter(s.at[i])) {
			if (medical->first[c] && medical->english)
				medical_word(medical, i);
			if ((c == 'x' || c == 'q' || c == 'Q') && medical->english)
				medical_time(medical, i);
			/* Skip to the next word, but examine a number at the end of this one: "insulin40 mg". */
			while (i < s.len && ascii_is_letter(s.at[i]))
				i++;
		} else {
			if (c >= 0xc2 && c <= 0xce && medical->english)
				medical_word(medical, i);
			if (c != ' ' && medical->english)
				medical_sign(medical, i);
			i++;
		}
	}
}

/* Quotations are left unchanged. */
static void check_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct medical *medical = context;
	if (site->role == ROLE_SOURCE || site->role == ROLE_CREDIT)
		return;
	/* Cells continue the first one of their row, and the back of a card its front. */
	if (site->row ? site->row != medical->row.of : site->role != ROLE_BACK)
		memset(&medical->row, 0, sizeof(medical->row));
	medical->row.of = site->row;
	prose_flatten(&medical->check->medical.prose, text);
	judge(medical, site->item);
	if (site->row && site->row->cells->text == text && !medical->check->failed) {
		medical->row.analyte = medical_row_analyte(medical, medical->text, &medical->row.name);
		medical->row.dose = medical_row_dose(medical->text);
	} else if (site->role == ROLE_FRONT && !medical->check->failed) {
		medical->row.analyte = medical_asked_analyte(medical, medical->text, &medical->row.name);
		medical->row.dose = medical_asked_dose(medical->text);
	}
}

static void check_attribute(void *context, const struct attribute *attribute, const struct text_site *site)
{
	struct medical *medical = context;
	prose_take_attribute(&medical->check->medical.prose, attribute, site->lang);
	judge(medical, site->item);
}

void check_medical(struct lesson_check *check)
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
		wanted = wanted || report_wants(check->report, rules[i]);
	if (!wanted)
		return;
	struct medical medical = { .check = check };
	if (report_wants(check->report, RULE_MEDICAL_DO_NOT_USE) || report_wants(check->report, RULE_MEDICAL_ERROR_PRONE) ||
	    report_wants(check->report, RULE_MEDICAL_DRUG_ABBREVIATION))
		medical_words_init(&medical);
	if (report_wants(check->report, RULE_MEDICAL_IMPOSSIBLE_RESULT))
		medical_analytes_init(&medical);
	lesson_each_text(check->lesson, check_text, &medical);
	lesson_each_attribute(check->lesson, check_attribute, &medical);
}
