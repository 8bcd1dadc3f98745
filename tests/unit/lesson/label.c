/* Every language has words for everything that has a label. */
#include "lesson/label.h"

#include "../lesson.h"

static const struct {
	const char *lang;
	const char *words[LABELLED_COUNT];
} rows[] = {
#define LABELS(lang, ...) { lang, { __VA_ARGS__ } },
#include "lesson/label.def"
#undef LABELS
};

static void test_all_words_have_a_number(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		for (size_t j = 0; j < LABELLED_COUNT; j++) {
			const char *mark = rows[i].words[j] ? strchr(rows[i].words[j], '#') : NULL;
			if (!mark || strchr(mark + 1, '#') || strlen(rows[i].words[j]) < 3)
				fail_msg("%s has no words with one number for %zu", rows[i].lang, j);
		}
	}
}

static void test_labels_have_the_words_of_their_language(void **state)
{
	(void)state;
	static const struct {
		enum labelled what;
		const char *lang, *label;
	} cases[] = {
		{ LABELLED_FIGURE, "en-GB", "Figure 2" },    { LABELLED_TABLE, "hu", "2. táblázat" },
		{ LABELLED_AUDIO, "NB-no", "Lyd 2" },	     { LABELLED_VIDEO, "fr", "Vidéo 2" },
		{ LABELLED_VIDEO, "es-ES", "Vídeo 2" },	     { LABELLED_VIDEO, "es-MX", "Video 2" },
		{ LABELLED_VIDEO, "sr-Latn-RS", "Video 2" }, { LABELLED_VIDEO, "sr", "Видео 2" },
		{ LABELLED_AUDIO, "la", "" },		     { LABELLED_AUDIO, "ende", "" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf label;
		buf_init(&label, BUF_CAP);
		bool known = label_add(&label, cases[i].what, 2, str_from(cases[i].lang));
		assert_string_equal(buf_cstr(&label), cases[i].label);
		assert_int_equal(known, *cases[i].label != '\0');
		assert_int_equal(label_add(NULL, cases[i].what, 2, str_from(cases[i].lang)), known);
		buf_release(&label);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_words_have_a_number),
		cmocka_unit_test(test_labels_have_the_words_of_their_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
