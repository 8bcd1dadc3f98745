/* Sentence ends, words, and that every row of the spelling table can be found. */
#include "check/core/check.h"
#include "check/text/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* A | marks the end of each sentence. */
static void assert_sentences(const char *marked)
{
	struct buf text, got;
	buf_init(&text, BUF_CAP);
	buf_init(&got, BUF_CAP);
	for (const char *at = marked; *at; at++)
		if (*at != '|')
			buf_char(&text, *at);
	for (size_t start = 0; start < text.len;) {
		size_t end = text_sentence_end(buf_view(&text), start, STR("en"));
		assert_true(end > start);
		buf_str(&got, (struct str){ text.at + start, end - start });
		buf_char(&got, '|');
		start = end;
	}
	assert_string_equal(buf_cstr(&got), marked);
	buf_release(&text);
	buf_release(&got);
}

static void sentences_end_at_full_stops(void **state)
{
	(void)state;
	assert_sentences("One.| Two!| Three?| Four|");
	assert_sentences("He said “Stop.”| Then he left.|");
	assert_sentences("It rose (see Fig. 2).| It fell.|");
}

static void abbreviations_end_no_sentence(void **state)
{
	(void)state;
	assert_sentences("Some drugs, e.g. Lithium, are salts, i.e. Ions.|");
	assert_sentences("Dr. J. Smith gave approx. 0.5 mg vs. 2.5 mg in Fig. 3.| Done.|");
	assert_sentences("Jones et al. found it.| Tea, milk, etc. are fine.| Tea, etc.| Milk too.|");
	assert_sentences("At 8 a.m. she woke.| “Why now?” he asked.|");
}

static void words_are_found(void **state)
{
	(void)state;
	struct text_run run = { .text = STR("") };
	struct buf words;
	buf_init(&words, BUF_CAP);
	text_run_take(&run, STR("Parkinson’s β-blocker, 2.5 IL-1 don't"), NULL, &words);
	static const char *const expected[] = { "Parkinson’s", "β", "blocker", "2", "5", "IL", "1", "don't" };
	assert_int_equal(run.word_count, sizeof(expected) / sizeof(expected[0]));
	for (size_t i = 0; i < run.word_count; i++)
		assert_true(str_is(text_word(&run, i), expected[i]));
	assert_int_equal(run.words[5].flags, WORD_CAPITAL | WORD_CAPITALS);
	assert_true(run.has & RUN_DASHES);
	assert_false(run.has & RUN_PAIRS);
	buf_release(&words);
}

static void no_error(void *context, const char *path, enum file_status status)
{
	(void)context;
	(void)status;
	fail_msg("cannot read %s", path);
}

/* How often text/mixed-spelling reports a lesson that contains text. */
static size_t count_mixed(const char *text)
{
	char path[] = "/tmp/satchel-spelling-XXXXXX";
	int number = mkstemp(path);
	assert_true(number >= 0);
	FILE *file = fdopen(number, "w");
	assert_non_null(file);
	fprintf(file, "<lesson xmlns=\"urn:satchel:lesson:1\" id=\"x\" xml:lang=\"en\" reviewed=\"2026-11-20\">"
		      "<title>T</title><summary>S</summary><section id=\"a\"><title>A</title><p>%s</p></section></lesson>",
		text);
	assert_int_equal(fclose(file), 0);
	const char *paths = path, *root = "/tmp";
	struct file_list list = { .paths = &paths, .count = 1 };
	struct rule_settings settings;
	struct report report;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	struct check_request request = {
		.settings = &settings, .jobs = 1, .lessons = &list, .roots = &root, .on_error = no_error
	};
	assert_int_equal(check_run(&request, &report), CHECK_OK);
	size_t count = 0;
	for (const struct diagnostic *d = report.first; d; d = d->next) {
		assert_int_equal(d->rule, RULE_TEXT_MIXED_SPELLING);
		count++;
	}
	report_release(&report);
	unlink(path);
	return count;
}

static const struct {
	const char *british, *american;
} rows[] = {
#define BOTH(british, american) { british, american },
#define ISE(stem) { stem "ise", stem "ize" }, { stem "isation", stem "ization" },
/* A spelling that a variety shares with the other is no mixture, and a suffix is no word. */
#define BRITONS_TOO(british, american)
#define BRITONS_APART(british, american)
#define AMERICANS_TOO(british, american)
#define EITHER(british, american)
#define ENDING(british, american)
#include "check/spelling/spelling.def"
#undef BOTH
#undef ISE
#undef BRITONS_TOO
#undef BRITONS_APART
#undef AMERICANS_TOO
#undef EITHER
#undef ENDING
};

static void every_spelling_is_found(void **state)
{
	(void)state;
	struct buf text;
	buf_init(&text, BUF_CAP);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_clear(&text);
		buf_format(&text, "the %.*s and the %.*s", (int)strcspn(rows[i].british, "$!"), rows[i].british,
			   (int)strcspn(rows[i].american, "$!"), rows[i].american);
		if (count_mixed(buf_cstr(&text)) != 1)
			fail_msg("not reported exactly once: %s", buf_cstr(&text));
		assert_true(strlen(rows[i].british) >= 4 && strlen(rows[i].american) >= 4);
	}
	buf_release(&text);
}

static void like_words_are_no_spellings(void **state)
{
	(void)state;
	assert_int_equal(count_mixed("a litre and literature; an organism and to organize; humour and humoral immunity; "
				     "colour and colorectal; labour and the laboratory; several analyses, we analyze"),
			 0);
	assert_int_equal(count_mixed("to organise for the World Health Organization"), 0);
}

/* Endings count only if no row has the beginning of the word. */
static void words_belong_to_one_variety(void **state)
{
	struct text_variants variants;
	(void)state;
	text_variants_init(&variants);
	assert_false(text_spelling_is_wrong(STR("anaemia"), ENGLISH_BRITISH, &variants));
	assert_true(text_spelling_is_wrong(STR("anaemia"), ENGLISH_AMERICAN, &variants));
	assert_true(text_spelling_is_wrong(STR("Anemia"), ENGLISH_BRITISH, &variants));
	assert_true(text_spelling_is_wrong(STR("anaesthetize"), ENGLISH_AMERICAN, &variants));
	assert_false(text_spelling_is_wrong(STR("anaesthetize"), ENGLISH_BRITISH, &variants));
	assert_false(text_spelling_is_wrong(STR("anaemia"), ENGLISH_ANY, &variants));
	assert_false(text_spelling_is_wrong(STR("hem"), ENGLISH_BRITISH, &variants));
}

/* The tables are searched by halves. */
static void units_are_sorted(void **state)
{
	static const char *const names[] = {
#define UNIT(name, dimension, word, factor, offset) name,
#include "check/core/units.def"
#undef UNIT
	};
	(void)state;
	for (size_t i = 1; i < sizeof(names) / sizeof(names[0]); i++)
		if ((unsigned char)ascii_lower(names[i - 1][0]) > (unsigned char)ascii_lower(names[i][0]))
			fail_msg("\"%s\" comes after \"%s\"", names[i], names[i - 1]);
}

static void tables_of_wrong_words_are_sorted(void **state)
{
	static const char *const look_alikes[] = {
#define CONFUSED(word, meant, before, after, sentence) word,
#include "check/text/look_alike.def"
#undef CONFUSED
	}, *const misspellings[] = {
#define MISSPELLED(word, meant) word,
#include "check/text/misspelling.def"
#undef MISSPELLED
	};
	(void)state;
	for (size_t i = 1; i < sizeof(look_alikes) / sizeof(look_alikes[0]); i++)
		assert_true(strcmp(look_alikes[i - 1], look_alikes[i]) <= 0);
	for (size_t i = 1; i < sizeof(misspellings) / sizeof(misspellings[0]); i++)
		assert_true(strcmp(misspellings[i - 1], misspellings[i]) < 0);
}

static unsigned flags_of(struct text_forms *forms, struct str word)
{
	return text_form_flags(forms, word, text_form_hash(word));
}

static void words_differ_but_for_case(void **state)
{
	(void)state;
	assert_true(text_form_hash(STR("Natr\xc3\xa9mie")) == text_form_hash(STR("natr\xc3\xa9MIE")));
	assert_true(text_form_hash(STR("\xc3\xa9")) != text_form_hash(STR("\xc3\x89")));
	for (size_t len = 1; len < 20; len++) {
		struct str word = { "abcdefghijklmnopqrst", len };
		assert_true(text_form_hash(word) != text_form_hash((struct str){ word.at + 1, len }));
		assert_true(text_form_hash(word) != text_form_hash((struct str){ word.at, len - 1 }));
	}
}

/* Words with the same place replace each other. */
static void forms_are_judged_alike_each_time(void **state)
{
	struct text_forms *forms = text_forms_new(NULL);
	char word[32];
	(void)state;
	assert_non_null(forms);
	for (int round = 0; round < 2; round++) {
		assert_int_equal(flags_of(forms, STR("Abcess")), WORD_MISSPELLED);
		assert_int_equal(flags_of(forms, STR("colour")), WORD_VARIANT);
		assert_int_equal(flags_of(forms, STR("TBD")), WORD_UNFINISHED);
		assert_int_equal(flags_of(forms, STR("It\xe2\x80\x99s")), WORD_CONFUSED);
		assert_int_equal(flags_of(forms, STR("Valium's")), WORD_MEDICINE);
		assert_int_equal(flags_of(forms, STR("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")), WORD_UNFINISHED);
		for (int i = 0; i < 20000; i++) {
			int len = snprintf(word, sizeof(word), "q%d", i);
			assert_int_equal(flags_of(forms, (struct str){ word, (size_t)len }), 0);
		}
	}
	text_forms_free(forms);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_end_at_full_stops), cmocka_unit_test(abbreviations_end_no_sentence),
		cmocka_unit_test(words_are_found),	       cmocka_unit_test(every_spelling_is_found),
		cmocka_unit_test(words_differ_but_for_case),   cmocka_unit_test(forms_are_judged_alike_each_time),
		cmocka_unit_test(tables_of_wrong_words_are_sorted),
		cmocka_unit_test(units_are_sorted),
		cmocka_unit_test(like_words_are_no_spellings), cmocka_unit_test(words_belong_to_one_variety),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
