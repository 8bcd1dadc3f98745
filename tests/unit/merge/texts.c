/* Merges of whole texts: lines, sentences, markers. */
#include "merge/merge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* wanted has the markers. */
static void assert_merge(const char *base, const char *ours, const char *theirs, const char *wanted)
{
	struct merge_request request = {
		.texts = { str_from(base), str_from(ours), str_from(theirs) },
		.labels = { "b", "o", "t" },
		.marker_size = MERGE_MARKER_SIZE,
	};
	struct merge_outcome outcome;
	struct buf out;
	size_t conflicts = 0;
	buf_init(&out, BUF_CAP);
	assert_int_equal(merge_texts(&request, &out, &outcome), RESULT_OK);
	assert_string_equal(buf_cstr(&out), wanted);
	for (const char *at = wanted; (at = strstr(at, "<<<<<<<")); at++)
		conflicts++;
	assert_int_equal(outcome.conflicts, conflicts);
	buf_release(&out);
}

#define LESSON(text) "<lesson>\n" text "</lesson>\n"

static void one_side_is_taken_as_it_is(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"", "a", "a\nb\n", "<a/>", "<a><b>\r\n</b></a>", "<lesson><p>", "satchel-lock 1\nend\n"
	};
	enum { COUNT = sizeof(texts) / sizeof(texts[0]) };
	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j < COUNT; j++) {
			assert_merge(texts[i], texts[j], texts[i], texts[j]);
			assert_merge(texts[i], texts[i], texts[j], texts[j]);
			assert_merge(texts[i], texts[j], texts[j], texts[j]);
		}
}

static void lines_are_merged_as_by_git(void **state)
{
	(void)state;
	assert_merge("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n");
	assert_merge("a\nb\nc\n", "b\nc\n", "a\nb\nc\nd\n", "b\nc\nd\n");
	assert_merge("a\nb\nc\n", "a\nx\nb\nc\n", "a\nb\ny\nc\n", "a\nx\nb\ny\nc\n");
	assert_merge("a\nb\n", "A\nb\n", "a\nB\n", "<<<<<<< o\nA\nb\n=======\na\nB\n>>>>>>> t\n");
	assert_merge("a\n", "a\nb\n", "a\nc\n", "a\n<<<<<<< o\nb\n=======\nc\n>>>>>>> t\n");
	assert_merge("a\nb\nc\n", "a\nc\n", "a\nB\nc\n", "a\n<<<<<<< o\n=======\nB\n>>>>>>> t\nc\n");
	assert_merge("", "a", "b", "<<<<<<< o\na\n=======\nb\n>>>>>>> t\n");
	assert_merge("a\nb\nc\nd\n", "a\nx\nc\nd\n", "a\nx\nc\nD\n", "a\nx\nc\nD\n");
}

static void markers_have_lines_of_their_own_and_line_ends_of_the_file(void **state)
{
	(void)state;
	assert_merge("<lesson><title>A</title></lesson>", "<lesson><title>B</title></lesson>",
		     "<lesson><title>C</title></lesson>",
		     "<<<<<<< o\n<lesson><title>B</title></lesson>\n=======\n<lesson><title>C</title></lesson>\n"
		     ">>>>>>> t\n");
	assert_merge("a\r\nb\r\n", "x\r\nb\r\n", "y\r\nb\r\n", "<<<<<<< o\r\nx\r\n=======\r\ny\r\n>>>>>>> t\r\nb\r\n");
	/* Two conflicts on a line are one. */
	assert_merge(LESSON("<cards><card id=\"a\"><extra>A</extra></card> <card "
			    "id=\"b\"><extra>A</extra></card></cards>\n"),
		     LESSON("<cards><card id=\"a\"><extra>B</extra></card> <card "
			    "id=\"b\"><extra>B</extra></card></cards>\n"),
		     LESSON("<cards><card id=\"a\"><extra>C</extra></card> <card "
			    "id=\"b\"><extra>C</extra></card></cards>\n"),
		     LESSON("<<<<<<< o\n<cards><card id=\"a\"><extra>B</extra></card> <card "
			    "id=\"b\"><extra>B</extra></card></cards>\n"
			    "=======\n<cards><card id=\"a\"><extra>C</extra></card> <card "
			    "id=\"b\"><extra>C</extra></card></cards>\n"
			    ">>>>>>> t\n"));
}

#define SECTION(text) LESSON("<section id=\"s\">" text "</section>\n")

static void sentences_are_merged_wherever_lines_break(void **state)
{
	(void)state;
	assert_merge(SECTION("<p>One is one. Two is two. Three is three.</p>"),
		     SECTION("<p>One was one. Two is two. Three is three.</p>"),
		     SECTION("<p>One is one. Two is two. Three was three.</p>"),
		     SECTION("<p>One was one. Two is two. Three was three.</p>"));
	assert_merge(SECTION("<p>One is one. Two is two. Three is three.</p>"),
		     SECTION("<p>One was one.\nTwo is\ntwo. Three is three.</p>"),
		     SECTION("<p>One is one. Two is two. Three was three. Four.</p>"),
		     SECTION("<p>One was one.\nTwo is\ntwo. Three was three. Four.</p>"));
	/* Added at the end on one side, where the other only broke a line. */
	assert_merge(SECTION("<p>One is one. Two is two.</p>"), SECTION("<p>One was one. Two is\ntwo.</p>"),
		     SECTION("<p>One is one. Two is two. Three.</p>"),
		     SECTION("<p>One was one. Two is\ntwo. Three.</p>"));
	/* Not within a sentence, however many words are between. */
	assert_merge(SECTION("<p>Give 5 mg\ntwice a day\nfor 3 days.</p>\n"),
		     SECTION("<p>Give 6 mg\ntwice a day\nfor 3 days.</p>\n"),
		     SECTION("<p>Give 5 mg\ntwice a day\nfor 4 days.</p>\n"),
		     LESSON("<<<<<<< o\n<section id=\"s\"><p>Give 6 mg\ntwice a day\nfor 3 days.</p>\n=======\n"
			    "<section id=\"s\"><p>Give 5 mg\ntwice a day\nfor 4 days.</p>\n>>>>>>> t\n</section>\n"));
	/* An element that spans sentences is not split. */
	assert_merge(SECTION("<p><em>A is. B is. C is.</em></p>"), SECTION("<p><em>A was. B is. C is.</em></p>"),
		     SECTION("<p><em>A is. B is. C was.</em></p>"),
		     LESSON("<<<<<<< o\n<section id=\"s\"><p><em>A was. B is. C is.</em></p></section>\n=======\n"
			    "<section id=\"s\"><p><em>A is. B is. C was.</em></p></section>\n>>>>>>> t\n"));
}

static void attributes_are_merged(void **state)
{
	(void)state;
	assert_merge("<a b='1' c='2'><d/></a>", "<a b='1' c='3'><d/></a>", "<a c='2'\n  b='4' e=\"5\"><d/></a>",
		     "<a b='4' c='3' e=\"5\"><d/></a>");
	assert_merge("<a b='1' c='2' />", "<a b='2' c='2' />", "<a b='1' d='\"'/>", "<a b='2' d='\"' />");
	assert_merge("<a b='1' c=\"2\"/>", "<a b='2' c=\"2\"/>", "<a b='1' c='\"'/>", "<a b='2' c='\"'/>");
	assert_merge("<a b='1' c='2'/>", "<a b='2' c='2'/>", "<a c='2'/>",
		     "<<<<<<< o\n<a b='2' c='2'/>\n=======\n<a c='2'/>\n>>>>>>> t\n");
	/* Numbers of an answer belong together. */
	assert_merge("<n min='1' max='2'/>", "<n min='0' max='2'/>", "<n min='1' max='3'/>",
		     "<<<<<<< o\n<n min='0' max='2'/>\n=======\n<n min='1' max='3'/>\n>>>>>>> t\n");
}

#define HEAD "<table id=\"t\">\n<row><header>A</header> <header>B</header></row>\n"
#define TABLE(a, b, c, d)                                                                                              \
	SECTION(HEAD "<row><cell>" a "</cell> <cell>" b "</cell></row>\n<row><cell>" c "</cell> <cell>" d              \
		     "</cell></row>\n</table>")

static void a_row_is_like_a_sentence(void **state)
{
	(void)state;
	assert_merge(TABLE("1", "2", "3", "4"), TABLE("5", "2", "3", "4"), TABLE("1", "2", "3", "6"),
		     TABLE("5", "2", "3", "6"));
	/* Different cells. */
	assert_merge(TABLE("1", "2", "3", "4"), TABLE("1", "5", "3", "4"), TABLE("7", "2", "3", "4"),
		     SECTION(HEAD "<<<<<<< o\n<row><cell>1</cell> <cell>5</cell></row>\n=======\n"
				  "<row><cell>7</cell> <cell>2</cell></row>\n>>>>>>> t\n"
				  "<row><cell>3</cell> <cell>4</cell></row>\n</table>"));
}

/* The number of conflicts if one side changes one thing, and the other another. */
static size_t conflicts_in(const char *item, const char *one, const char *other)
{
	struct merge_outcome outcome;
	struct buf texts[MERGE_SIDES], out;
	const char *at_one = strstr(item, one), *at_other = strstr(item, other);
	assert_true(at_one && at_other);
	for (int i = 0; i < MERGE_SIDES; i++) {
		const char *at = i == MERGE_OURS ? at_one : i == MERGE_THEIRS ? at_other : item;
		buf_init(&texts[i], BUF_CAP);
		buf_text(&texts[i], "<lesson>\n");
		buf_add(&texts[i], item, (size_t)(at - item));
		buf_text(&texts[i], i == MERGE_BASE ? "" : "X");
		buf_text(&texts[i], at);
		buf_text(&texts[i], "\n</lesson>");
	}
	struct merge_request request = {
		.texts = { buf_view(&texts[0]), buf_view(&texts[1]), buf_view(&texts[2]) },
		.marker_size = MERGE_MARKER_SIZE,
	};
	buf_init(&out, BUF_CAP);
	assert_int_equal(merge_texts(&request, &out, &outcome), RESULT_OK);
	assert_int_equal(outcome.way, MERGE_BY_ITEMS);
	for (int i = 0; i < MERGE_SIDES; i++)
		buf_release(&texts[i]);
	buf_release(&out);
	return outcome.conflicts;
}

static void an_answer_and_what_it_answers_are_one_thing(void **state)
{
	(void)state;
	static const struct {
		const char *item, *answer, *asked, *apart;
	} rows[] = {
		{ "<cards><card id=\"a\"><front>F</front>\n<back>B</back>\n<extra>E</extra></card></cards>", "B<", "F<",
		  "E<" },
		{ "<cards><cloze id=\"a\">One. <blank>B</blank>. Three. Four. Five.\n<extra>E</extra></cloze></cards>",
		  "B<", "Five.", "E<" },
		{ "<questions><question id=\"a\"><stem>S</stem>\n<option>W<feedback>F</feedback></option>\n"
		  "<option correct=\"true\">R</option>\n<explanation>E</explanation></question></questions>",
		  "R<", "S<", "F<" },
		{ "<questions><question id=\"a\"><stem>S</stem>\n<option>W</option>\n<option "
		  "correct=\"true\">R</option>\n"
		  "<explanation>E</explanation></question></questions>",
		  "R<", "W<", "E<" },
		{ "<questions><open-question id=\"a\"><stem>S</stem>\n<answer>A</answer>\n<explanation>E</explanation>"
		  "</open-question></questions>",
		  "A<", "S<", "E<" },
		{ "<questions><numeric-question id=\"a\" value=\"1\"><stem>S</stem>\n<explanation>E</explanation>"
		  "</numeric-question></questions>",
		  "1\"", "S<", "E<" },
		{ "<questions><matching-question id=\"a\"><stem>S</stem>\n<choice id=\"b\">C</choice>\n"
		  "<prompt choice=\"b\">P</prompt>\n<explanation>E</explanation></matching-question></questions>",
		  "P<", "C<", "E<" },
		{ "<questions><ordering-question id=\"a\"><stem>S</stem>\n<step>One</step>\n<step>Two</step>\n"
		  "<explanation>E</explanation></ordering-question></questions>",
		  "One", "Two", "E<" },
		{ "<glossary><entry id=\"a\"><term>T</term>\n<definition>D</definition></entry>\n<entry "
		  "id=\"b\"><term>V</term>"
		  "<definition>D</definition></entry></glossary>",
		  "T<", "D<", "V<" },
		{ "<questions><question-set id=\"s\"><vignette>V</vignette>\n<numeric-question id=\"a\" value=\"1\">"
		  "<stem>S</stem>\n<explanation>E</explanation></numeric-question></question-set></questions>",
		  "V<", "1\"", "E<" },
		{ "<section id=\"s\"><table><row><header>H</header></row>\n<row><cell>C</cell></row>\n</table>\n"
		  "<p>E</p></section>",
		  "H<", "C<", "E<" },
		{ "<cards><occlusion id=\"a\" src=\"F\" alt=\"a\"><rectangle n=\"1\">R</rectangle>\n<extra>E</extra>"
		  "</occlusion></cards>",
		  "F\"", "R<", "E<" },
		{ "<section id=\"s\"><figure id=\"f\" src=\"F\" alt=\"a\">\n<caption>C</caption>\n</figure>\n"
		  "<p>E</p></section>",
		  "F\"", "C<", "E<" },
		{ "<section id=\"s\"><figure id=\"f\" src=\"F\" alt=\"A\"/>\n<p>E</p></section>", "F\"", "A\"", "E<" },
		{ "<sources><source id=\"s\" doi=\"D\">S</source>\n<source id=\"t\">E</source></sources>", "D\"", "S<",
		  "E<" },
		{ "<cards><occlusion id=\"a\" src=\"F\" alt=\"a\"><rectangle n=\"1\" x=\"X\">R</rectangle>\n"
		  "<rectangle n=\"2\">E</rectangle></occlusion></cards>",
		  "X\"", "R<", "E<" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(conflicts_in(rows[i].item, rows[i].answer, rows[i].asked), 1);
		assert_int_equal(conflicts_in(rows[i].item, rows[i].asked, rows[i].answer), 1);
		assert_int_equal(conflicts_in(rows[i].item, rows[i].answer, rows[i].apart), 0);
		assert_int_equal(conflicts_in(rows[i].item, rows[i].apart, rows[i].asked), 0);
	}
}

static void comments_are_merged_with_what_they_precede(void **state)
{
	(void)state;
	assert_merge("<a>\n<!-- x -->\n<b id='1'/>\n<b id='2'/>\n</a>",
		     "<a>\n<!-- y -->\n<b id='1'/>\n<b id='2'/>\n</a>",
		     "<a>\n<!-- x -->\n<b id='1'/>\n<!-- z -->\n<b id='2'/>\n</a>",
		     "<a>\n<!-- y -->\n<b id='1'/>\n<!-- z -->\n<b id='2'/>\n</a>");
	assert_merge("<!-- x --><a><b/></a>", "<!-- x --><a><c/></a>", "<!-- y --><a><b/></a>\n<!-- z -->",
		     "<!-- y --><a><c/></a>\n<!-- z -->");
	assert_merge("<a>\n<!-- x -->\n<b id='1'/>\n</a>", "<a>\n</a>", "<a>\n<!-- y -->\n<b id='1'/>\n</a>",
		     "<a>\n<<<<<<< o\n=======\n<!-- y -->\n<b id='1'/>\n>>>>>>> t\n</a>");
}

#define PART(id, text) "<section id=\"" id "\">" text "\n</section>\n"
#define FIGURE(text)   "<figure id=\"f\">\n<caption>" text "</caption>\n</figure>\n"

static void nothing_is_lost_when_pieces_move(void **state)
{
	(void)state;
	/* Each into the other. */
	assert_merge(LESSON(PART("a", "A") PART("b", "B")), LESSON(PART("b", "B" PART("a", "A"))),
		     LESSON(PART("a", "A" PART("b", "B"))),
		     LESSON("<<<<<<< o\n<section id=\"b\">B<section id=\"a\">A\n=======\n"
			    "<section id=\"a\">A<section id=\"b\">B\n>>>>>>> t\n</section>\n\n</section>\n"));
	/* Into one that the other side removed. */
	assert_merge(LESSON(PART("a", "A") PART("b", "B") PART("c", "C")), LESSON(PART("a", "A") PART("c", "C")),
		     LESSON(PART("a", "A") PART("b", "B" PART("c", "C"))),
		     LESSON(PART("a", "A") "<<<<<<< o\n<section id=\"c\">C\n=======\n<section id=\"b\">B<section "
					   "id=\"c\">C\n</section>\n\n>>>>>>> t\n</section>\n"));
	/* Out of one that the other side removed. */
	assert_merge(LESSON(PART("a", "A") PART("b", "B" PART("c", "C"))), LESSON(PART("a", "A")),
		     LESSON(PART("a", "A" PART("c", "C")) PART("b", "B")),
		     LESSON("<<<<<<< o\n<section id=\"a\">A\n=======\n<section id=\"a\">A<section id=\"c\">C\n"
			    "</section>\n>>>>>>> t\n\n</section>\n"
			    "<<<<<<< o\n=======\n<section id=\"b\">B\n</section>\n>>>>>>> t\n"));
	/* Into one that is added together with others. */
	assert_merge(
		LESSON("<p>A</p>\n" FIGURE("C")), LESSON("<p>A</p>\n<callout>\n" FIGURE("C") "</callout>\n<p>B</p>\n"),
		LESSON("<p>A</p>\n" FIGURE("D")), LESSON("<p>A</p>\n<callout>\n" FIGURE("D") "</callout>\n<p>B</p>\n"));
	assert_merge(LESSON("<p>A</p>\n" FIGURE("C")), LESSON("<p>A</p>\n" FIGURE("D")),
		     LESSON("<p>A</p>\n<p>B</p>\n<callout>\n" FIGURE("C") "</callout>\n"),
		     LESSON("<p>A</p>\n<p>B</p>\n<callout>\n" FIGURE("D") "</callout>\n"));
}

#define PARAGRAPH(drug, dose, end) "<p>Drug " drug ". Give " dose " mg. Check the levels weekly. Stop if " end ".</p>\n"

#define LIST(items) LESSON("<section id=\"s\">\n<list>\n" items "</list>\n</section>\n")

static void an_edit_does_not_go_into_a_neighbour(void **state)
{
	(void)state;
	assert_merge(LESSON(PARAGRAPH("A", "5", "ill") PARAGRAPH("B", "20", "ill")),
		     LESSON(PARAGRAPH("B", "30", "ill") "<p>Another.</p>\n"),
		     LESSON(PARAGRAPH("A", "5", "worse") PARAGRAPH("B", "20", "ill")),
		     LESSON("<<<<<<< o\n=======\n" PARAGRAPH("A", "5", "worse") ">>>>>>> t\n" PARAGRAPH(
			     "B", "30", "ill") "<p>Another.</p>\n"));
	assert_merge(LIST("<item>A</item>\n<item>B</item>\n"), LIST("<item>C</item>\n<item>D</item>\n"),
		     LIST("<item>A</item>\n<item>B</item>\n<item>E</item>\n"),
		     LIST("<<<<<<< o\n<item>C</item>\n<item>D</item>\n=======\n<item>A</item>\n<item>B</item>\n"
			  "<item>E</item>\n>>>>>>> t\n"));
	assert_merge(LIST("<item>A</item>\n<item>B</item>\n"), LIST("<item>C</item>\n<item>B</item>\n"),
		     LIST("<item>A</item>\n<item>B</item>\n<item>E</item>\n"),
		     LIST("<item>C</item>\n<item>B</item>\n<item>E</item>\n"));
}

#define SECTIONS(a, b) LESSON("<section id=\"a\">\n" a "</section>\n<section id=\"b\">\n" b "</section>\n")

#define OLD "<p>Drug A. Give 5 mg. Check the levels weekly. Stop if ill.</p>\n"
#define NEW "<p>Before surgery: stop five days. Check the levels weekly.</p>\n"

/* What took the place of a removed paragraph may be one that was removed elsewhere, and rewritten. */
static void a_rewritten_paragraph_is_known_by_its_words(void **state)
{
	(void)state;
	assert_merge(SECTIONS(OLD, "<p>First.</p>\n<p>In renal failure, half of it.</p>\n"),
		     SECTIONS("", "<p>First.</p>\n" NEW),
		     SECTIONS("", "<p>First.</p>\n<p>In renal failure, half of it.</p>\n"),
		     SECTIONS("", "<p>First.</p>\n<<<<<<< o\n" NEW "=======\n>>>>>>> t\n"));
}

/* Theirs moves a section into one that ours removes, and removes the section that it was in. */
static void what_moves_into_what_is_removed_is_not_lost(void **state)
{
	(void)state;
	assert_merge(LESSON("<section id=\"a\">\n<title>A</title>\n</section>\n<section id=\"b\">\n<section id=\"c\">\n"
			    "<title>C</title>\n</section>\n</section>\n"),
		     LESSON("<section id=\"b\">\n<section id=\"c\">\n<title>C</title>\n</section>\n</section>\n"),
		     LESSON("<section id=\"a\">\n<title>A</title>\n<section id=\"c\">\n<title>C</title>\n</section>\n"
			    "</section>\n"),
		     LESSON("<<<<<<< o\n<section id=\"b\">\n=======\n<section id=\"a\">\n<title>A</title>\n>>>>>>> t\n"
			    "<section id=\"c\">\n<title>C</title>\n</section>\n</section>\n"));
}

#define CARD(id, text) "<card id=\"" id "\">\n<front>" text "</front>\n</card>\n"
#define CARDS(text)    LESSON("<cards>\n" text "</cards>\n")

static void an_id_may_be_renamed(void **state)
{
	(void)state;
	assert_merge(CARDS(CARD("a", "A") CARD("b", "B")), CARDS(CARD("c", "A") CARD("b", "B")),
		     CARDS(CARD("b", "B") CARD("a", "D")), CARDS(CARD("b", "B") CARD("c", "D")));
	assert_merge(CARDS(CARD("a", "A") CARD("b", "B")), CARDS(CARD("c", "A") CARD("b", "B")),
		     CARDS(CARD("d", "A") CARD("b", "B")),
		     CARDS("<<<<<<< o\n<card id=\"c\">\n=======\n<card id=\"d\">\n>>>>>>> t\n"
			   "<front>A</front>\n</card>\n" CARD("b", "B")));
	/* Not if it is another item. */
	assert_merge("<retired>\n<id id='a' in='1'/>\n</retired>", "<retired>\n<id id='b' in='1'/>\n</retired>",
		     "<retired>\n<id id='a' in='2'/>\n</retired>",
		     "<retired>\n<<<<<<< o\n=======\n<id id='a' in='2'/>\n>>>>>>> t\n<id id='b' in='1'/>\n</retired>");
}

static void a_byte_order_mark_may_be_added(void **state)
{
	(void)state;
	/* A side may be empty. */
	assert_merge("a\n", "b\n", "", "<<<<<<< o\nb\n=======\n>>>>>>> t\n");
	assert_merge("<lesson>\n<p>A</p>\n</lesson>\n", "\xEF\xBB\xBF<lesson>\n<p>A</p>\n</lesson>\n",
		     "<lesson>\n<p>B</p>\n</lesson>\n", "\xEF\xBB\xBF<lesson>\n<p>B</p>\n</lesson>\n");
}

static void binary_files_are_refused(void **state)
{
	(void)state;
	struct merge_request request = { .texts = { STR("a"), STR("a\0b"), STR("c") }, .marker_size = 7 };
	struct merge_outcome outcome;
	struct buf out;
	buf_init(&out, BUF_CAP);
	assert_int_equal(merge_texts(&request, &out, &outcome), RESULT_REFUSED);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_side_is_taken_as_it_is),
		cmocka_unit_test(lines_are_merged_as_by_git),
		cmocka_unit_test(markers_have_lines_of_their_own_and_line_ends_of_the_file),
		cmocka_unit_test(sentences_are_merged_wherever_lines_break),
		cmocka_unit_test(attributes_are_merged),
		cmocka_unit_test(a_row_is_like_a_sentence),
		cmocka_unit_test(an_answer_and_what_it_answers_are_one_thing),
		cmocka_unit_test(comments_are_merged_with_what_they_precede),
		cmocka_unit_test(nothing_is_lost_when_pieces_move),
		cmocka_unit_test(an_edit_does_not_go_into_a_neighbour),
		cmocka_unit_test(a_rewritten_paragraph_is_known_by_its_words),
		cmocka_unit_test(what_moves_into_what_is_removed_is_not_lost),
		cmocka_unit_test(an_id_may_be_renamed),
		cmocka_unit_test(a_byte_order_mark_may_be_added),
		cmocka_unit_test(binary_files_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
