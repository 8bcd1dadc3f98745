/* The small parts of the import and export of Anki: messages, shapes, markup, templates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "convert/anki/markup.h"
#include "convert/anki/protobuf.h"
#include "convert/anki/shapes.h"
#include "convert/anki/template.h"
#include "convert/anki/text_header.h"

static void test_protobuf(void **state)
{
	(void)state;
	struct buf message;
	buf_init(&message, BUF_CAP);
	protobuf_put_number(&message, 1, 300);
	protobuf_put_bytes(&message, 255, STR("text"));
	protobuf_put_bytes(&message, 3, STR(""));
	protobuf_put_number(&message, 4, UINT64_MAX);
	struct str whole = buf_view(&message);
	assert_int_equal(protobuf_number(whole, 1), 300);
	assert_true(protobuf_number(whole, 4) == UINT64_MAX);
	assert_true(str_is(protobuf_bytes(whole, 255), "text"));
	assert_null(protobuf_bytes(whole, 3).at);
	assert_int_equal(protobuf_number(whole, 255), 0);
	/* Each of its starts is read without fault, and known to be damaged if it ends within a field. */
	size_t good = 0;
	for (size_t len = 0; len <= whole.len; len++) {
		struct protobuf part = { .rest = { whole.at, len } };
		while (protobuf_next(&part))
			;
		good += !part.damaged;
	}
	assert_int_equal(good, 4);
	buf_release(&message);
}

static void test_damaged_protobuf(void **state)
{
	(void)state;
	static const struct str messages[] = {
		{ "\x0a\xff\xff\xff\xff\x0f" "a", 7 },				/* longer than the rest */
		{ "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 12 },	/* a number of eleven bytes */
		{ "\x02\x00", 2 },						/* field 0 */
		{ "\x0b", 1 },							/* a group */
		{ "\x0d" "abc", 4 },						/* four bytes, of which one is missing */
	};
	for (size_t i = 0; i < sizeof(messages) / sizeof(messages[0]); i++) {
		struct protobuf message = { .rest = messages[i] };
		while (protobuf_next(&message))
			;
		assert_true(message.damaged);
	}
}

/* Reads a shape and writes it again. */
static void expect_shape(const char *text, const char *expected, unsigned lost)
{
	struct arena arena;
	struct buf out;
	unsigned losses = 0;
	bool hides_all = false;
	arena_init(&arena);
	buf_init(&out, BUF_CAP);
	struct shape *shape = shape_read(&arena, str_from(text), &losses, &hides_all);
	if (shape)
		shape_write(&out, shape, hides_all);
	assert_string_equal(buf_cstr(&out), expected);
	assert_int_equal(losses, lost);
	buf_release(&out);
	arena_release(&arena);
}

static void test_shapes(void **state)
{
	(void)state;
	static const char rectangle[] = "image-occlusion:rect:left=.1:top=.2:width=.3:height=.1:oi=1";
	expect_shape(rectangle, rectangle, 0);
	expect_shape("image-occlusion:rect:left=0.12345:top=.2:width=.3:height=.1:fill=#ff0000",
		     "image-occlusion:rect:left=.1235:top=.2:width=.3:height=.1", 0);
	expect_shape("image-occlusion:ellipse:left=.5:top=.5:rx=.1:ry=.05",
		     "image-occlusion:ellipse:left=.5:top=.5:rx=.1:ry=.05", 0);
	expect_shape("image-occlusion:ellipse:left=.5:top=.5:width=.2:height=.1",
		     "image-occlusion:ellipse:left=.5:top=.5:rx=.1:ry=.05", 0);
	expect_shape("image-occlusion:polygon:points=0,0 1,0 .5,.25:oi=0", "image-occlusion:polygon:points=.0,.0 1.0,.0 .5,.25",
		     0);
	expect_shape("image-occlusion:rect:left=-.1:top=.95:width=.3:height=.1:angle=12",
		     "image-occlusion:rect:left=.0:top=.95:width=.2:height=.05", SHAPE_LOST_TURN | SHAPE_LOST_PART);
	expect_shape("image-occlusion:polygon:points=-1,0 2,0 .5,.25", "image-occlusion:polygon:points=.0,.0 1.0,.0 .5,.25",
		     SHAPE_LOST_PART);
	expect_shape("image-occlusion:text:left=.1:top=.1:text=a\\:left=.9", "", SHAPE_LOST_TEXT);
	expect_shape("image-occlusion:rect:left=399.01:top=99:width=167:height=33", "", SHAPE_LOST_PIXELS);
	expect_shape("image-occlusion:polygon:points=0,0 1,0", "", SHAPE_LOST_INVALID);
	expect_shape("image-occlusion:rect:left=.1:top=.2:width=0:height=99999999999999999999999", "", SHAPE_LOST_PIXELS);
	expect_shape("image-occlusion:rect:left=.1", "", SHAPE_LOST_INVALID);
	expect_shape("image-occlusion:star:left=.1", "", SHAPE_LOST_INVALID);
	expect_shape("aorta", "", SHAPE_LOST_INVALID);
}

static void expect_html(const char *field, const char *expected, unsigned losses)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	assert_int_equal(markup_plain_html(&out, str_from(field)), losses);
	assert_string_equal(buf_cstr(&out), expected);
	buf_release(&out);
}

static void test_markup(void **state)
{
	(void)state;
	expect_html("a [sound:b c.mp3] d", "a <audio src=\"b c.mp3\"></audio> d", 0);
	expect_html("[sound:a\"><script>.MP4]", "<video src=\"a&quot;>&lt;script>.MP4\"></video>", 0);
	expect_html("[sound:never", "[sound:never", 0);
	expect_html("[$]x[/$] [$$]y<br>z[/$$] [latex]$a$[/latex]", "\\(x\\) \\[y z\\] \\(a\\)", 0);
	expect_html("[latex]\\begin{math}a\\end{math}[/latex]", "\\(a\\)", 0);
	expect_html("[latex]\\begin{align}a&amp;b\\end{align}[/latex]", "\\[\\begin{align}a&amp;b\\end{align}\\]", 0);
	expect_html("[latex]the $a$ and $b$[/latex]", "the $a$ and $b$", MARKUP_LATEX);
	expect_html("\\(a <b>b</b>\\) \\(", "\\(a b\\) \\(", 0);
	expect_html("a[anki:tts lang=en_US]b[/anki:tts]c [anki:tts d", "ac [anki:tts d", MARKUP_SPOKEN);
	assert_true(markup_is_empty(STR(" <br><div></div>\n")));
	assert_false(markup_is_empty(STR("&nbsp;")));
	assert_true(markup_is_invisible(STR("<p>&nbsp;</p><b></b>")));
	assert_false(markup_is_invisible(STR("<p><img src=x></p>")));
}

/* Renders a side of a note with the fields Front, Back and Empty. */
static void expect_side(const char *template, bool answer, const char *expected, unsigned extras)
{
	struct str names[] = { STR("Front"), STR("Back"), STR("Empty") };
	struct str values[] = { STR("<b>F</b>"), STR(" \xe6\xbc\xa2[kan]"), STR("<br>") };
	struct anki_type type = { .name = STR("Type"), .fields = names, .field_count = 3 };
	struct anki_note note = { .type = &type, .fields = values, .tags = STR("t u") };
	struct anki_deck deck = { .name = STR("A::B") };
	struct card_source source = { &note, &deck, STR("Card 1"), 2 };
	struct rendering rendering;
	rendering_init(&rendering);
	template_render(&rendering, &source, str_from(template), answer);
	assert_false(rendering.failed);
	assert_string_equal(buf_cstr(&rendering.html), expected);
	assert_int_equal(rendering.extras, extras);
	rendering_release(&rendering);
}

static void test_templates(void **state)
{
	(void)state;
	expect_side("a {{Front}} {{{Front}}} {{ text:Front }} b", false, "a <b>F</b> <b>F</b> F b", 0);
	expect_side("{{#Front}}1{{/Front}}{{^Front}}2{{/Front}}{{#Empty}}3{{/Empty}}{{^Empty}}4{{/Empty}}", false, "14", 0);
	expect_side("{{#Empty}}{{#Front}}1{{/Front}}{{^Front}}2{{/Front}}{{/Empty}}3", false, "3", 0);
	expect_side("{{#c2}}1{{/c2}}{{#c1}}2{{/c1}}", false, "1", 0);
	expect_side("{{kanji:Back}},{{kana:Back}},{{furigana:Back}}", false,
		    " \xe6\xbc\xa2, kan, <ruby>\xe6\xbc\xa2<rt>kan</rt></ruby>", 0);
	expect_side("{{Deck}} {{Subdeck}} {{Card}} {{Type}}", false, "A::B B Card 1 Type", 0);
	expect_side("{{#Tags}}<i>{{clickable::Tags}}</i>{{/Tags}}", false, "<i></i>", TEMPLATE_TAGS);
	expect_side("{{FrontSide}}x", true, "x", 0);
	expect_side("{{type:Front}}", false, "", TEMPLATE_TYPED);
	expect_side("{{type:Front}}", true, "<b>F</b>", TEMPLATE_TYPED);
	expect_side("{{hint:Front}}{{tts en_US:Front}}{{edit:Front}}", false, "<b>F</b>",
		    TEMPLATE_HINT | TEMPLATE_SPOKEN | TEMPLATE_FILTER);
	expect_side("{{Nothing}}{{/Front}}{{#Front}}", false, "", TEMPLATE_UNKNOWN | TEMPLATE_BROKEN);
	expect_side("{{Front", false, "{{Front", 0);
	expect_side("{{}}{{:}}{{#}}", false, "", TEMPLATE_UNKNOWN | TEMPLATE_BROKEN);
}

static void test_text_header(void **state)
{
	(void)state;
	struct text_header header;
	static const char text[] = "\xef\xbb\xbf#separator:Semicolon\r\n#html:true\n#tags:a b\n#deck column:3\n"
				   "#guid column:1\n# any remark\na;b\n";
	assert_true(text_header_is_at(STR(text)));
	assert_int_equal(text_header_read(&header, STR(text)), sizeof(text) - 1 - strlen("a;b\n"));
	assert_int_equal(header.separator, ';');
	assert_true(header.html);
	assert_true(str_is(header.tags, "a b"));
	assert_int_equal(header.deck_column, 3);
	assert_int_equal(header.guid_column, 1);
	assert_int_equal(header.tags_column, 0);
	assert_int_equal(header.lines, 6);
	assert_false(text_header_is_at(STR("# Heading\n")));
	assert_false(text_header_is_at(STR("a,b\n")));
	assert_int_equal(text_header_read(&header, STR("#separator:,\na <b>b</b>,c\n")), 13);
	assert_true(header.html);
	assert_int_equal(text_header_read(&header, STR("#separator:\t\na < b\tc\n")), 13);
	assert_false(header.html);
	assert_int_equal(header.separator, '\t');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_protobuf),  cmocka_unit_test(test_damaged_protobuf), cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_markup),	  cmocka_unit_test(test_templates),	   cmocka_unit_test(test_text_header),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
