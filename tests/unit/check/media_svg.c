/* Everything in an SVG that a browser would run or load is found, in any syntax; everything within the file is
 * accepted. */
#include "check/media/media.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

static void look(const char *inner, struct svg_look *svg)
{
	char text[1024];
	snprintf(text, sizeof(text),
		 "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
		 "xmlns:h='http://www.w3.org/1999/xhtml' xmlns:ink='http://www.inkscape.org/namespaces/inkscape'%s</svg>",
		 inner);
	svg_look(str_from(text), svg);
	assert_false(svg->failed);
	if (svg->broken)
		fail_msg("not well-formed: %s", inner);
}

static const char *const harmful[] = {
	/* Style sheets in several parts. */
	"><style><g/>@import 'x.css';</style>",
	"><style>@import 'x.css';<g/></style>",
	"><style>@imp<g/>ort 'x.css';</style>",
	"><style>g { fill: u<title>other text</title>rl(//x.org/x) }</style>",
	"><style><style>u<g>x</g>rl(x.png)</style></style>",
	"><style>g { fill: u<!-- -->rl(//x.org/x) }</style>",
	"><style>g { fill: u<?p?>rl(//x.org/x) }</style>",
	"><style>g { fill: u<![CDATA[rl(//x.org/x)]]> }</style>",
	"><h:style>@import 'x.css';</h:style>",
	/* Escapes, comments, letter case. */
	"><style>g { fill: \\75rl(x.png) }</style>",
	"><style>g { fill: \\000075 r\\l(x.png) }</style>",
	"><style>g { fill: U\\52 L(x.png) }</style>",
	"><style>@\\69mport 'x.css';</style>",
	"><style>@IMPORT/**/'x.css';</style>",
	"><style>/* ' */ g { fill: url(x.png) }</style>",
	"><style>g { content: '\\' url(#a)'; fill: url(x.png) }</style>",
	"><style>g { content: 'broken\n; fill: url(x.png) }</style>",
	"><style>&lt;!--url(x.png)</style>",
	"><style>g { fill: url( 'x.png' ) }</style>",
	"><style>g { fill: url(\\68ttp://x.org) }</style>",
	"><style>g { fill: url(x.png</style>",
	"><style>@namespace url(http://www.w3.org/2000/svg); g { fill: url(x.png) }</style>",
	/* Other functions. */
	"><style>g { mask: image-set('x.png' 1x) }</style>",
	"><style>g { mask: -webkit-image-set(url(x.png) 1x) }</style>",
	"><style>g { mask: image-set(url(#a) 1x, 'x.png' 2x) }</style>",
	"><style>g { mask: image('x.png') }</style>",
	"><style>g { mask: src('x.png') }</style>",
	"><style>g { --a: 'x.png'; mask: image-set(var(--a) 1x) }</style>",
	"><style>@font-face { src: url(https://x.org/x.woff2) }</style>",
	/* Attributes. */
	"><g style='fill: \\75rl(x.png)'/>",
	"><g style='mask: image-set(\"x.png\" 1x)'/>",
	"><g fill='url(http://x.org/#a)'/>",
	"><g filter='&#117;rl(x.svg#a)'/>",
	"><animate attributeName='fill' values='red;url(x.svg#a)'/>",
	"><animate attributeName='xlink:href' values='#a;http://x.org/'/>",
	"><animate values='#a;javascript:x()' attributeName='href'/>",
	"><set attributeName='href' to='x.svg'/>",
	"><animate attributeName='href' from='x.svg'/>",
	"><set attributeName='onload' to='x()'/>",
	" onload='x()'>",
	"><g onClick='x()'/>",
	"><a href='java&#9;script:x()'/>",
	"><a xlink:href=' JavaScript:x()'/>",
	"><use href='other.svg#a'/>",
	"><filter><feImage href='x.png'/></filter>",
	"><image href='data:image/svg+xml,x'/>",
	"><g xml:base='http://x.org/'/>",
	"><foreignObject/>",
	"><script/>",
	"><h:img srcset='x.png'/>",
	"><?xml-stylesheet href='x.css'?>",
};

static const char *const harmless[] = {
	"><style>g { fill: url(#a) } /* url(x.png) @import */</style>",
	"><style>g { content: 'url(x.png) @import' }</style>",
	"><style>g { content: '\\201C' }</style>",
	"><style>.\\31 0 { fill: red }</style>",
	"><style>@namespace svg url(http://www.w3.org/2000/svg); g { fill: red }</style>",
	"><style>@font-face { src: url(data:font/woff2;base64,AA) }</style>",
	"><style><![CDATA[@media print { g > g { fill: url('#a') } }]]></style><g/>",
	"><style>g { mask: image-set(url(data:image/png;base64,AA) type('image/png')) }</style>",
	"><style>g { fill: var(--a) }</style>",
	"><style/><text>@import 'x.css'; url(x.png)</text>",
	"><g style='font-family: \\41rial' fill='url( #a )'/>",
	"><set attributeName='href' to='#b'/>",
	"><animate attributeName='xlink:href' values='#a; #b'/>",
	"><image href='data:image/png;base64,AA'/>",
	"><g ink:href='/home/x.png' ink:online='1' ink:label='url(x)'/>",
};

static void what_acts_is_found(void **state)
{
	(void)state;
	struct svg_look svg;
	for (size_t i = 0; i < sizeof(harmful) / sizeof(harmful[0]); i++) {
		look(harmful[i], &svg);
		if (!svg.offences)
			fail_msg("not found: %s", harmful[i]);
	}
}

static void what_stays_inside_is_not(void **state)
{
	(void)state;
	struct svg_look svg;
	for (size_t i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++) {
		look(harmless[i], &svg);
		if (svg.offences)
			fail_msg("%s: %s", harmless[i], svg.offence);
	}
}

/* Attributes from the DOCTYPE count. */
static void defaults_count(void **state)
{
	(void)state;
	struct svg_look svg;
	svg_look(str_from("<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]><svg xmlns='http://www.w3.org/2000/svg'/>"), &svg);
	assert_true(svg.offences);
}

/* An SVG in which each of count groups shows the one before it ten times; the first one shows the last. */
static const char *uses_broken(unsigned count, const char *extra)
{
	struct svg_look svg;
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_text(&text, "<svg xmlns='http://www.w3.org/2000/svg'><g id='a0'><path d='M0 0'/>");
	buf_format(&text, "%s</g>", extra);
	for (unsigned i = 1; i <= count; i++) {
		buf_format(&text, "<g id='a%u'>", i);
		for (unsigned j = 0; j < 10; j++)
			buf_format(&text, "<use href='#a%u'/>", i - 1);
		buf_text(&text, "</g>");
	}
	buf_text(&text, "</svg>");
	assert_false(buf_failed(&text));
	svg_look(buf_view(&text), &svg);
	buf_release(&text);
	assert_false(svg.failed);
	return svg.broken;
}

static void what_is_shown_again_is_counted(void **state)
{
	(void)state;
	assert_null(uses_broken(0, ""));
	assert_null(uses_broken(3, ""));
	assert_non_null(uses_broken(6, ""));
	assert_non_null(uses_broken(30, ""));
	assert_non_null(uses_broken(300, ""));
	/* Those that show themselves show nothing. */
	assert_null(uses_broken(0, "<use href='#a0'/>"));
	assert_null(uses_broken(2, "<use href='#a2'/><use href='#gone'/>"));
}

static void only_svg_of_its_namespace_is_shown(void **state)
{
	struct svg_look svg;
	(void)state;
	svg_look(STR("<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>"), &svg);
	assert_non_null(svg.broken);
	svg_look(STR("<svg xmlns='urn:x'/>"), &svg);
	assert_non_null(svg.broken);
	svg_look(STR("<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:path d='M0 0'/></s:svg>"), &svg);
	assert_null(svg.broken);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_shown_again_is_counted),
		cmocka_unit_test(only_svg_of_its_namespace_is_shown),
		cmocka_unit_test(what_acts_is_found),
		cmocka_unit_test(what_stays_inside_is_not),
		cmocka_unit_test(defaults_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
