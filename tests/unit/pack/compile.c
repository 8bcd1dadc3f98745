/* A lesson with every kind of element, and its expected JSON. */
#include "pack/compile.h"
#include "lesson/reader.h"
#include "pack/outline.h"
#include "pack/text_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

static const char lesson_xml[] =
	"<?xml version='1.0' encoding='UTF-8'?>\n"
	"<lesson xmlns='urn:satchel:lesson:1' id='all' xml:lang='en' reviewed='2026-11-20' review-by='2028-11-20' access='member'>\n"
	"<title>All <em>of\n  it</em> </title><summary> A \t summary. </summary>\n"
	"<objectives><objective id='o-a'>Name it.</objective></objectives>\n"
	"<section id='one'><title>One</title>\n"
	"<p>  <strong>S</strong><term>T</term>CO<sub>2</sub> m<sup>2</sup> <code>x  y</code> <abbr title='long form'>LF</abbr>\n"
	"see <link href='https://example.org/a'>out</link> or <link to='c-one'>across</link><cite source='s-a' at='p. 1'/>.</p>\n"
	"<list kind='number'><item>first<list kind='letter' start='3'><item>inner</item></list></item></list>\n"
	"<callout kind='warning'><title>Care</title>\n<p>Mind</p> <p>the</p> <list><item>dose</item></list></callout>\n"
	"<callout kind='note'><p xml:lang='de'>Wort</p><p>word</p></callout>\n"
	"<figure id='f-a' src='images/a.svg' alt='A  heart'><title>Name</title><caption>Cap</caption><credit licence='CC0-1.0' href='https://example.org'>Me</credit></figure>\n"
	"<figure id='f-b' xml:lang='de'><title>Two</title><picture src='images/a.svg' alt='Ein Herz'><caption>links</caption></picture>"
	"<picture src='images/a.svg' alt='A heart' xml:lang='en'/><caption xml:lang='en'>Both</caption></figure>\n"
	"<audio src='https://example.org/a' length='1:02:03' digest='9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'><transcript>Beats<p>more</p></transcript></audio>\n"
	"<video id='v-gait' src='images/a.svg' poster='images/a.svg' xml:lang='de'><title xml:lang='en'>Gait</title>"
	"<caption>Gang</caption><captions src='images/a.svg' xml:lang='de-AT'/><captions src='images/a.svg' xml:lang='en'/><credit licence='CC0-1.0' xml:lang='en'>Me</credit></video>\n"
	"<table id='t-a'><caption>Tab</caption><row><header>H</header><header scope='row' columns='2'>R</header></row>"
	"<row><cell rows='3'><p>C</p><p>D</p><list><item>i</item></list></cell></row></table>\n"
	"<section id='two'><title>Two</title><p>deep</p></section></section>\n"
	"<takeaways><item>keep</item></takeaways>\n"
	"<questions><question id='q-one' kind='multiple' objective='o-a' difficulty='3' shuffle='0'><vignette>V</vignette>"
	"<stem>S?<list><item>l</item></list></stem>"
	"<option correct='true'>yes<feedback>right<p>as said</p></feedback></option><option>no</option><explanation>E</explanation></question></questions>\n"
	"<cards><card id='c-one' objective='o-a' difficulty='2'><front>F</front><back>B</back><extra>X<p>Y</p></extra></card>"
	"<cloze id='c-two'><blank hint='TMS or ECT' n='12'>ECT</blank> is <em>short</em> <extra>Z</extra></cloze>"
	"<occlusion id='c-three' src='images/a.svg' alt='A heart'><rectangle n='1' x='0' y='7.5' width='0.05' height='100'>R</rectangle>"
	"<ellipse n='2' cx='12' cy='100.00' rx='1.25' ry='9'>E</ellipse><polygon n='2' points='0,0 100,0.5\n 7.25,99'>P</polygon>"
	"<credit licence='CC0-1.0'>Me</credit></occlusion></cards>\n"
	"<glossary><entry id='g-one'><term>G</term><definition>D</definition></entry></glossary>\n"
	"<sources><source id='s-a' href='https://example.org/s' doi='10.1000/182'>Src</source></sources>\n"
	"</lesson>\n";

static const char lesson_json[] =
	"{'id':'all','lang':'en','reviewed':'2026-11-20','reviewBy':'2028-11-20','access':'member',"
	"'title':['All ',{'type':'em','text':['of it']}],'summary':['A summary.'],"
	"'objectives':[{'id':'o-a','text':['Name it.']}],"
	"'sections':[{'id':'one','access':'member','title':['One'],'blocks':["
	"{'type':'p','text':[{'type':'strong','text':['S']},{'type':'term','text':['T']},'CO',{'type':'sub','text':['2']},' m',{'type':'sup','text':['2']},' ',{'type':'code','text':['x y']},' ',"
	"{'type':'abbr','text':['LF'],'title':'long form'},' see ',{'type':'link','text':['out'],'href':'https://example.org/a'},' or ',"
	"{'type':'link','text':['across'],'to':'c-one'},{'type':'cite','source':'s-a','at':'p. 1'},'.']},"
	"{'type':'list','items':[{'text':['first'],'blocks':[{'type':'list','items':[{'text':['inner']}],'kind':'letter','start':3}]}],'kind':'number'},"
	"{'type':'callout','text':['Mind'],'kind':'warning','title':['Care'],"
	"'blocks':[{'type':'p','text':['the']},{'type':'list','items':[{'text':['dose']}],'kind':'bullet'}]},"
	"{'type':'callout','text':[],'kind':'note','blocks':[{'type':'p','text':[{'type':'span','text':['Wort'],'lang':'de'}]},{'type':'p','text':['word']}]},"
	"{'type':'figure','asset':'assets/a.svg','width':40,'height':30,'id':'f-a','alt':'A heart','title':['Name'],'caption':['Cap'],"
	"'credit':{'text':['Me'],'licence':'CC0-1.0','href':'https://example.org'}},"
	"{'type':'figure','id':'f-b','pictures':["
	"{'asset':'assets/a.svg','width':40,'height':30,'alt':'Ein Herz','lang':'de','caption':[{'type':'span','text':['links'],'lang':'de'}]},"
	"{'asset':'assets/a.svg','width':40,'height':30,'alt':'A heart'}],"
	"'title':[{'type':'span','text':['Two'],'lang':'de'}],'caption':['Both']},"
	"{'type':'audio','href':'https://example.org/a','sha256':'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08','length':3723,'transcript':{'text':['Beats'],'blocks':[{'type':'p','text':['more']}]}},"
	"{'type':'video','asset':'assets/a.svg','id':'v-gait','length':7,'width':40,'height':30,'poster':'assets/a.svg','captions':[{'asset':'assets/a.svg','kind':'captions','lang':'de-AT'},{'asset':'assets/a.svg','kind':'subtitles','lang':'en'}],'lang':'de',"
	"'title':['Gait'],'caption':[{'type':'span','text':['Gang'],'lang':'de'}],'credit':{'text':['Me'],'licence':'CC0-1.0'}},"
	"{'type':'table','rows':[[{'text':['H'],'header':'column'},{'text':['R'],'header':'row','columns':2}],"
	"[{'text':['C'],'blocks':[{'type':'p','text':['D']},{'type':'list','items':[{'text':['i']}],'kind':'bullet'}],'rows':3}]],'id':'t-a','caption':['Tab']}],"
	"'sections':[{'id':'two','access':'member','title':['Two'],'blocks':[{'type':'p','text':['deep']}]}]}],"
	"'takeaways':[{'text':['keep']}],"
	"'questions':[{'id':'q-one','kind':'multiple','access':'member','objective':'o-a','difficulty':3,'shuffle':false,"
	"'vignette':{'text':['V']},'stem':{'text':['S?'],'blocks':[{'type':'list','items':[{'text':['l']}],'kind':'bullet'}]},"
	"'options':[{'correct':true,'text':['yes'],'feedback':{'text':['right'],'blocks':[{'type':'p','text':['as said']}]}},{'correct':false,'text':['no']}],"
	"'explanation':{'text':['E']}}],"
	"'cards':[{'id':'c-one','kind':'card','access':'member','objective':'o-a','difficulty':2,'front':{'text':['F']},'back':{'text':['B']},'extra':{'text':['X'],'blocks':[{'type':'p','text':['Y']}]}},"
	"{'id':'c-two','kind':'cloze','access':'member','text':[{'type':'blank','text':['ECT'],'n':12,'hint':'TMS or ECT'},' is ',{'type':'em','text':['short']}],'extra':{'text':['Z']}},"
	"{'id':'c-three','kind':'occlusion','access':'member','asset':'assets/a.svg','width':40,'height':30,'alt':'A heart','hide':'one','shapes':["
	"{'type':'rectangle','n':1,'x':0,'y':750,'width':5,'height':10000,'text':['R']},{'type':'ellipse','n':2,'cx':1200,'cy':10000,'rx':125,'ry':900,'text':['E']},"
	"{'type':'polygon','n':2,'points':[[0,0],[10000,50],[725,9900]],'text':['P']}],'credit':{'text':['Me'],'licence':'CC0-1.0'}}],"
	"'glossary':[{'id':'g-one','access':'member','term':['G'],'definition':{'text':['D']}}],"
	"'sources':[{'id':'s-a','text':['Src'],'href':'https://example.org/s','doi':'10.1000/182'}]}";

static const char summary_json[] =
	"{'id':'all','title':'All of it','lang':'en','access':'member',"
	"'sections':[['one','One',1],['two','Two',2]],"
	"'counts':{'sections':2,'questions':1,'cards':3,'glossary':1},"
	"'whole':{'sections':2,'questions':1,'cards':4,'glossary':1}}";

static const char summary_items[] = "question\0q-one\0card\0c-one\0card\0c-two\0card\0c-three\0glossary\0g-one\0";

struct fixture {
	struct lesson_schema *schema;
	struct reader *reader;
	struct rule_settings settings;
	struct report report;
	struct source source;
	const struct lesson *lesson;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	*state = f;
	f->schema = lesson_schema_new();
	f->reader = reader_new(f->schema);
	rule_settings_default(&f->settings);
	report_init(&f->report, &f->settings);
	source_init(&f->source, "all.xml", str_from(lesson_xml));
	assert_int_equal(reader_read(f->reader, &f->source, &f->report, &f->lesson), READER_OK);
	report_close_source(&f->report, &f->source);
	assert_null(f->report.first);
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	source_release(&f->source);
	report_release(&f->report);
	reader_free(f->reader);
	lesson_schema_free(f->schema);
	free(f);
	return 0;
}

static bool name_asset(void *context, const struct attribute *src, enum file_use use, struct compiled_asset *asset)
{
	if (!context)
		return false;
	assert_true(str_is(src->value, "images/a.svg"));
	*asset = (struct compiled_asset){ "assets/a.svg", 40, 30, use == FILE_VIDEO ? 7 : 0 };
	return true;
}

/* Compares with JSON written with single quotes. */
static void assert_json(const struct buf *have, const char *want)
{
	json_error_t error;
	char *quoted = strdup(want);
	assert_non_null(quoted);
	for (char *p = quoted; *p; p++)
		if (*p == '\'')
			*p = '"';
	json_t *wanted = json_loads(quoted, 0, &error),
	       *got = json_loadb(have->at, have->len, JSON_REJECT_DUPLICATES, &error);
	assert_non_null(wanted);
	assert_non_null(got);
	if (!json_equal(wanted, got))
		assert_string_equal(have->at, quoted);
	json_decref(wanted);
	json_decref(got);
	free(quoted);
}

static void every_element_is_carried(void **state)
{
	struct fixture *f = *state;
	struct buf out;
	buf_init(&out, BUF_CAP);
	assert_int_equal(compile_lesson(f->lesson, NULL, name_asset, f, &out), COMPILE_OK);
	assert_json(&out, lesson_json);
	buf_release(&out);
}

static void the_index_lists_what_is_in_it(void **state)
{
	struct fixture *f = *state;
	struct lesson_counts counts = outline_count(f->lesson), whole = counts;
	struct buf out;
	buf_init(&out, BUF_CAP);
	whole.cards++;
	outline_row(f->lesson, &counts, &whole, &out);
	assert_json(&out, summary_json);
	buf_clear(&out);
	outline_row(f->lesson, &counts, &counts, &out);
	assert_null(strstr(buf_cstr(&out), "whole"));
	buf_clear(&out);
	outline_items(f->lesson, &out);
	assert_int_equal(out.len, sizeof(summary_items) - 1);
	assert_memory_equal(out.at, summary_items, out.len);
	buf_release(&out);
}

static void a_missing_picture_ends_it(void **state)
{
	struct fixture *f = *state;
	struct buf out;
	buf_init(&out, BUF_CAP);
	assert_int_equal(compile_lesson(f->lesson, NULL, name_asset, NULL, &out), COMPILE_NO_ASSET);
	buf_release(&out);
}

static void a_cap_is_a_failure(void **state)
{
	struct fixture *f = *state;
	struct buf out;
	buf_init(&out, BUF_CAP);
	assert_int_equal(compile_lesson(f->lesson, NULL, name_asset, f, &out), COMPILE_OK);
	size_t len = out.len;
	buf_release(&out);
	for (size_t cap = 0; cap < len; cap += 7) {
		buf_init(&out, cap);
		assert_int_equal(compile_lesson(f->lesson, NULL, name_asset, f, &out), COMPILE_NO_ROOM);
		buf_release(&out);
	}
}

/* A run of text among others, as the reader would make it. */
static void assert_text(struct inline_node *nodes, size_t count, const char *want)
{
	struct json json;
	struct buf out;
	for (size_t i = 0; i + 1 < count; i++)
		nodes[i].next = &nodes[i + 1];
	buf_init(&out, BUF_CAP);
	json_init(&json, &out);
	struct text_lesson lesson = { .own = NULL };
	text_json(&json, nodes, STR_NONE, &lesson);
	assert_json(&out, want);
	buf_release(&out);
}

static void white_space_is_folded_as_prose_wants_it(void **state)
{
	(void)state;
	struct inline_node inner = { .kind = INLINE_TEXT, .text = STR(" b ") };
	struct inline_node around[] = {
		{ .kind = INLINE_TEXT, .text = STR("\n a\t") },
		{ .kind = INLINE_EM, .children = &inner },
		{ .kind = INLINE_TEXT, .text = STR(" c \r\n") },
	};
	assert_text(around, 3, "['a ',{'type':'em','text':['b']},' c']");
	struct inline_node only[] = { { .kind = INLINE_TEXT, .text = STR(" \n ") } };
	assert_text(only, 1, "[]");
	struct inline_node hard[] = { { .kind = INLINE_TEXT, .text = STR("5\xc2\xa0mg  x") } };
	assert_text(hard, 1, "['5\xc2\xa0mg x']");
	struct inline_node last[] = {
		{ .kind = INLINE_EM, .children = &inner },
		{ .kind = INLINE_TEXT, .text = STR("\n") },
	};
	assert_text(last, 2, "[{'type':'em','text':['b']}]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_element_is_carried), cmocka_unit_test(the_index_lists_what_is_in_it),
		cmocka_unit_test(a_missing_picture_ends_it), cmocka_unit_test(a_cap_is_a_failure),
		cmocka_unit_test(white_space_is_folded_as_prose_wants_it),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
