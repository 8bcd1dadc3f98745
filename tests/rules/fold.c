/* What folding treats as equal, and what not. */
#include "check/core/fold.h"
#include "check/core/symbols.h"
#include "check/text/text.h"
#include "check/core/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void fold_in(struct buf *out, const char *text, const char *lang)
{
	struct buf raw;
	buf_init(&raw, BUF_CAP);
	buf_init(out, BUF_CAP);
	text_add(&raw, str_from(text), str_from(lang));
	fold(out, buf_view(&raw));
	assert_false(buf_failed(&raw) || buf_failed(out));
	buf_release(&raw);
}

static bool same_in(const char *lang, const char *a, const char *b)
{
	struct buf x, y;
	fold_in(&x, a, lang);
	fold_in(&y, b, lang);
	bool equal = str_equal(buf_view(&x), buf_view(&y));
	buf_release(&x);
	buf_release(&y);
	return equal;
}

static bool same(const char *a, const char *b)
{
	return same_in("en", a, b);
}

static void folds_to(const char *text, const char *folded)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	fold(&out, str_from(text));
	assert_string_equal(buf_cstr(&out), folded);
	buf_release(&out);
}

static void case_space_and_punctuation_do_not_count(void **state)
{
	(void)state;
	folds_to("  What is\tthe\n antidote to Paracetamol?! ", "what is the antidote to paracetamol");
	folds_to("", "");
	folds_to("?!", "");
	folds_to("A, b; (c): \"d\"", "a b c d");
	folds_to("herpes / rubella / CMV", "herpes/rubella/cmv");
	folds_to("/ a /", "a");
	folds_to("Parkinson's, e.g. patients' gait", "parkinsons eg patients gait");
	assert_true(same("Parkinson\xe2\x80\x99s disease", "Parkinson's disease"));
	assert_true(same("follow-up", "follow up"));
	assert_true(same("HLA-B27", "HLA\xe2\x80\x91"
				    "B27"));
	assert_true(same("ECT \xe2\x80\x94 or TMS", "ECT or TMS"));
	assert_true(same("\xe2\x80\x9cquoted\xe2\x80\x9d", "\"quoted\""));
	assert_true(same("so\xc2\xad"
			 "dium",
			 "sodium"));
	assert_true(same("5\xc2\xa0mg", "5 mg"));
}

static void optional_vowels_do_not_count(void **state)
{
	(void)state;
	assert_true(same("قَلْب", "قلب"));
	assert_true(same("قـــلب", "قلب"));
	assert_true(same("לֵב", "לב"));
	assert_false(same("قلب", "كلب"));
	assert_false(same("أمل", "عمل"));
}

static void letters_that_typists_swap_are_one(void **state)
{
	(void)state;
	assert_true(same("إمساك", "امساك"));
	assert_true(same("آلام", "الام"));
	assert_true(same("المستشفى", "المستشفي"));
	assert_true(same("پزشکی", "پزشكي"));
	assert_false(same("كتابة", "كتابه"));
	assert_false(same("سؤال", "سوال"));
}

static void compatibility_forms_are_what_they_stand_for(void **state)
{
	(void)state;
	assert_true(same("ｶﾙﾃ", "カルテ"));
	assert_true(same("ｶﾞｽ", "ガス"));
	assert_true(same("ＩｇＡ腎症、５㎎", "IgA 腎症 5mg"));
	assert_true(same("37℃", "37°C"));
	assert_true(same("Ⅱ型", "II型"));
	assert_true(same("ﻻ", "لا"));
	assert_false(same("m²", "m2"));
	assert_true(same("CO₂", "CO2"));
	assert_true(same("10⁻³", "10^-3"));
	assert_true(same("a low- salt diet", "a low-salt diet"));
	assert_true(same("T- cell", "T-cell"));
	assert_false(same("Cl- channel", "Cl channel"));
	assert_false(same("カルテ", "カルタ"));
}

static void scripts_without_spaces_are_split(void **state)
{
	(void)state;
	folds_to("肺炎链球菌", "肺 炎 链 球 菌");
	folds_to("IgA腎症とはインスリン?", "iga 腎 症 と は インスリン");
	folds_to("เชื้อ ที่", "เชื้ อ ที่");
	folds_to("ໂລກ", "ໂລ ກ");
	folds_to("ស្តាំ", "ស្តាំ");
	folds_to("폐렴 원인", "폐렴 원인");
	assert_true(same("2型糖尿病", "2 型 糖尿病"));
	assert_false(same("肺炎", "炎肺"));
}

static void turkish_has_two_letters_i(void **state)
{
	(void)state;
	assert_true(same_in("tr", "ISI NEDİR", "ısı nedir"));
	assert_true(same_in("tr", "NEDI\u0307R", "nedir"));
	assert_false(same_in("tr", "ISI", "isi"));
	assert_false(same_in("tr", "İLİK", "ılık"));
	assert_true(same_in("az-Latn", "QIZDIRMA", "qızdırma"));
	assert_true(same_in("en", "ISI", "isi"));
}

static void unicode_is_composed_and_case_folded(void **state)
{
	(void)state;
	assert_true(same("Caf\xc3\x89", "cafe\xcc\x81"));
	assert_true(same("STRASSE", "stra\xc3\x9f"
				    "e"));
	assert_true(same("\xce\xa3\xce\x91\xce\xa3", "\xcf\x83\xce\xb1\xcf\x82"));
	/* The micro sign and the Greek letter. */
	assert_true(same("\xc2\xb5g", "\xce\xbcg"));
	assert_false(same("m\xc2\xb2", "m2"));
	assert_false(same("nai\xcc\x88ve", "naive"));
	/* Invalid UTF-8 is kept as it is. */
	assert_true(same("\xff\xfe", "\xff\xfe"));
}

static void what_carries_meaning_counts(void **state)
{
	(void)state;
	assert_false(same("Na+", "Na"));
	assert_false(same("Cl-", "Cl"));
	assert_true(same("Cl\xe2\x88\x92", "Cl-"));
	assert_false(same("0.5 mg", "5 mg"));
	assert_false(same("0.5 mg", "05 mg"));
	assert_false(same("1,5", "15"));
	assert_false(same("-5 dB", "5 dB"));
	assert_false(same("< 90", "> 90"));
	assert_true(same("BMI > 30", "BMI >30"));
	assert_true(same("\xe2\x89\xa5 5 %", "\xe2\x89\xa5"
					     "5%"));
	assert_false(same("\xe2\x86\x91 TSH", "\xe2\x86\x93 TSH"));
	assert_false(same("10-20 mg", "1020 mg"));
	assert_true(same("10-20 mg", "10\xe2\x80\x93"
				     "20 mg"));
	assert_false(same("120/80", "12080"));
	assert_false(same("1:100", "1100"));
	assert_false(same("10^5", "105"));
	assert_false(same("HLA-B*57:01", "HLA-B 5701"));
}

static void genotypes_keep_their_case(void **state)
{
	(void)state;
	assert_false(same("Aa", "aa"));
	assert_false(same("AaBb", "AABb"));
	assert_true(same("ECT", "ect"));
	/* Not the start of a longer word. */
	assert_true(same("Aaron", "aaron"));
	assert_true(same("EEG", "eeg"));
}

/* Folding takes many bytes at once. */
static void it_does_not_matter_where_a_word_is(void **state)
{
	static const char *const parts[][2] = {
		{ " AA Aa BB Bbbc ", " AA Aa BB bbbc " },
		{ " A, 11 (b) c; D. 5: e? 22 (FF) ", " a 11 b c d 5 e 22 FF " },
		{ ", (x) y-z .5 ,5 1,5 ", " x y z .5 5 1,5 " },
		{ "  x . y\n  z ( ) ", " x y z " },
		{ " \xc3\x89 1) \xc3\x89t\xc3\x89. b ", " \xc3\xa9 1 \xc3\xa9t\xc3\xa9 b " },
	};
	static const char before[] = "ab cd Efgh ij klm no pqrs tu", after[] = "vw xyz ab cd efg";
	char text[128], folded[128];
	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		for (size_t len = 1; before[len]; len++)
			for (size_t rest = 1; after[rest]; rest++) {
				if (before[len - 1] == ' ' || after[rest - 1] == ' ')
					continue;
				snprintf(text, sizeof(text), "%.*s%s%.*s", (int)len, before, parts[i][0], (int)rest, after);
				snprintf(folded, sizeof(folded), "%.*s%s%.*s", (int)len, before, parts[i][1], (int)rest, after);
				for (char *c = folded; *c && c < folded + len; c++)
					*c = (char)(*c == 'E' ? 'e' : *c);
				folds_to(text, folded);
			}
}

static void words_are_found_whole(void **state)
{
	(void)state;
	size_t offset = 99;
	assert_true(fold_contains(STR("ect and tms"), STR("tms"), &offset));
	assert_int_equal(offset, 8);
	assert_true(fold_contains(STR("x ect"), STR("ect"), NULL));
	assert_true(fold_contains(STR("insect ect"), STR("ect"), &offset));
	assert_int_equal(offset, 7);
	assert_false(fold_contains(STR("insect"), STR("ect"), NULL));
	assert_false(fold_contains(STR("na+ rises"), STR("na"), NULL));
	assert_false(fold_contains(STR("7.5 mg"), STR("5 mg"), NULL));
	assert_false(fold_contains(STR(""), STR("ect"), NULL));
	assert_false(fold_contains(STR("ect"), STR(""), NULL));
	assert_false(fold_contains((struct str){ NULL, 0 }, STR("ect"), NULL));
}

static bool choice(const char *text, const char *words, const char *lang)
{
	size_t offset = 0;
	assert_true(fold_contains(str_from(text), str_from(words), &offset));
	return words_offer_choice(str_from(text), offset, offset + strlen(words), str_from(lang));
}

static void a_choice_is_no_answer(void **state)
{
	(void)state;
	assert_true(choice("does delirium or dementia begin within hours", "delirium", "en"));
	assert_true(choice("is it lithium valproate or carbamazepine", "lithium", "en-GB"));
	assert_true(choice("ist es delir oder demenz", "demenz", "de"));
	assert_false(choice("ist es delir oder demenz", "demenz", "en"));
	assert_true(choice("是 链 球 菌 还 是 螺 旋 体", "螺 旋 体", "zh"));
	assert_true(choice("球 菌 か 桿 菌 か", "桿 菌", "ja"));
	assert_false(choice("肺 炎 链 球 菌 属 于 哪 种 细 菌", "肺 炎 链 球 菌", "zh"));
	assert_false(choice("clozapine can cause agranulocytosis which drug is it", "clozapine", "en"));
	assert_false(choice("clozapine needs blood counts every week for months or longer", "clozapine", "en"));
}

static enum symbols_difference difference(const char *a, const char *b)
{
	assert_int_equal(symbols_compare(str_from(a), str_from(b)), symbols_compare(str_from(b), str_from(a)));
	return symbols_compare(str_from(a), str_from(b));
}

static void symbols_keep_their_case(void **state)
{
	(void)state;
	static const char *const differ[][2] = {
		{ "mM", "MM" },		      { "pH", "PH" },	   { "pCO2 falls", "PCO2 falls" },
		{ "Hb S", "Hb s" },	      { "B12", "b12" },	   { "\u03a3", "\u03c3" },
		{ "D-lactate", "d-lactate" }, { "lacZ", "LacZ" },  { "Type II", "type ii" },
		{ "(2, 3]", "[2, 3]" },	      { "]0; 1]", "[0; 1]" }, { "3'", "3\"" },
		{ "5'", "5" },		      { "*4", "4" },	   { "CO", "Co" },
	};
	static const char *const same[][2] = {
		{ "The spleen", "the spleen" }, { "In the spleen", "in the spleen" }, { "A rise", "a rise" },
		{ "NEPHROTIC", "nephrotic" },	{ "AV BLOCK", "AV block" },	      { "No", "no" },
		{ "PaO2 falls", "PaO2 falls" }, { "Falls (early)", "falls early" },   { "\"5\"", "5" },
		{ "e.g. Rash", "eg rash" },	{ "", "" },
	};
	for (size_t i = 0; i < sizeof(differ) / sizeof(differ[0]); i++)
		assert_int_equal(difference(differ[i][0], differ[i][1]), SYMBOLS_DIFFER);
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		assert_int_equal(difference(same[i][0], same[i][1]), SYMBOLS_SAME);
	assert_int_equal(difference("EEG", "eeg"), SYMBOLS_IN_DOUBT);
	assert_int_equal(difference("P waves", "p waves"), SYMBOLS_IN_DOUBT);
	assert_int_equal(difference("(2, 3)", "2, 3"), SYMBOLS_IN_DOUBT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_space_and_punctuation_do_not_count),
		cmocka_unit_test(optional_vowels_do_not_count),
		cmocka_unit_test(letters_that_typists_swap_are_one),
		cmocka_unit_test(compatibility_forms_are_what_they_stand_for),
		cmocka_unit_test(scripts_without_spaces_are_split),
		cmocka_unit_test(turkish_has_two_letters_i),
		cmocka_unit_test(unicode_is_composed_and_case_folded),
		cmocka_unit_test(what_carries_meaning_counts),
		cmocka_unit_test(genotypes_keep_their_case),
		cmocka_unit_test(it_does_not_matter_where_a_word_is),
		cmocka_unit_test(words_are_found_whole),
		cmocka_unit_test(a_choice_is_no_answer),
		cmocka_unit_test(symbols_keep_their_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
