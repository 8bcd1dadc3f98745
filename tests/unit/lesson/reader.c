/* A lesson with every kind of element is read as lesson.h says, with correct spans. */
#include "../lesson.h"
#include "lesson/deletion.h"

#include <stdio.h>
#include <string.h>

static const char whole[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
	"<lesson xmlns=\"urn:satchel:lesson:1\" id=\"heart\" xml:lang=\"en-GB\"\r\n"
	"        reviewed='2026-11-20' review-by=\"2028-11-20\" access=\"free\">\r\n"
	"  <title>Œdema &amp; the <em>heart</em></title>\r\n"
	"  <summary>A &lt; B<!-- aside --> and more<![CDATA[ <raw> ]]>.</summary>\r\n"
	"  <objectives><objective id=\"o-a\">Name it</objective></objectives>\r\n"
	"  <section id=\"one\" access=\"free\"><title>One</title>\r\n"
	"    <p>See <link href=\"https://a.b/?x=1&amp;y=2\">this</link>, <link to=\"two\">that</link>, "
	"<abbr title=\"heart rate\">HR</abbr>, <cite source=\"s-a\" at=\"p. 1\"/>, x<sub>1</sub><sup>2</sup> "
	"<code>C</code> <strong>s</strong> <term>t</term></p>\r\n"
	"    <list kind=\"number\"><item>a<list><item>b</item></list></item><item>c</item></list>\r\n"
	"    <callout kind=\"warning\">w<list><item>x</item></list></callout>\r\n"
	"    <figure id=\"f\" src=\"i.svg\" alt=\"two   words\"><caption>Cap</caption>"
	"<credit licence=\"CC0-1.0\" href=\"https://c.d/\">Me</credit></figure>\r\n"
	"    <table id=\"t\"><caption>Tab</caption><row><header scope=\"row\" columns=\"2\">h</header><cell "
	"rows=\"3\">c</cell></row></table>\r\n"
	"    <section id=\"two\"><title>Two</title><p/><section "
	"id=\"three\"><title>Three</title></section></section>\r\n"
	"  </section>\r\n"
	"  <takeaways><item>T1</item><item>T2</item></takeaways>\r\n"
	"  <questions>\r\n"
	"    <question id=\"q-a\" kind=\"multiple\" objective=\"o-a\" difficulty=\"4\" access=\"member\">"
	"<vignette>V<figure id=\"g\" src=\"j.svg\" alt=\"\"/></vignette><stem>Stem?</stem>"
	"<option correct=\" true \">Yes<feedback>F1</feedback></option><option correct=\"0\">No</option><option "
	"correct=\"1\">Yo</option>"
	"<explanation>E</explanation></question>\r\n"
	"  </questions>\r\n"
	"  <cards><card id=\"c-a\"><front>Fr</front><back>Ba</back><extra>Ex</extra></card>"
	"<cloze id=\"c-b\" access=\"free\">The <blank hint=\"organ\" n=\"2\">heart</blank> beats</cloze></cards>\r\n"
	"  <glossary><entry id=\"g-a\"><term>Term</term><definition>Def</definition></entry></glossary>\r\n"
	"  <sources><source id=\"s-a\" href=\"https://e.f/\" doi=\"10.1000/x\">Src</source></sources>\r\n"
	"</lesson>\r\n";

static void assert_str(struct str s, const char *wanted)
{
	char text[256];
	snprintf(text, sizeof(text), "%.*s", STR_ARG(s));
	assert_string_equal(text, wanted);
	assert_non_null(s.at);
}

static void assert_plain(const struct inline_node *text, const char *wanted)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	inline_plain(&out, text);
	assert_string_equal(buf_cstr(&out), wanted);
	buf_release(&out);
}

/* The source text of a span. */
static void assert_span(const struct reading *r, struct span span, const char *wanted)
{
	assert_true(span.start <= span.end && span.end <= r->source.bytes.len);
	assert_str((struct str){ r->source.bytes.at + span.start, span.end - span.start }, wanted);
}

static void test_head(void **state)
{
	struct reading *r = *state;
	reading_read(r, STR(whole));
	assert_int_equal(r->status, READER_OK);
	assert_null(r->report.first);
	const struct lesson *l = r->lesson;
	assert_str(l->id.value, "heart");
	assert_span(r, l->id.span, "heart");
	assert_str(l->lang.value, "en-GB");
	assert_span(r, l->lang.span, "en-GB");
	assert_str(l->reviewed.value, "2026-11-20");
	assert_span(r, l->reviewed.span, "2026-11-20");
	assert_str(l->review_by.value, "2028-11-20");
	assert_int_equal(l->access, ACCESS_FREE);
	assert_span(r, l->element.tag, "<lesson");
	assert_int_equal(l->element.span.end, sizeof(whole) - 1 - 2);
	assert_str(r->source.lesson, "heart");
	assert_plain(l->title->text, "Œdema & the heart");
	assert_span(r, l->title->text->element.span, "Œdema &amp; the ");
	assert_span(r, l->title->text->next->element.span, "<em>heart</em>");
	assert_span(r, l->title->element.span, "<title>Œdema &amp; the <em>heart</em></title>");
	assert_plain(l->summary->text, "A < B and more <raw> .");
	assert_span(r, l->summary->text->element.span, "A &lt; B");
	assert_span(r, l->summary->text->next->element.span, " and more<![CDATA[ <raw> ]]>.");
	assert_str(l->objectives->id.value, "o-a");
	assert_plain(l->objectives->text, "Name it");
	struct location location = source_location(&r->source, l->title->text->next->element.tag);
	assert_int_equal(location.line, 4);
	assert_int_equal(location.column, 26); /* Œ is one code point of two bytes; &amp; is five */
}

static void test_inline(void **state)
{
	struct reading *r = *state;
	reading_read(r, STR(whole));
	const struct section *one = r->lesson->sections;
	assert_str(one->id.value, "one");
	assert_int_equal(one->access, ACCESS_FREE);
	assert_int_equal(one->level, 1);
	const struct inline_node *n = one->blocks->of.p;
	static const enum inline_kind kinds[] = { INLINE_LINK, INLINE_LINK, INLINE_ABBR,   INLINE_CITE, INLINE_SUB,
						  INLINE_SUP,  INLINE_CODE, INLINE_STRONG, INLINE_TERM };
	const struct inline_node *found[9];
	size_t count = 0;
	for (; n; n = n->next) {
		if (n->kind == INLINE_TEXT)
			continue;
		assert_true(count < 9);
		assert_int_equal(n->kind, kinds[count]);
		found[count++] = n;
	}
	assert_int_equal(count, 9);
	assert_str(found[0]->of.link.href.value, "https://a.b/?x=1&y=2");
	assert_span(r, found[0]->of.link.href.span, "https://a.b/?x=1&amp;y=2");
	assert_null(found[0]->of.link.to.value.at);
	assert_str(found[1]->of.link.to.value, "two");
	assert_null(found[1]->of.link.href.value.at);
	assert_str(found[2]->of.title.value, "heart rate");
	assert_str(found[3]->of.cite.source.value, "s-a");
	assert_str(found[3]->of.cite.at.value, "p. 1");
	assert_span(r, found[3]->element.span, "<cite source=\"s-a\" at=\"p. 1\"/>");
	assert_plain(found[4]->children, "1");
}

static void test_blocks(void **state)
{
	struct reading *r = *state;
	reading_read(r, STR(whole));
	const struct section *one = r->lesson->sections;
	const struct block *list = one->blocks->next, *callout = list->next, *figure = callout->next,
			   *table = figure->next;
	assert_int_equal(list->kind, BLOCK_LIST);
	assert_int_equal(list->of.list.kind, LIST_NUMBER);
	const struct flow *item = list->of.list.items;
	assert_plain(item->text, "a");
	assert_plain(item->blocks->of.list.items->text, "b");
	assert_int_equal(item->blocks->of.list.kind, LIST_BULLET);
	assert_plain(item->next->text, "c");
	assert_null(item->next->next);
	assert_int_equal(callout->of.callout.kind, CALLOUT_WARNING);
	assert_plain(callout->of.callout.text, "w");
	assert_plain(callout->of.callout.blocks->of.list.items->text, "x");
	assert_str(figure->of.figure.pictures->src.value, "i.svg");
	assert_str(figure->of.figure.pictures->alt.value, "two words");
	assert_plain(figure->of.figure.caption->text, "Cap");
	assert_str(figure->of.figure.credit->licence.value, "CC0-1.0");
	assert_str(figure->of.figure.credit->href.value, "https://c.d/");
	const struct cell *cell = table->of.table.rows->cells;
	assert_true(cell->header && cell->row_scope);
	assert_int_equal(cell->columns, 2);
	assert_int_equal(cell->rows, 1);
	assert_false(cell->next->header);
	assert_int_equal(cell->next->rows, 3);
	assert_span(r, cell->next->element.span, "<cell rows=\"3\">c</cell>");
	assert_null(table->next);
	const struct section *two = one->sections;
	assert_int_equal(two->level, 2);
	assert_int_equal(two->blocks->kind, BLOCK_P);
	assert_span(r, two->blocks->element.span, "<p/>");
	assert_int_equal(two->sections->level, 3);
	assert_str(two->sections->id.value, "three");
}

static void test_practice(void **state)
{
	struct reading *r = *state;
	reading_read(r, STR(whole));
	const struct lesson *l = r->lesson;
	assert_plain(l->takeaways->next->text, "T2");
	const struct question *q = l->questions;
	assert_null(q->next);
	assert_int_equal(q->kind, QUESTION_MULTIPLE);
	assert_int_equal(q->difficulty, 4);
	assert_int_equal(q->access, ACCESS_MEMBER);
	assert_str(q->objective.value, "o-a");
	assert_plain(q->vignette->text, "V");
	assert_str(q->vignette->blocks->of.figure.pictures->src.value, "j.svg");
	assert_plain(q->stem->text, "Stem?");
	assert_plain(q->explanation->text, "E");
	const struct option *o = q->options;
	assert_plain(o->text, "Yes");
	assert_plain(o->feedback->text, "F1");
	assert_true(o->correct);
	assert_false(o->next->correct);
	assert_null(o->next->feedback);
	assert_true(o->next->next->correct);
	const struct card *card = l->cards;
	assert_false(card->is_cloze);
	assert_plain(card->front->text, "Fr");
	assert_plain(card->back->text, "Ba");
	assert_plain(card->extra->text, "Ex");
	const struct card *cloze = card->next;
	assert_true(cloze->is_cloze);
	assert_int_equal(cloze->access, ACCESS_FREE);
	assert_plain(cloze->cloze, "The heart beats");
	assert_str(cloze->cloze->next->of.blank.hint.value, "organ");
	assert_int_equal(cloze->cloze->next->of.blank.number, 2);
	assert_int_equal(deletion_next(cloze, 0), 2);
	assert_int_equal(deletion_next(cloze, 2), 0);
	assert_ptr_equal(deletion_element(cloze, 2), &cloze->cloze->next->element);
	assert_plain(l->glossary->term->text, "Term");
	assert_plain(l->glossary->definition->text, "Def");
	assert_str(l->sources->doi.value, "10.1000/x");
	assert_plain(l->sources->text, "Src");
}

struct tally {
	size_t texts, blocks, with_item;
	unsigned places;
};

static void count_text(void *context, const struct inline_node *text, const struct text_site *site)
{
	struct tally *tally = context;
	assert_non_null(text);
	tally->texts++;
	tally->with_item += site->item.at != NULL;
	tally->places |= 1u << site->role;
}

static void count_block(void *context, const struct block *block, struct str item)
{
	struct tally *tally = context;
	assert_non_null(block);
	tally->blocks++;
	tally->with_item += item.at != NULL;
}

static void test_walks(void **state)
{
	struct reading *r = *state;
	reading_read(r, STR(whole));
	struct tally texts = { 0, 0, 0, 0 }, blocks = { 0, 0, 0, 0 };
	lesson_each_text(r->lesson, count_text, &texts);
	/* title, summary, objective, 3 section titles, p, 3 items, callout and its item, caption, credit, table caption,
	 * 2 cells, 2 takeaways, vignette, stem, 3 options, feedback, explanation, front, back, extra, cloze, term,
	 * definition, source, but no transcript; the empty <p/> has none */
	assert_int_equal(texts.texts, 33);
	assert_int_equal(texts.with_item, 13);
	assert_int_equal(texts.places, ((1u << (ROLE_SOURCE + 1)) - 1) & ~(1u << ROLE_TRANSCRIPT));
	lesson_each_block(r->lesson, count_block, &blocks);
	/* p, list, list, callout, list, figure, table, p, figure of the vignette */
	assert_int_equal(blocks.blocks, 9);
	assert_int_equal(blocks.with_item, 1);
}

/* The same lesson with line feeds only, and after a byte order mark, has the same findings and locations. */
static void test_line_ends_and_mark(void **state)
{
	struct reading *r = *state;
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_text(&text, "\xef\xbb\xbf");
	for (const char *p = whole; *p; p++)
		if (*p != '\r')
			buf_char(&text, *p);
	reading_read(r, buf_view(&text));
	assert_int_equal(r->status, READER_OK);
	assert_null(r->report.first);
	assert_span(r, r->lesson->id.span, "heart");
	struct location location = source_location(&r->source, r->lesson->element.tag);
	assert_int_equal(location.line, 2);
	assert_int_equal(location.column, 1);
	buf_release(&text);
}

/* Line numbers are correct beyond the 65,535 that a libxml2 node can store. */
static void test_many_lines(void **state)
{
	struct reading *r = *state;
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_text(&text, "<lesson xmlns=\"urn:satchel:lesson:1\" id=\"a\" xml:lang=\"en\" reviewed=\"2026-11-20\">\n"
			"<title>T</title>\n<summary>S</summary>\n<section id=\"s\">\n<title>T</title>\n");
	for (int i = 0; i < 300000; i++)
		buf_text(&text, "<p>x</p>\n");
	buf_text(&text, "  <callout>y</callout>\n</section>\n</lesson>\n");
	reading_read(r, buf_view(&text));
	const struct diagnostic *d = r->report.first;
	assert_non_null(d);
	assert_int_equal(d->rule, RULE_SCHEMA_MISSING_ATTRIBUTE);
	assert_int_equal(d->location.line, 300006);
	assert_int_equal(d->location.column, 3);
	assert_null(d->next);
	buf_release(&text);
}

/* A file may end anywhere. A copy of exactly the size, so that sanitizers detect reads beyond it. */
static void test_cut_off_anywhere(void **state)
{
	struct reading *r = *state;
	for (size_t len = 1; len < sizeof(whole) - sizeof("\r\n"); len++) {
		char *copy = malloc(len);
		assert_non_null(copy);
		memcpy(copy, whole, len);
		reading_read(r, (struct str){ copy, len });
		for (const struct diagnostic *d = r->report.first; d; d = d->next)
			assert_true(d->span.start <= d->span.end && d->span.end <= len);
		assert_non_null(r->report.first);
		source_release(&r->source);
		source_init(&r->source, "test.xml", STR(""));
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_head),	   cmocka_unit_test(test_inline),
		cmocka_unit_test(test_blocks),	   cmocka_unit_test(test_practice),
		cmocka_unit_test(test_walks),	   cmocka_unit_test(test_line_ends_and_mark),
		cmocka_unit_test(test_many_lines), cmocka_unit_test(test_cut_off_anywhere),
	};
	return cmocka_run_group_tests(tests, reading_setup, reading_teardown);
}
