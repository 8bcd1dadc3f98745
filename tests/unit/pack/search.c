/* Text as words, lessons as sets of words, and the search index compared with a linear search. */
#include "lesson/reader.h"
#include "pack/compile.h"
#include "pack/search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

static void text_falls_into_words(void **state)
{
	/* The result has a space after each word. */
	static const struct {
		const char *text, *words;
	} cases[] = {
		{ "", "" },
		{ "Serotonin (5-HT) and SSRIs.", "serotonin ht and ssris " },
		{ "a b12 c", "b12 " },
		{ "café CAFE\xcc\x81 na\xc3\xafve", "cafe cafe naive " },
		{ "Größe ΣΑΣ", "große σασ " },
		{ "ﬁbrin m² ½ ", "fibrin m2 " },
		{ "Ⅳ IV", "iv iv " },
		{ "β-блокатор", "блокатор " },
		{ "\xe2\x84\xab\xe2\x84\xaa", "ak " },
		{ "Pneumonoultramicroscopicsilicovolcanoconiosis", "pneumonoultramicroscopicsilicovo " },
		{ "éééééééééééééééééééééééééééééééééé", "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee " },
	};
	struct buf out;
	(void)state;
	buf_init(&out, BUF_CAP);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		search_split(&out, str_from(cases[i].text));
		for (size_t k = 0; k < out.len; k++)
			if (out.at[k] == '\0')
				out.at[k] = ' ';
		assert_string_equal(buf_cstr(&out), cases[i].words);
	}
	buf_release(&out);
}

static const char lesson_xml[] =
	"<?xml version='1.0' encoding='UTF-8'?>\n"
	"<lesson xmlns='urn:satchel:lesson:1' id='all' xml:lang='en' reviewed='2026-11-20'>"
	"<title>Title</title><summary>Summary</summary><objectives><objective id='o-a'>Objective</objective></objectives>"
	"<section id='one'><title>Heading</title><p>Pros<em>aic</em> <cite source='s-a' at='nowhere'/> <abbr "
	"title='long'>abbr</abbr> <link href='https://href.example/'>linked</link></p>"
	"<list><item>Itemised<list><item>below</item></list></item></list>"
	"<callout kind='pearl'>Called</callout>"
	"<table><caption>tabled</caption><row><cell header='column'>Column</cell></row><row><cell>celled</cell></row></table>"
	"<figure id='f-a' src='images/a.svg' alt='alternative'><caption>Caption</caption><credit "
	"licence='CC0-1.0'>credited</credit></figure>"
	"</section><takeaways><item>Taken</item></takeaways>"
	"<questions><question id='q-one'><stem>Stem</stem><option "
	"correct='true'>option<feedback>feedback</feedback></option>"
	"<option>other</option><explanation>Explanation of the title</explanation></question></questions>"
	"<cards><cloze id='c-two'><blank hint='hinted'>Answer</blank> cloze</cloze></cards>"
	"<glossary><entry id='g-one'><term>Entry</term><definition>Definition of the <term>term</term></definition></entry></glossary>"
	"<sources><source id='s-a'>sourced</source></sources></lesson>\n";

static bool has(const struct search_words *words, const char *word, bool *in_title)
{
	size_t number = 0;
	for (size_t at = 0; at < words->words.len; at += strlen(words->words.at + at) + 1, number++) {
		if (strcmp(words->words.at + at, word) == 0) {
			*in_title = words->titles.at[number];
			return true;
		}
	}
	return false;
}

static bool name_asset(void *context, const struct attribute *src, enum file_use use, struct compiled_asset *asset)
{
	(void)context, (void)src, (void)use;
	strcpy(asset->name, "assets/picture.svg");
	return true;
}

static void a_lesson_gives_the_words_that_are_sought(void **state)
{
	static const char *const sought[] = { "title", "summary", "heading",   "prosaic",     "caption",
					      "stem",  "option",  "other",     "explanation", "answer",
					      "cloze", "entry",	  "definition", "abbr", "linked", "itemised", "below",
					      "called", "tabled", "column", "celled", "objective", "taken", "term" };
	static const char *const others[] = { "credited", "feedback", "sourced", "nowhere", "hinted", "alternative",
					       "long",	   "picture",  "href" };
	struct lesson_schema *schema = lesson_schema_new();
	struct reader *reader = reader_new(schema);
	struct rule_settings settings;
	struct report report;
	struct source source;
	struct search_words words;
	const struct lesson *lesson;
	struct buf json;
	bool in_title;
	(void)state;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	source_init(&source, "all.xml", str_from(lesson_xml));
	assert_int_equal(reader_read(reader, &source, &report, &lesson), READER_OK);
	buf_init(&json, BUF_CAP);
	assert_int_equal(compile_lesson(lesson, NULL, name_asset, NULL, &json), COMPILE_OK);
	assert_true(search_words_take(&words, buf_view(&json)));
	for (size_t i = 0; i < sizeof(sought) / sizeof(sought[0]); i++) {
		if (!has(&words, sought[i], &in_title))
			fail_msg("%s is not found", sought[i]);
		assert_int_equal(in_title, i == 0 || strcmp(sought[i], "heading") == 0);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (has(&words, others[i], &in_title))
			fail_msg("%s is found", others[i]);
	search_words_release(&words);
	buf_release(&json);
	report_close_source(&report, &source);
	source_release(&source);
	report_release(&report);
	reader_free(reader);
	lesson_schema_free(schema);
}

static void marks_in_marks_part_no_words(void **state)
{
	enum { MARKS = 120 };
	struct search_words words;
	struct buf json;
	bool in_title;
	(void)state;
	buf_init(&json, BUF_CAP);
	buf_text(&json, "{\"title\":[\"wi\",");
	for (size_t i = 0; i < MARKS; i++)
		buf_text(&json, i % 2 ? "{\"title\":\"long form\",\"type\":\"abbr\",\"text\":["
				      : "{\"type\":\"em\",\"text\":[");
	buf_text(&json, "\"thi\"");
	for (size_t i = 0; i < MARKS; i++)
		buf_text(&json, "]}");
	buf_text(&json, ",\"n it\"]}");
	assert_true(search_words_take(&words, buf_view(&json)));
	assert_true(has(&words, "within", &in_title));
	assert_true(in_title);
	assert_true(has(&words, "it", &in_title));
	assert_false(has(&words, "form", &in_title));
	search_words_release(&words);
	buf_release(&json);
}

enum { LESSONS = 40, VOCABULARY = 60 };

static uint32_t next(uint32_t *random)
{
	*random = *random * 1664525 + 1013904223;
	return *random >> 16;
}

static void put(struct search_words *words, unsigned number, bool in_title)
{
	/* Words that are prefixes of others. */
	char word[16];
	snprintf(word, sizeof(word), "w%o", number);
	buf_add(&words->words, word, strlen(word) + 1);
	buf_char(&words->titles, in_title);
}

/* Whether the distances of a word lead to exactly the lessons that contain it. */
static void assert_places(const json_t *distances, const char have[LESSONS], char least)
{
	size_t i, at = 0, found = 0, want = 0;
	json_t *distance;
	json_array_foreach((json_t *)distances, i, distance)
	{
		at += (size_t)json_integer_value(distance);
		assert_true(at < LESSONS);
		assert_true(i == 0 || json_integer_value(distance) > 0);
		assert_true(have[at] >= least);
		found++;
	}
	for (i = 0; i < LESSONS; i++)
		want += have[i] >= least;
	assert_int_equal(found, want);
}

static void the_index_finds_what_a_plain_search_finds(void **state)
{
	static char have[VOCABULARY][LESSONS]; /* 1: in the text, 2: in a title */
	struct search_words words[LESSONS];
	struct search_lesson lessons[LESSONS];
	char ids[LESSONS][8];
	uint32_t random = 7;
	struct buf out;
	(void)state;
	buf_init(&out, BUF_CAP);
	for (size_t i = 0; i < LESSONS; i++) {
		buf_init(&words[i].words, BUF_CAP);
		buf_init(&words[i].titles, BUF_CAP);
		snprintf(ids[i], sizeof(ids[i]), "l-%zu", i);
		lessons[i] = (struct search_lesson){ str_from(ids[i]), &words[i] };
		for (unsigned k = VOCABULARY; k-- > 0;) {
			have[k][i] = (char)(next(&random) % 5 == 0 ? 1 + next(&random) % 2 : 0);
			if (have[k][i])
				put(&words[i], k, have[k][i] == 2);
		}
	}
	assert_true(search_write(lessons, LESSONS, &out));
	json_t *json = json_loadb(out.at, out.len, JSON_REJECT_DUPLICATES, NULL);
	const json_t *names = json_object_get(json, "words");
	assert_int_equal(json_array_size(json_object_get(json, "lessons")), LESSONS);
	assert_string_equal(json_string_value(json_array_get(json_object_get(json, "lessons"), 39)), "l-39");
	assert_int_equal(json_array_size(names), VOCABULARY);
	for (size_t i = 0; i < VOCABULARY; i++) {
		const char *word = json_string_value(json_array_get(names, i));
		size_t number = strtoul(word + 1, NULL, 8);
		assert_true(i == 0 || strcmp(json_string_value(json_array_get(names, i - 1)), word) < 0);
		assert_places(json_array_get(json_object_get(json, "found"), i), have[number], 1);
		assert_places(json_array_get(json_object_get(json, "titles"), i), have[number], 2);
	}
	json_decref(json);
	buf_release(&out);
	for (size_t i = 0; i < LESSONS; i++)
		search_words_release(&words[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_falls_into_words),
		cmocka_unit_test(a_lesson_gives_the_words_that_are_sought),
		cmocka_unit_test(marks_in_marks_part_no_words),
		cmocka_unit_test(the_index_finds_what_a_plain_search_finds),
	};
	return cmocka_run_group_tests_name("pack_search", tests, NULL, NULL);
}
