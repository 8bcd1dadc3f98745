/* The layout of lessons, and that formatting changes nothing else. */
#include "base/file_list.h"
#include "format/format.h"
#include "../lesson.h"
#include "pack/compile.h"

#include <stdio.h>

static struct buf laid_out, again;

static bool counted_id(void *context, const char *prefix, char id[NEW_ID_SIZE])
{
	unsigned *count = context;
	snprintf(id, NEW_ID_SIZE, "%s%u", prefix, ++*count);
	return true;
}

/* The formatted text, which must not change when formatted again. */
static const char *layout_of(struct str text)
{
	size_t ids;
	unsigned count = 0;
	assert_int_equal(format_lesson(text, counted_id, &count, &laid_out, &ids), FORMAT_OK);
	assert_int_equal(ids, count);
	assert_int_equal(format_lesson(buf_view(&laid_out), counted_id, &count, &again, &ids), FORMAT_OK);
	assert_int_equal(ids, 0);
	assert_string_equal(buf_cstr(&again), buf_cstr(&laid_out));
	return buf_cstr(&laid_out);
}

#define START "<lesson xmlns=\"urn:satchel:lesson:1\" id=\"a\">\n"

/* The content of a lesson, formatted. */
static void assert_layout(const char *inside, const char *wanted)
{
	struct buf text, want;
	buf_init(&text, BUF_CAP);
	buf_init(&want, BUF_CAP);
	buf_format(&text, START "%s</lesson>", inside);
	buf_format(&want, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" START "%s</lesson>\n", wanted);
	assert_string_equal(layout_of(buf_view(&text)), buf_cstr(&want));
	buf_release(&text);
	buf_release(&want);
}

static void each_element_of_a_structure_has_its_line(void **state)
{
	(void)state;
	assert_layout("<section id='s'><title> T </title><list><item>a<list><item/></list></item><item>b</item></list>"
		      "</section>",
		      "  <section id=\"s\">\n    <title>T</title>\n    <list>\n      <item>a\n        <list>\n"
		      "          <item/>\n        </list>\n      </item>\n      <item>b</item>\n    </list>\n"
		      "  </section>\n");
	assert_layout("<question id='q'><stem>S?</stem><option>A <feedback>F</feedback></option></question>",
		      "  <question id=\"q\">\n    <stem>S?</stem>\n    <option>A\n      <feedback>F</feedback>\n"
		      "    </option>\n  </question>\n");
	assert_layout("<p>  </p>", "  <p/>\n");
}

static void a_line_breaks_only_at_white_space(void **state)
{
	(void)state;
	assert_layout("<p>CO<sub>2</sub>, m<sup>2</sup><em> a</em>b <cite source='s'/>.\n\tEnd</p>",
		      "  <p>CO<sub>2</sub>, m<sup>2</sup><em> a</em>b <cite source=\"s\"/>.\n    End</p>\n");
	struct buf text, want;
	buf_init(&text, BUF_CAP);
	buf_init(&want, BUF_CAP);
	/* Text that ends at column 110 fits; é is one column. */
	buf_text(&text, "<p>");
	for (int i = 0; i < 50; i++)
		buf_text(&text, "\u00e9 ");
	buf_text(&text, "34567 01</p>");
	buf_text(&want, "  <p>");
	for (int i = 0; i < 50; i++)
		buf_text(&want, i ? " \u00e9" : "\u00e9");
	buf_text(&want, " 34567\n    01</p>\n");
	assert_layout(buf_cstr(&text), buf_cstr(&want));
	buf_release(&text);
	buf_release(&want);
}

static void each_sentence_begins_a_line(void **state)
{
	(void)state;
	assert_layout("<p>One. Two? \u201cThree!\u201d Four <em>five.</em> <cite source='s'/> Six, e.g. Seven by J. "
		      "Smith. eight 1.5 G.</p>",
		      "  <p>One.\n    Two?\n    \u201cThree!\u201d\n    Four <em>five.</em> <cite source=\"s\"/>\n"
		      "    Six, e.g. Seven by J. Smith. eight 1.5 G.</p>\n");
}

static void attributes_are_in_order_and_aligned(void **state)
{
	(void)state;
	assert_layout("<question access='free' zz='1  2' difficulty='2' id='q' kind=' single '/>",
		      "  <question id=\"q\" kind=\"single\" difficulty=\"2\" access=\"free\" zz=\"1  2\"/>\n");
	assert_layout(
		"<figure alt='A long text in place of the picture that leaves no room for anything else in its line' "
		"src='images/picture.svg' id='f'/>",
		"  <figure id=\"f\" src=\"images/picture.svg\"\n          alt=\"A long text in place of the picture "
		"that leaves no room for anything else in its line\"/>\n");
}

static void characters_are_literal_unless_invisible(void **state)
{
	(void)state;
	assert_layout(
		"<p>&#233; &gt; <![CDATA[<&>]]> ]]&gt; 5&#xA0;mg \u2009x</p><abbr title='\"&#9;&amp;'>x</abbr>",
		"  <p>\u00e9 > &lt;&amp;> ]]&gt; 5&#160;mg &#8201;x</p>\n  <abbr title=\"&quot; &amp;\">x</abbr>\n");
}

static void joiners_are_literal_where_letters_and_pictures_need_them(void **state)
{
	(void)state;
	assert_layout("<p>\u0645\u06cc\u200c\u062e &#x915;&#x94d;&#x200d;&#x937; \U0001f468&#x200d;\u2695\ufe0f</p>",
		      "  <p>\u0645\u06cc\u200c\u062e \u0915\u094d\u200d\u0937 \U0001f468\u200d\u2695\ufe0f</p>\n");
	assert_layout("<figure alt='&#x645;&#x200c;&#x62e;'/>", "  <figure alt=\"\u0645\u200c\u062e\"/>\n");
	assert_layout("<p>\U0001f3f4\U000e0067\U000e0062\U000e007f\U000e0067</p>",
		      "  <p>\U0001f3f4\U000e0067\U000e0062\U000e007f\U000e0067</p>\n");
	/* Characters that are redundant here, or that would reverse the text. */
	assert_layout("<p>heart\u200cless \u200d\u0645 \u0645\u200f\u0645 x\u200d\u2695 a\U000e0067</p>",
		      "  <p>heart&#8204;less &#8205;\u0645 \u0645&#8207;\u0645 x&#8205;\u2695 a&#917607;</p>\n");
}

static void comments_and_instructions_stay_in_their_place(void **state)
{
	(void)state;
	assert_layout("<?satchel-ignore a/b  reason=\"x\"?><p>a<!-- b -->c <!--d\n e--> f</p> <!-- behind -->\n<!-- "
		      "above -->\n\n\n<p/>",
		      "  <?satchel-ignore a/b  reason=\"x\"?>\n  <p>a<!-- b -->c <!--d\n e--> f</p> <!-- behind -->\n"
		      "  <!-- above -->\n\n  <p/>\n");
}

static void what_no_lesson_has_is_kept_letter_by_letter(void **state)
{
	(void)state;
	assert_layout("<p>a <odd b='1'  a='2'>  x\n  y </odd>b</p>",
		      "  <p>a <odd b=\"1\" a=\"2\">  x\n  y </odd>b</p>\n");
	assert_layout("<p>a <em>b<list><item>c  d</item></list></em></p>",
		      "  <p>a <em>b<list><item>c  d</item></list></em></p>\n");
	/* Readers join the text before and after a list. */
	assert_layout("<list><item>pati<list><item>x</item></list>ent</item></list>",
		      "  <list><item>pati<list><item>x</item></list>ent</item></list>\n");
}

static void ids_are_given_to_what_has_none(void **state)
{
	(void)state;
	assert_layout("<section/><question id='mine'/><card access='free'/><cloze>x</cloze><entry/><source/>",
		      "  <section id=\"part-1\"/>\n  <question id=\"mine\"/>\n  <card id=\"c-2\" access=\"free\"/>\n"
		      "  <cloze id=\"c-3\">x</cloze>\n  <entry id=\"g-4\"/>\n  <source/>\n");
}

static void line_ends_are_those_of_the_first_line(void **state)
{
	(void)state;
	size_t ids;
	assert_int_equal(format_lesson(STR("\xef\xbb\xbf<?xml version='1.0'?>\r\n<lesson "
					   "xmlns='urn:satchel:lesson:1'>\n<p>a</p></lesson>"),
				       NULL, NULL, &laid_out, &ids),
			 FORMAT_OK);
	assert_string_equal(buf_cstr(&laid_out),
			    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
			    "<lesson xmlns=\"urn:satchel:lesson:1\">\r\n  <p>a</p>\r\n</lesson>\r\n");
}

static void what_is_no_lesson_is_refused(void **state)
{
	(void)state;
	size_t ids;
	static const char *const texts[] = { "", "<lesson>", "<lesson/>",
					     "<!DOCTYPE lesson><lesson xmlns='urn:satchel:lesson:1'/>",
					     "<p xmlns='urn:satchel:lesson:1'/>" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(format_lesson(str_from(texts[i]), NULL, NULL, &laid_out, &ids), FORMAT_NOT_XML);
}

static bool name_asset(void *context, const struct attribute *src, enum file_use use, struct compiled_asset *asset)
{
	(void)context, (void)src, (void)use;
	snprintf(asset->name, ASSET_NAME_SIZE, "assets/x.svg");
	return true;
}

/* The typed lesson as packs store it, and the positions of its comments; empty if it has errors. */
static void meaning_of(struct reading *reading, struct str text, struct buf *out)
{
	buf_clear(out);
	reading_read(reading, text);
	if (reading->status == READER_OK && reading->report.counts[SEVERITY_ERROR] == 0)
		assert_int_equal(compile_lesson(reading->lesson, NULL, name_asset, NULL, out), COMPILE_OK);
}

static void on_error(void *context, const char *path, enum file_status status)
{
	(void)context, (void)status;
	fail_msg("cannot read %s", path);
}

static void read_content(struct file_list *list)
{
	file_list_init(list);
	assert_true(file_list_add(list, "content/psychiatry", ".xml", NULL, on_error, NULL));
	file_list_finish(list);
	assert_true(list->count > 0);
}

static void every_lesson_of_the_tree_means_what_it_meant(void **state)
{
	(void)state;
	struct reading reading;
	struct file_list list;
	struct buf text, before, after;
	reading_init(&reading);
	read_content(&list);
	buf_init(&text, BUF_CAP);
	buf_init(&before, BUF_CAP);
	buf_init(&after, BUF_CAP);
	for (size_t i = 0; i < list.count; i++) {
		assert_int_equal(file_read(list.paths[i], LESSON_SIZE_MAX, &text), FILE_OK);
		meaning_of(&reading, buf_view(&text), &before);
		assert_true(before.len > 0);
		layout_of(buf_view(&text));
		meaning_of(&reading, buf_view(&laid_out), &after);
		assert_string_equal(buf_cstr(&after), buf_cstr(&before));
	}
	buf_release(&text);
	buf_release(&before);
	buf_release(&after);
	file_list_release(&list);
	reading_release(&reading);
}

/* Inserts text that is valid anywhere, or is not, at a few positions. */
static void mutate(struct buf *text, struct buf *out)
{
	static const char *const pieces[] = { " ",
					      "\n",
					      "  \n\n ",
					      "<!-- c -->",
					      "<!--\nc-->",
					      "<?x y?>",
					      "&#160;",
					      "&lt;",
					      "<![CDATA[ & ]]>",
					      "<em> x </em>",
					      "<em/>",
					      "A. B",
					      "<code>a  b</code>",
					      "<odd> a </odd>",
					      "\u200b",
					      "<list><item>x</item></list>",
					      ".",
					      "]]" };
	buf_clear(out);
	size_t done = 0;
	for (int i = 0; i < 4; i++) {
		size_t at = done + (size_t)rand() % (1 + (text->len - done) / 4);
		if (rand() % 8) {
			const char *gap = memchr(text->at + at, rand() % 8 ? '<' : ' ', text->len - at);
			at = gap ? (size_t)(gap - text->at) : at;
		}
		buf_add(out, text->at + done, at - done);
		buf_text(out, pieces[(size_t)rand() % (sizeof(pieces) / sizeof(pieces[0]))]);
		done = at;
	}
	buf_add(out, text->at + done, text->len - done);
}

static void mutated_lessons_mean_what_they_meant(void **state)
{
	(void)state;
	struct reading reading;
	struct file_list list;
	struct buf text, mutant, before, after;
	unsigned formed = 0, valid = 0;
	reading_init(&reading);
	read_content(&list);
	buf_init(&text, BUF_CAP);
	buf_init(&mutant, BUF_CAP);
	buf_init(&before, BUF_CAP);
	buf_init(&after, BUF_CAP);
	srand(11);
	for (size_t i = 0; i < 300; i++) {
		size_t ids;
		unsigned count = 0;
		assert_int_equal(file_read(list.paths[i % list.count], LESSON_SIZE_MAX, &text), FILE_OK);
		mutate(&text, &mutant);
		enum format_status status = format_lesson(buf_view(&mutant), counted_id, &count, &laid_out, &ids);
		if (status == FORMAT_NOT_XML)
			continue;
		assert_int_equal(status, FORMAT_OK);
		layout_of(buf_view(&mutant));
		meaning_of(&reading, buf_view(&mutant), &before);
		meaning_of(&reading, buf_view(&laid_out), &after);
		assert_string_equal(buf_cstr(&after), buf_cstr(&before));
		formed++;
		valid += before.len > 0;
	}
	assert_true(formed > 100);
	assert_true(valid > 20);
	buf_release(&text);
	buf_release(&mutant);
	buf_release(&before);
	buf_release(&after);
	file_list_release(&list);
	reading_release(&reading);
}

static int set_up(void **state)
{
	(void)state;
	buf_init(&laid_out, BUF_CAP);
	buf_init(&again, BUF_CAP);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_release(&laid_out);
	buf_release(&again);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_element_of_a_structure_has_its_line),
		cmocka_unit_test(a_line_breaks_only_at_white_space),
		cmocka_unit_test(each_sentence_begins_a_line),
		cmocka_unit_test(attributes_are_in_order_and_aligned),
		cmocka_unit_test(characters_are_literal_unless_invisible),
		cmocka_unit_test(joiners_are_literal_where_letters_and_pictures_need_them),
		cmocka_unit_test(comments_and_instructions_stay_in_their_place),
		cmocka_unit_test(what_no_lesson_has_is_kept_letter_by_letter),
		cmocka_unit_test(ids_are_given_to_what_has_none),
		cmocka_unit_test(line_ends_are_those_of_the_first_line),
		cmocka_unit_test(what_is_no_lesson_is_refused),
		cmocka_unit_test(every_lesson_of_the_tree_means_what_it_meant),
		cmocka_unit_test(mutated_lessons_mean_what_they_meant),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
