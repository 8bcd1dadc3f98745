/* HTML fields as text and blocks of lessons. */
#include "html.h"

struct html_case {
	const char *html, *xml, *rows;
};

static void check_cases(struct html_test *t, const struct html_case *cases, size_t count)
{
	char rows[1000];
	for (size_t i = 0; i < count; i++) {
		const char *xml = html_became(t, cases[i].html);
		html_rows(t, rows, sizeof(rows));
		if (strcmp(xml, cases[i].xml) != 0 || strcmp(rows, cases[i].rows ? cases[i].rows : "") != 0)
			fail_msg("%s\n became %s\n not    %s\n with rows\n%s", cases[i].html, xml, cases[i].xml, rows);
	}
}
#define CHECK(t, cases) check_cases(t, cases, sizeof(cases) / sizeof((cases)[0]))

static void test_text(void **state)
{
	static const struct html_case cases[] = {
		{ "", "", NULL },
		{ "  \n ", "", NULL },
		{ "Heart", "Heart", NULL },
		{ "  two \n words ", "two words", NULL },
		{ "a<b>b</b> <i>c</i>", "a<strong>b</strong> <em>c</em>", NULL },
		{ "a<b> b </b>c", "a <strong>b</strong> c", NULL },
		{ "<b> </b>a<i></i>", "a", NULL },
		{ "H<sub>2</sub>O m<sup>2</sup> <code>x</code>", "H<sub>2</sub>O m<sup>2</sup> <code>x</code>", NULL },
		{ "<em>a <i>b</i></em>", "<em>a b</em>", NULL },
		{ "p < 0.05 and q<r &amp; s<3", "p &lt; 0.05 and q&lt;r &amp; s&lt;3", "text '<r' > kept as text\n" },
		{ "a &lt; b &#8212; &#x2265; &Alpha; &nosuch; &copy 3 &#150; & x&y",
		  "a &lt; b — ≥ Α &amp;nosuch; © 3 – &amp; x&amp;y", NULL },
		{ "10&nbsp;mg and&nbsp; more&nbsp;words", "10\xc2\xa0mg and more words",
		  "no-break space > written as a space\n" },
		{ "10&nbsp;mg and&nbsp; more &nbsp; words", "10\xc2\xa0mg and more words", NULL },
		{ "a<!-- b -->c<!doctype html><?xml x?>d", "acd", NULL },
		{ "<![CDATA[<p>a</p>]]>", "a", NULL },
		{ "a\x01"
		  "b\xff",
		  "a b\xef\xbf\xbd", "control characters or damaged text > replaced\n" },
		{ "a\xef\xbf\xbe"
		  "b \xef\xbf\xbf ",
		  "a b", "control characters or damaged text > replaced\n" },
		{ "it\xc2\x92s 3\x7f&#x92;&#127;4&#xFFFF;5&#1;6&#xd800;", "it’s 3 ’ 4 5 6\xef\xbf\xbd",
		  "control characters or damaged text > replaced\n" },
		{ "<abbr title='a&#xFFFE;&#2;b'>c</abbr>", "<abbr title=\"a b\">c</abbr>",
		  "control characters or damaged text > replaced\n" },
		{ "a\fb\rc", "a b c", NULL },
		{ "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢 (kan)", NULL },
		{ "say <q>ah</q>", "say “ah”", NULL },
		{ "5 <del>mg</del> <ins>g</ins>", "5 g", "text 'mg' > left out\n" },
		{ "<abbr title='beats per minute'>bpm</abbr>", "<abbr title=\"beats per minute\">bpm</abbr>", NULL },
		{ "<unclosed attribute='a", "&lt;unclosed attribute='a", "text '<unclosed' > kept as text\n" },
		{ "a<b", "a&lt;b", "text '<b' > kept as text\n" },
	};
	CHECK(*state, cases);
}

static void test_paragraphs(void **state)
{
	static const struct html_case cases[] = {
		{ "<p>a</p><p>b</p>", "<p>a</p><p>b</p>", NULL },
		{ "a<br>b<br/><br>c", "<p>a</p><p>b</p><p>c</p>", NULL },
		{ "<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>", NULL },
		{ "<b>a<p>b</p></b>c", "<p><strong>a</strong></p><p><strong>b</strong></p><p>c</p>", NULL },
		{ "<p><b>a<p>b</b> c", "<p><strong>a</strong></p><p><strong>b</strong> c</p>", NULL },
		{ "<b>x<i>y</b>z</i>", "<strong>x<em>y</em></strong><em>z</em>", NULL },
		{ "<h2>A</h2>b", "<p><strong>A</strong></p><p>b</p>",
		  "heading within a text > written as a bold paragraph\n" },
		{ "<pre>\na\n  b  c\n</pre>",
		  "<p><code>a</code></p><p><code>\xc2\xa0\xc2\xa0"
		  "b\xc2\xa0\xc2\xa0"
		  "c</code></p>",
		  NULL },
		{ "a<hr>b", "<p>a</p><p>b</p>", "line across the page > left out\n" },
		{ "<blockquote>a</blockquote>", "a", "indented quotation > written as paragraphs\n" },
	};
	CHECK(*state, cases);
}

static void test_styles(void **state)
{
	static const struct html_case cases[] = {
		{ "<span style='font-weight:bold;font-style: italic'>a</span>", "<strong><em>a</em></strong>", NULL },
		{ "<b style='font-weight:normal'>a</b>", "a", NULL },
		{ "x<span style='vertical-align: super'>2</span>", "x<sup>2</sup>", NULL },
		{ "<font color=red>a</font> <span style='color:#f00'>b</span>", "a b", "colour > left out\n" },
		{ "<span style='color:black;margin:0'>a</span>", "a", NULL },
		{ "<span style='font-size:20px; background: url(\"a;b\")'>a</span>", "a",
		  "colour > left out\ntext size > left out\n" },
		{ "a<span style='display:none'>b</span>", "a", "hidden text 'b' > left out\n" },
		{ "<u>a</u>", "<em>a</em>", "underlining > written as emphasis\n" },
		{ "<p class=MsoNormal>a<o:p></o:p></p>", "a", NULL },
		{ "a<script>b<i></script>c<style>p{}</style>", "ac", "script or style sheet > left out\n" },
		{ "a<script>b", "a", "script or style sheet > left out\n" },
		{ "<p onclick=evil()>a</p><input value=b><select><option>c</select>", "a",
		  "part of a form or page 'b' > left out\npart of a form or page 'c' > left out\n" },
	};
	CHECK(*state, cases);
}

static void test_links(void **state)
{
	static const struct html_case cases[] = {
		{ "<a href='https://x.org/a b?c=1&d'>x</a>", "<link href=\"https://x.org/a%20b?c=1&amp;d\">x</link>",
		  NULL },
		{ "<a href=mailto:a@x.org>x</a>", "<link href=\"mailto:a@x.org\">x</link>", NULL },
		{ "<a href='javascript:alert(1)'>x</a>", "x",
		  "link to 'javascript:alert(1)' > written as plain text\n" },
		{ "<a href='#top'>x</a><a name=top></a>", "x", "link within the source > written as plain text\n" },
		{ "<a href=//x.org>a<a href=//y.org>b",
		  "<link href=\"https://x.org\">a</link><link href=\"https://y.org\">b</link>", NULL },
	};
	CHECK(*state, cases);
}

static void test_languages(void **state)
{
	static const struct html_case cases[] = {
		{ "<span lang=EN-US>a</span>", "a", NULL },
		{ "<span lang=la>a</span> <i lang=fr>b</i>",
		  "<span xml:lang=\"la\">a</span> <em xml:lang=\"fr\">b</em>", NULL },
		{ "<p>a<p lang=de>b", "<p>a</p><p xml:lang=\"de\">b</p>", NULL },
		{ "<i lang=nonsense-x>b</i>", "<em>b</em>", "language of a text > left out\n" },
		{ "a<ul lang=de><li>b<li lang=fr>c</ul>",
		  "a<list xml:lang=\"de\"><item>b</item><item xml:lang=\"fr\">c</item></list>", NULL },
	};
	CHECK(*state, cases);
}

static void test_lists(void **state)
{
	static const struct html_case cases[] = {
		{ "<ul><li>a<li>b</ul>", "<list><item>a</item><item>b</item></list>", NULL },
		{ "x<ol start=3><li>a</li><li><p>b</p><p>c</p></li></ol>y",
		  "<p>x</p><list kind=\"number\" "
		  "start=\"3\"><item>a</item><item><p>b</p><p>c</p></item></list><p>y</p>",
		  NULL },
		{ "<ol type=a><li>a</ol>", "<list kind=\"letter\"><item>a</item></list>", NULL },
		{ "<ol type=I><li>a</ol>", "<list kind=\"number\"><item>a</item></list>",
		  "kind of the numbers of a list > written with these\n" },
		{ "<ul><li>a<ul><li>b</ul><li>c</ul>",
		  "<list><item>a<list><item>b</item></list></item><item>c</item></list>", NULL },
		{ "<ul><li>a</li><ul><li>b</li></ul><ul><li>c</li></ul></ul>",
		  "<list><item>a<list><item>b</item></list><list><item>c</item></list></item></list>", NULL },
		{ "<dl><dt>a<dd>b<dt>c<dd>d<dd>e</dl>",
		  "<list><item><p><strong>a</strong></p><p>b</p></item><item><p><strong>c</strong></p><p>d</p><p>e</"
		  "p></item></list>",
		  NULL },
		{ "<ul> </ul>a", "a", NULL },
		{ "<b>x<ul><li>a</ul></b>", "<strong>x</strong><list><item><strong>a</strong></item></list>", NULL },
	};
	CHECK(*state, cases);
}

static void test_tables(void **state)
{
	static const struct html_case cases[] = {
		{ "<table><caption>C</caption><thead><tr><th>a<th>b<tbody><tr><th>c<td>d</table>",
		  "<table><caption>C</caption><row><header>a</header><header>b</header></row>"
		  "<row><header scope=\"row\">c</header><cell>d</cell></row></table>",
		  NULL },
		{ "<table><tr><td colspan=2 rowspan=200>a<p>b</table>",
		  "<table><row><cell columns=\"2\" rows=\"100\"><p>a</p><p>b</p></cell></row></table>",
		  "cell of more than 100 rows or columns > made smaller\n" },
		{ "<table>x<tr><td>a<td><table><tr><td>b<td>c</table></table>",
		  "x<table><row><cell>a</cell><cell>b; c</cell></row></table>",
		  "table within a table > written as paragraphs\n" },
		{ "<table><tr><th><ul><li>a<li>b</ul></table>", "<table><row><header>a; b</header></row></table>",
		  "list > written in the line\n" },
	};
	CHECK(*state, cases);
}

static const char picture[] = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";

static enum result find_picture(void *context, struct str name, struct str *bytes, struct buf *why)
{
	(void)context;
	if (!str_is(name, "a b.svg")) {
		buf_text(why, "no such file");
		return RESULT_REFUSED;
	}
	*bytes = str_from(picture);
	return RESULT_OK;
}

static void test_pictures(void **state)
{
	struct html_test *t = *state;
	static const struct html_case cases[] = {
		{ "x<img src='a%20b.svg' alt='A heart'>", "x<figure src=\"images/a-b.svg\" alt=\"A heart\"></figure>",
		  NULL },
		{ "x<img src=missing.png>y", "xy", " > left out\npicture 'missing.png' > left out\n" },
		{ "<img src='https://x.org/a.png' alt='a'>", "<link href=\"https://x.org/a.png\">a</link>",
		  "picture 'https://x.org/a.png' > written as a link\n" },
		{ "<figure><img src='a b.svg' alt=A><figcaption>C <b>d</b></figcaption></figure>",
		  "<figure src=\"images/a-b.svg\" alt=\"A\"><caption>C <strong>d</strong></caption></figure>", NULL },
		{ "<img src='data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E' alt=''>",
		  "<figure src=\"images/embedded.svg\" alt=\"\"></figure>", NULL },
		{ "<svg viewBox='0 0 1 1'><title>T</title><path d='M0 0'/></svg>",
		  "<figure src=\"images/drawing.svg\" alt=\"T\"></figure>", NULL },
		{ "<svg><script>evil()</script></svg>", "", " > left out\ndrawing 'svg' > left out\n" },
		{ "<video src='a b.svg'></video>", "", "recording 'a b.svg' > left out\n" },
		{ "<iframe src='https://x.org'>no</iframe>", "", "page 'https://x.org' > left out\n" },
	};
	t->reader.find = find_picture;
	CHECK(t, cases);
}

/* Nothing takes more than linear time, and nothing is too deep. */
static void test_large(void **state)
{
	struct html_test *t = *state;
	static const char *const pieces[] = {
		"<b>",	    "<i></b>", "<p>",  "<ul><li>", "<a href='",	 "<table><tr><td>",   "<b a=\"",
		"<!--",	    "<script", "<x>",  "</b>",	   "&",		 "<![CDATA[",	      "a <br> ",
		"<script>", "<b a='>", "<dd>", "<ul>",	   "<font>x<p>", "<span style='(;'>x"
	};
	struct buf html;
	buf_init(&html, BUF_CAP);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		buf_clear(&html);
		while (html.len < 1 << 20)
			buf_text(&html, pieces[i]);
		assert_non_null(html_read(&t->reader, buf_view(&html)));
	}
	buf_release(&html);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, html_setup, html_teardown)
	const struct CMUnitTest tests[] = {
		TEST(text),  TEST(paragraphs), TEST(styles),   TEST(links), TEST(languages),
		TEST(lists), TEST(tables),     TEST(pictures), TEST(large),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
