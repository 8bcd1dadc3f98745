/* Numbers and weights of question banks, and questions embedded in a text. */
#include "convert/moodle/cloze.h"

#include "../lesson.h"

static void test_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t billionths;
		bool exact;
	} good[] = {
		{ "5", 5000000000, true },
		{ "-0.5", -500000000, true },
		{ "+1,25", 1250000000, true },
		{ ".5", 500000000, true },
		{ "7.", 7000000000, true },
		{ "1.5e3", 1500000000000, true },
		{ "25E-4", 2500000, true },
		{ "1822.0000000", 1822000000000, true },
		{ "0.0000001", 0, false },
		{ "3.1415926535", 3141593000, false },
		{ "000000000000000000000000000000000000000000000000000012", 12000000000, true },
	};
	static const char *const
		bad[] = { "",  "-",    ".",   "1e",   "1.2.3",	    "5 mg",
			  "*", "1e99", "nan", "0x10", "1000000000", "999999999.9999996" /* once it is rounded */ };
	int64_t number;
	bool exact;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(bank_number_read(str_from(good[i].text), &number, &exact));
		assert_int_equal(number, good[i].billionths);
		assert_int_equal(exact, good[i].exact);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(bank_number_read(str_from(bad[i]), &number, &exact));
}

static void test_weights(void **state)
{
	(void)state;
	static const struct {
		const char *text, *written;
	} cases[] = {
		{ "100", "100" },
		{ "-100", "-100" },
		{ "33.33333", "33.33333" },
		{ "33.3333333", "33.33333" },
		{ "16.666666", "16.66667" },
		{ "0.5", "0.5" },
		{ "-5.00", "-5" },
		{ "0", "0" },
	};
	struct buf out;
	bank_fraction fraction;
	buf_init(&out, BUF_CAP);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		assert_true(bank_fraction_read(str_from(cases[i].text), &fraction));
		bank_fraction_write(&out, fraction);
		assert_string_equal(buf_cstr(&out), cases[i].written);
	}
	assert_false(bank_fraction_read(STR("100.1"), &fraction));
	assert_false(bank_fraction_read(STR("half"), &fraction));
	buf_release(&out);
}

/* The questions of a text, and the text with a # for each of them. */
static void show(const char *text, struct buf *out)
{
	static const char *const kinds[] = {
		[BANK_SHORT] = "short", [BANK_CHOICE] = "choice", [BANK_NUMERIC] = "numeric"
	};
	struct arena arena;
	struct str with_gaps;
	arena_init(&arena);
	struct bank_question *q = cloze_parse(&arena, str_from(text), &with_gaps);
	for (size_t i = 0; i < with_gaps.len; i++)
		if ((unsigned char)with_gaps.at[i] == 0xf3) {
			buf_char(out, '#');
			i += 3;
		} else {
			buf_char(out, with_gaps.at[i]);
		}
	for (; q; q = q->next) {
		buf_format(out, "\n%s%s%s%s", kinds[q->kind], q->kind == BANK_CHOICE && !q->single ? " multiple" : "",
			   q->kind == BANK_CHOICE && !q->fixed_order ? " shuffled" : "",
			   q->case_matters ? " case" : "");
		for (const struct bank_answer *a = q->answers; a; a = a->next) {
			buf_text(out, " | ");
			bank_fraction_write(out, a->fraction);
			buf_format(out, " %.*s", STR_ARG(q->kind == BANK_NUMERIC ? a->number : a->text.text));
			if (a->second.at)
				buf_format(out, " ± %.*s", STR_ARG(a->second));
			if (a->feedback.text.at)
				buf_format(out, " # %.*s", STR_ARG(a->feedback.text));
		}
	}
	arena_release(&arena);
}

static void test_cloze(void **state)
{
	(void)state;
	static const struct {
		const char *text, *reading;
	} cases[] = {
		{ "no {questions} {1:OTHER:=a}", "no {questions} {1:OTHER:=a}" },
		{ "a {1:SHORTANSWER:=b#c~%50%d~e} f", "a # f\nshort | 100 b # c | 50 d | 0 e" },
		{ "{:SAC:=b}{2:MW:=c}", "##\nshort case | 100 b\nshort | 100 c" },
		{ "{1:NM:=5:0.5#x~%50%4~*#y}", "#\nnumeric | 100 5 ± 0.5 # x | 50 4 | 0 * # y" },
		{ "{1:MULTICHOICE_VS:=a~b}", "#\nchoice shuffled | 100 a | 0 b" },
		{ "{1:MRH:%50%a~%50%b~%-50%c}", "#\nchoice multiple | 50 a | 50 b | -50 c" },
		{ "{1:MC:=\\}\\~\\#\\\\ &#233;~b}", "#\nchoice | 100 }~#\\ &#233; | 0 b" },
		{ "{1:MC:=a~b", "{1:MC:=a~b" },
		{ "{1:SA:=a {1:SA:=b}", "#\nshort | 100 a {1:SA:=b" },
	};
	struct buf out;
	buf_init(&out, BUF_CAP);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		show(cases[i].text, &out);
		assert_string_equal(buf_cstr(&out), cases[i].reading);
	}
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_weights),
		cmocka_unit_test(test_cloze),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
