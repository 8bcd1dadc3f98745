/* Where an offset is in the markup of a lesson; the offset is at the | of the text. */
#include "editor/documents/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct case_of {
	const char *text;
	enum place_kind kind;
	const char *parent, *tag, *attribute, *word;
};

#define IN_LESSON "<lesson xmlns='urn:satchel:lesson:1'>"

static const struct case_of cases[] = {
	{ "|", PLACE_CONTENT, "", "", "", "" },
	{ "<les|son>", PLACE_NAME, "", "lesson", "", "lesson" },
	{ IN_LESSON "|", PLACE_CONTENT, "lesson", "", "", "" },
	{ IN_LESSON "<ti|", PLACE_NAME, "lesson", "ti", "", "ti" },
	{ IN_LESSON "<title>a</ti|tle>", PLACE_END_NAME, "title", "title", "", "title" },
	{ IN_LESSON "<section |>", PLACE_TAG, "lesson", "section", "", "" },
	{ IN_LESSON "<section i|d='x'>", PLACE_ATTRIBUTE, "lesson", "section", "", "id" },
	{ IN_LESSON "<section id='x|y'>", PLACE_VALUE, "lesson", "section", "id", "xy" },
	{ IN_LESSON "<section id='|'>", PLACE_VALUE, "lesson", "section", "id", "" },
	{ IN_LESSON "<section id='a>b|'>", PLACE_VALUE, "lesson", "section", "id", "a>b" },
	{ IN_LESSON "<section id='x' |/>", PLACE_TAG, "lesson", "section", "", "" },
	{ IN_LESSON "<section id='x' /|>", PLACE_OTHER, "lesson", "section", "", "" },
	/* Without its second quote, a value contains nothing that follows. */
	{ IN_LESSON "<section id='| tags='a'>", PLACE_VALUE, "lesson", "section", "id", "" },
	{ IN_LESSON "<section id='x|y tags='a'>", PLACE_VALUE, "lesson", "section", "id", "x" },
	{ IN_LESSON "<section id=' tags='a|'>", PLACE_VALUE, "lesson", "section", "tags", "a" },
	{ IN_LESSON "<section id='x|>b</section>", PLACE_VALUE, "lesson", "section", "id", "x" },
	{ IN_LESSON "<section id='x=|' tags='a'>", PLACE_VALUE, "lesson", "section", "id", "x=" },
	{ IN_LESSON "<!-- <p |> -->", PLACE_OTHER, "lesson", "", "", "" },
	{ IN_LESSON "<section><title>a</title><p>b <em>c</em> |", PLACE_CONTENT, "p", "", "", "" },
	/* What is open and never closed does not hide what contains it. */
	{ IN_LESSON "<section><p>b <em>c</p>|", PLACE_CONTENT, "section", "", "", "" },
};

static void places_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char text[200];
		size_t offset = strcspn(cases[i].text, "|"), len = strlen(cases[i].text) - 1;
		memcpy(text, cases[i].text, offset);
		memcpy(text + offset, cases[i].text + offset + 1, len - offset + 1);
		struct markup_place place = place_find((struct str){ text, len }, offset);
		struct str word = { text + place.span.start, place.span.end - place.span.start };
		bool good = place.kind == cases[i].kind && str_is(place.parent, cases[i].parent) &&
			    str_is(place.tag, cases[i].tag) && str_is(place.attribute, cases[i].attribute) &&
			    (place.kind == PLACE_OTHER || str_is(word, cases[i].word));
		if (!good)
			fail_msg("%s: kind %d, parent '%.*s', tag '%.*s', attribute '%.*s', word '%.*s'", cases[i].text,
				 (int)place.kind, STR_ARG(place.parent), STR_ARG(place.tag), STR_ARG(place.attribute),
				 STR_ARG(word));
	}
}

static void types_are_those_of_the_schema(void **state)
{
	static const char text[] = IN_LESSON "<section><title>a</title><figure ";
	(void)state;
	struct markup_place place = place_find((struct str){ text, sizeof(text) - 1 }, sizeof(text) - 1);
	assert_non_null(place.type);
	assert_non_null(model_attribute(place.type, "src"));
	assert_string_equal(place.parent_type->name, "section");
}

struct complete_case {
	const char *text;
	bool complete;
};

#define SECTION(content) IN_LESSON "<section>" content "</section></lesson>"

static const struct complete_case complete_cases[] = {
	{ SECTION("<p|>a</p>"), true },
	{ SECTION("<pa|>a</p>"), true },
	{ SECTION("<p|"), false },
	{ SECTION("<p|>"), false },
	{ SECTION("<p|/>"), true },
	{ SECTION("<figure| src='a'>"), true },
	{ SECTION("<p|><p>a</p>"), false },
	{ SECTION("<section|>"), false },
	{ SECTION("<section|><p>a</p></section>"), true },
	{ SECTION("<sectio|><p>a</p></section>"), true },
	{ SECTION("<section><p|></section>"), false },
	/* More that follows may not be closed yet either. */
	{ IN_LESSON "<section><p|>a</p>", true },
	{ IN_LESSON "<section><p|>", false },
};

static void typed_tags_are_told_from_complete_ones(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(complete_cases) / sizeof(*complete_cases); i++) {
		char text[200];
		const char *marked = complete_cases[i].text;
		size_t offset = strcspn(marked, "|"), len = strlen(marked) - 1;
		memcpy(text, marked, offset);
		memcpy(text + offset, marked + offset + 1, len - offset);
		struct str bytes = { text, len };
		struct markup_place place = place_find(bytes, offset);
		if (place.kind != PLACE_NAME || place_is_complete(bytes, &place) != complete_cases[i].complete)
			fail_msg("%s: kind %d", marked, (int)place.kind);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_are_found),
		cmocka_unit_test(typed_tags_are_told_from_complete_ones),
		cmocka_unit_test(types_are_those_of_the_schema),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
