/* Generates sentences from word tables with a small grammar and seeded random numbers. */
#ifndef BENCH_PROSE_H
#define BENCH_PROSE_H

#include "base/buf.h"
#include "words.h"

#include <inttypes.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { SOURCES = 4 };

static const struct table {
	char code;
	const char *const *words;
	size_t count;
} tables[] = {
	{ 's', symptoms, COUNT(symptoms) }, { 'f', findings, COUNT(findings) }, { 'g', molecules, COUNT(molecules) },
	{ 'o', organs, COUNT(organs) },	    { 'p', people, COUNT(people) },	{ 'x', tests, COUNT(tests) },
	{ 'q', doses, COUNT(doses) },	    { 'e', effects, COUNT(effects) },	{ 'm', mechanisms, COUNT(mechanisms) },
	{ 'b', stresses, COUNT(stresses) },
};

struct writer {
	struct buf out;
	uint64_t state;		    /* of the random numbers */
	size_t last[COUNT(tables)]; /* the last pick from each table, so that no word is repeated at once */
	unsigned long lesson;	    /* its number */
	unsigned long lessons;	    /* the number of lessons */
	size_t sections_end;	    /* the length at which the sections end */
	unsigned sections, questions, cards, figures, tables;
};

/* splitmix64 */
static uint64_t random_next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static size_t below(struct writer *w, size_t limit)
{
	return (size_t)(random_next(&w->state) % limit);
}

static const char *pick(struct writer *w, const char *const *words, size_t count)
{
	return words[below(w, count)];
}
#define PICK(w, words) pick((w), (words), COUNT(words))

/* A distinct name for each number below the product of the table sizes; a stage is added to larger numbers. */
static void topic(struct buf *out, unsigned long number)
{
	size_t all = COUNT(onsets) * COUNT(roots) * COUNT(endings) * COUNT(forms);
	size_t n = number % all * 30011 % all; /* 30011 has no factor in common with all, so n is distinct */
	buf_format(out, "%s ", onsets[n % COUNT(onsets)]);
	n /= COUNT(onsets);
	buf_text(out, roots[n % COUNT(roots)]);
	n /= COUNT(roots);
	buf_format(out, "%s ", endings[n % COUNT(endings)]);
	n /= COUNT(endings);
	buf_text(out, forms[n]);
	if (number >= all)
		buf_format(out, ", stage %lu", number / all + 1);
}

enum { DRUGS = COUNT(drug_starts) * COUNT(drug_middles) * COUNT(drug_endings) };

static void drug(struct buf *out, size_t number)
{
	size_t n = number % DRUGS;
	buf_text(out, drug_starts[n % COUNT(drug_starts)]);
	n /= COUNT(drug_starts);
	buf_text(out, drug_middles[n % COUNT(drug_middles)]);
	n /= COUNT(drug_middles);
	buf_text(out, drug_endings[n]);
}

/* A link to a section of this lesson, or to a lesson, question or entry of any. */
static void cross_link(struct writer *w)
{
	unsigned long other = (unsigned long)below(w, w->lessons);
	switch (below(w, 5)) {
	case 0: buf_format(&w->out, "<link to=\"sec-1\">the overview</link>"); break;
	case 1: buf_format(&w->out, "<link to=\"q-%05lu-1\">a question on it</link>", other); break;
	case 2: buf_format(&w->out, "<link to=\"g-%05lu-1\">the glossary</link>", other); break;
	case 3:
		buf_format(&w->out, "<link href=\"https://example.org/review/%zu\">a review</link>", below(w, 100000));
		break;
	default:
		buf_format(&w->out, "<link to=\"l-%05lu\">", other);
		topic(&w->out, other);
		buf_text(&w->out, "</link>");
	}
}

static void range(struct writer *w)
{
	size_t first = 2 + below(w, 48);
	buf_format(&w->out, "%zu–%zu", first, first + 1 + below(w, 48));
}

/* Writes a phrase and replaces each % and its letter by a random phrase, in which % is replaced too. */
static void phrase(struct writer *w, const char *text)
{
	for (const char *p = text; *p; p++) {
		if (*p != '%') {
			buf_char(&w->out, *p);
			continue;
		}
		switch (*++p) {
		case '%': buf_char(&w->out, '%'); continue;
		case 'n': buf_format(&w->out, "%zu", 2 + below(w, 97)); continue;
		case 'r': range(w); continue;
		case 'y': buf_format(&w->out, "%zu", 1995 + below(w, 30)); continue;
		case 't': topic(&w->out, w->lesson); continue;
		case 'd': drug(&w->out, below(w, DRUGS)); continue;
		case 'l': cross_link(w); continue;
		case 'c':
			buf_format(&w->out, "<cite source=\"s-%zu\"%s/>", 1 + below(w, SOURCES),
				   below(w, 3) ? "" : " at=\"table 2\"");
			continue;
		default: break;
		}
		for (size_t i = 0; i < COUNT(tables); i++) {
			if (tables[i].code != *p)
				continue;
			size_t n = below(w, tables[i].count);
			if (n == w->last[i])
				n = (n + 1) % tables[i].count;
			w->last[i] = n;
			phrase(w, tables[i].words[n]);
		}
	}
}

#endif
