/* Generates valid lessons that no author would write, reproducibly for each seed: comments, instructions and CDATA
 * wherever allowed, words adjacent to markup, long runs without spaces, deep lists, attributes in any order. */
#ifndef TESTS_ODD_LESSON_H
#define TESTS_ODD_LESSON_H

#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct odd {
	struct buf *out;
	uint64_t state;
	unsigned ids;
	unsigned alone; /* bit set of open elements that must not contain others of their name */
};

/* A random number below limit. */
static inline unsigned odd_pick(struct odd *odd, unsigned limit)
{
	odd->state ^= odd->state << 13;
	odd->state ^= odd->state >> 7;
	odd->state ^= odd->state << 17;
	return (unsigned)(odd->state >> 33) % limit;
}

/* A number from the environment. */
static inline unsigned odd_setting(const char *name, unsigned otherwise)
{
	const char *value = getenv(name);
	return value ? (unsigned)strtoul(value, NULL, 10) : otherwise;
}

#define ODD_ONE_OF(odd, ...) odd_one_of(odd, (const char *const[]){ __VA_ARGS__, NULL })

static inline const char *odd_one_of(struct odd *odd, const char *const *list)
{
	unsigned count = 0;
	while (list[count])
		count++;
	return list[odd_pick(odd, count)];
}

static inline void odd_space(struct odd *odd)
{
	buf_text(odd->out, ODD_ONE_OF(odd, " ", " ", " ", "\n", "  ", "\t", " \n\n   ", "\n        "));
}

/* White space between elements on lines of their own. */
static inline void odd_gap(struct odd *odd)
{
	for (unsigned i = odd_pick(odd, 3); i > 0; i--)
		buf_text(odd->out,
			 ODD_ONE_OF(odd, "\n", "\n\n\n", " ", "<!-- a  remark -->", "\n<!--\n two\n   lines -->",
				    "\n<?editor fold=\"1\"?>\n", "<?editor?>", "\n\t"));
}

/* A start tag without its >, with the name-value pairs in any order. */
static inline void odd_tag(struct odd *odd, const char *name, const char *const *pairs, size_t count)
{
	size_t first = count ? odd_pick(odd, (unsigned)count) : 0;
	buf_format(odd->out, "<%s", name);
	for (size_t i = 0; i < count; i++) {
		const char *const *pair = &pairs[2 * ((first + i) % count)];
		const char *quote = ODD_ONE_OF(odd, "\"", "'");
		buf_text(odd->out, ODD_ONE_OF(odd, " ", "\n  ", "  "));
		buf_format(odd->out, "%s%s%s%s%s", pair[0], ODD_ONE_OF(odd, "=", " = ", "=\n"), quote, pair[1], quote);
	}
}

#define ODD_TAG(odd, name, ...)                                                                                       \
	odd_tag(odd, name, (const char *const[]){ __VA_ARGS__ },                                                      \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *) / 2)

static inline void odd_close(struct odd *odd, const char *name)
{
	buf_format(odd->out, "</%s%s>", name, ODD_ONE_OF(odd, "", "", " "));
}

/* A new id; the text lives as long as the caller's array. */
static inline const char *odd_id(struct odd *odd, const char *prefix, char id[32])
{
	snprintf(id, 32, "%s-%u", prefix, ++odd->ids);
	return id;
}

static inline void odd_text(struct odd *odd, unsigned pieces, unsigned depth);

static inline void odd_formula(struct odd *odd)
{
	buf_text(odd->out,
		 ODD_ONE_OF(odd,
			    "<math xmlns='http://www.w3.org/1998/Math/MathML' alttext='x'><mi>x</mi></math>",
			    "<math alttext=\"half\"\n  xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">\n"
			    "  <mfrac linethickness=\"0.1em\"><mn>1</mn><!--c-->\n<mn> 2 </mn></mfrac>\n</math>",
			    "<m:math xmlns:m='http://www.w3.org/1998/Math/MathML' alttext='x &lt; y'><m:mi>x</m:mi>"
			    "<m:mo>&lt;</m:mo><m:mrow/></m:math>"));
}

static inline void odd_inline(struct odd *odd, unsigned depth)
{
	if (odd_pick(odd, 10) == 0) {
		odd_formula(odd);
		return;
	}
	const char *name = ODD_ONE_OF(odd, "em", "strong", "term", "sub", "sup", "code", "abbr", "link", "cite");
	unsigned alone = strcmp(name, "term") == 0 ? 1 : strcmp(name, "abbr") == 0 ? 2 : strcmp(name, "link") == 0 ? 4 : 0;
	if (odd->alone & alone) {
		name = "em";
		alone = 0;
	}
	const char *value = ODD_ONE_OF(odd, "long form", " two\n words ", "a &amp; b", "x &lt; y &#34;z&#34; &#39;");
	if (strcmp(name, "abbr") == 0)
		ODD_TAG(odd, name, "title", value);
	else if (strcmp(name, "link") == 0)
		ODD_TAG(odd, name, "href", "https://example.org/?a=1&amp;b=2");
	else if (strcmp(name, "cite") == 0)
		ODD_TAG(odd, name, "source", "s-one", "at", value);
	else
		buf_format(odd->out, "<%s", name);
	if (strcmp(name, "cite") == 0 || odd_pick(odd, 20) == 0) {
		buf_text(odd->out, "/>");
		return;
	}
	buf_char(odd->out, '>');
	odd->alone |= alone;
	odd_text(odd, odd_pick(odd, 5), depth + 1);
	odd->alone &= ~alone;
	odd_close(odd, name);
}

/* Pieces of text, adjacent or separated by white space. */
static inline void odd_text(struct odd *odd, unsigned pieces, unsigned depth)
{
	bool glued = odd_pick(odd, 12) == 0;
	for (unsigned i = 0; i < pieces; i++) {
		unsigned kind = odd_pick(odd, 16);
		if (kind < 8)
			buf_text(odd->out,
				 ODD_ONE_OF(odd, "word", "end.", "Next", "(see", "Dr.", "e.g.", "\"Quoted.\"", "is",
					    "\u03b2", "\u00e9t\u00e9", "5\u00a0mg", "Why?", "e\u0301", "\u200fab"));
		else if (kind < 11)
			buf_text(odd->out, ODD_ONE_OF(odd, "&amp;", "&lt;", "&gt;", "&#160;", "&#x2009;", "&quot;",
						      "]]&gt;", "&#173;"));
		else if (kind == 11)
			buf_text(odd->out, ODD_ONE_OF(odd, "<![CDATA[a < b &  c]]>", "<![CDATA[]]>", "<![CDATA[ x]]>"));
		else if (kind == 12)
			buf_text(odd->out, ODD_ONE_OF(odd, "<!--c-->", "<!-- two\n   lines -->", "<?editor a  b?>"));
		else if (depth < 3)
			odd_inline(odd, depth);
		if (!glued && odd_pick(odd, 10) < 7)
			odd_space(odd);
	}
}

static inline void odd_block(struct odd *odd, const char *name)
{
	buf_format(odd->out, "<%s>", name);
	odd_text(odd, odd_pick(odd, 30) == 0 ? 150 : 1 + odd_pick(odd, 12), 0);
	odd_close(odd, name);
	odd_gap(odd);
}

static inline void odd_list(struct odd *odd, unsigned depth)
{
	ODD_TAG(odd, "list", "kind", ODD_ONE_OF(odd, "bullet", "number"));
	buf_char(odd->out, '>');
	for (unsigned i = 1 + odd_pick(odd, 3); i > 0; i--) {
		odd_gap(odd);
		buf_text(odd->out, "<item>");
		odd_text(odd, odd_pick(odd, 8), 0);
		for (unsigned lists = depth < 5 ? odd_pick(odd, 5) / 2 : 0; lists > 0; lists--)
			odd_list(odd, depth + 1);
		odd_close(odd, "item");
	}
	odd_gap(odd);
	odd_close(odd, "list");
	buf_text(odd->out, ODD_ONE_OF(odd, "", "\n", " "));
}

static inline void odd_figure(struct odd *odd)
{
	char id[32];
	ODD_TAG(odd, "figure", "id", odd_id(odd, "f", id), "src", "images/a.svg", "alt",
		ODD_ONE_OF(odd, "a\n  picture", "", "a &gt; b"));
	buf_char(odd->out, '>');
	odd_gap(odd);
	if (odd_pick(odd, 2))
		odd_block(odd, "caption");
	if (odd_pick(odd, 2)) {
		ODD_TAG(odd, "credit", "href", "https://example.org/", "licence", "CC0-1.0");
		buf_char(odd->out, '>');
		odd_text(odd, 3, 0);
		odd_close(odd, "credit");
	}
	odd_close(odd, "figure");
}

static inline void odd_table(struct odd *odd)
{
	char id[32];
	ODD_TAG(odd, "table", "id", odd_id(odd, "t", id));
	buf_char(odd->out, '>');
	odd_gap(odd);
	for (unsigned i = 1 + odd_pick(odd, 2); i > 0; i--) {
		buf_text(odd->out, "<row>");
		odd_gap(odd);
		ODD_TAG(odd, "header", "rows", "1", "scope", "row", "columns", "2");
		buf_char(odd->out, '>');
		odd_text(odd, 2, 0);
		odd_close(odd, "header");
		odd_gap(odd);
		buf_text(odd->out, "<cell>");
		odd_text(odd, 4, 0);
		if (odd_pick(odd, 2))
			odd_list(odd, 3);
		odd_close(odd, "cell");
		odd_close(odd, "row");
		odd_gap(odd);
	}
	odd_close(odd, "table");
}

static inline void odd_blocks(struct odd *odd)
{
	for (unsigned i = odd_pick(odd, 5); i > 0; i--) {
		switch (odd_pick(odd, 6)) {
		case 0: odd_list(odd, 0); break;
		case 1:
			ODD_TAG(odd, "callout", "kind", ODD_ONE_OF(odd, "pearl", "warning", "mnemonic", "note"));
			buf_char(odd->out, '>');
			odd_text(odd, 6, 0);
			if (odd_pick(odd, 2))
				odd_list(odd, 2);
			odd_close(odd, "callout");
			break;
		case 2: odd_figure(odd); break;
		case 3: odd_table(odd); break;
		default: odd_block(odd, "p");
		}
		odd_gap(odd);
	}
}

static inline void odd_section(struct odd *odd, unsigned level)
{
	char id[32];
	ODD_TAG(odd, "section", "access", "free", "id", odd_id(odd, "part", id));
	buf_char(odd->out, '>');
	odd_gap(odd);
	odd_block(odd, "title");
	odd_blocks(odd);
	for (unsigned i = level < 3 ? odd_pick(odd, 2) : 0; i > 0; i--)
		odd_section(odd, level + 1);
	odd_close(odd, "section");
	odd_gap(odd);
}

static inline void odd_question(struct odd *odd)
{
	char id[32];
	ODD_TAG(odd, "question", "difficulty", "2", "kind", "single", "objective", "o-one", "id", odd_id(odd, "q", id));
	buf_char(odd->out, '>');
	odd_gap(odd);
	odd_block(odd, "stem");
	for (unsigned i = 1 + odd_pick(odd, 4); i > 0; i--) {
		ODD_TAG(odd, "option", "correct", i == 1 ? "true" : "false");
		buf_char(odd->out, '>');
		odd_text(odd, 3, 0);
		if (odd_pick(odd, 2))
			odd_block(odd, "feedback");
		odd_close(odd, "option");
		odd_gap(odd);
	}
	odd_close(odd, "question");
	odd_gap(odd);
}

static inline void odd_cards(struct odd *odd)
{
	char id[32];
	buf_text(odd->out, "<cards>");
	for (unsigned i = 1 + odd_pick(odd, 3); i > 0; i--) {
		bool cloze = odd_pick(odd, 2);
		odd_gap(odd);
		ODD_TAG(odd, cloze ? "cloze" : "card", "access", "member", "id", odd_id(odd, "c", id));
		buf_char(odd->out, '>');
		if (cloze) {
			odd_text(odd, 4, 1);
			ODD_TAG(odd, "blank", "hint", "a or b", "n", ODD_ONE_OF(odd, "1", "2", "12"));
			buf_char(odd->out, '>');
			odd_text(odd, 2, 1);
			odd_close(odd, "blank");
			odd_text(odd, 4, 1);
		} else {
			odd_block(odd, "front");
			odd_block(odd, "back");
		}
		odd_close(odd, cloze ? "cloze" : "card");
	}
	odd_gap(odd);
	odd_close(odd, "cards");
}

/* Writes the lesson of that number, which must not be 0, to out. */
static inline void odd_lesson(struct buf *out, uint64_t number)
{
	struct odd odd = { .out = out, .state = number * 0x9e3779b97f4a7c15u };
	char id[32];
	buf_clear(out);
	buf_text(out, ODD_ONE_OF(&odd, "", "<?xml version='1.0'?>", "<!-- before -->\n"));
	ODD_TAG(&odd, "lesson", "xml:lang", "en", "id", odd_id(&odd, "odd", id), "reviewed", "2026-11-20", "xmlns",
		"urn:satchel:lesson:1");
	buf_char(out, '>');
	odd_gap(&odd);
	odd_block(&odd, "title");
	odd_block(&odd, "summary");
	buf_text(out, "<objectives><objective id='o-one'>");
	odd_text(&odd, 3, 0);
	buf_text(out, "</objective></objectives>");
	for (unsigned i = 1 + odd_pick(&odd, 3); i > 0; i--)
		odd_section(&odd, 1);
	buf_text(out, "<questions>");
	odd_gap(&odd);
	for (unsigned i = 1 + odd_pick(&odd, 2); i > 0; i--)
		odd_question(&odd);
	buf_text(out, "</questions>");
	odd_gap(&odd);
	odd_cards(&odd);
	buf_text(out, "<glossary>");
	odd_gap(&odd);
	ODD_TAG(&odd, "entry", "id", odd_id(&odd, "g", id));
	buf_char(out, '>');
	odd_block(&odd, "term");
	odd_block(&odd, "definition");
	buf_text(out, "</entry></glossary><sources>");
	odd_gap(&odd);
	ODD_TAG(&odd, "source", "doi", "10.1000/x", "href", "https://example.org/", "id", "s-one");
	buf_char(out, '>');
	odd_text(&odd, 3, 0);
	buf_text(out, "</source></sources></lesson>");
	buf_text(out, ODD_ONE_OF(&odd, "", "\n", "\n<!-- behind -->\n"));
}

#endif
