/* Writes the bench corpus: lessons that are valid, free of findings, varied, and the same for the same
 * seed on every machine.
 *
 *   generate FOLDER [--lessons N] [--seed S] [--kilobytes K]
 *
 * The lessons go into a folder for each subject, the pictures into images/ beside them. Lesson, question,
 * card and entry ids are made of the lesson's number, so they are unique, and links need no memory. */
#include "base/options.h"
#include "prose.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { ENTRIES = 3, OBJECTIVES = 3 };

static void indent(struct writer *w, unsigned depth)
{
	buf_repeat(&w->out, ' ', (size_t)depth * 2);
}

static void list(struct writer *w, unsigned depth, unsigned nesting)
{
	indent(w, depth);
	buf_text(&w->out, below(w, 3) ? "<list>\n" : "<list kind=\"number\">\n");
	for (size_t i = 2 + below(w, 4); i > 0; i--) {
		indent(w, depth + 1);
		buf_text(&w->out, "<item>");
		phrase(w, PICK(w, bullets));
		if (nesting > 0 && below(w, 3) == 0) {
			buf_char(&w->out, '\n');
			list(w, depth + 2, nesting - 1);
			indent(w, depth + 1);
		}
		buf_text(&w->out, "</item>\n");
	}
	indent(w, depth);
	buf_text(&w->out, "</list>\n");
}

static void table(struct writer *w, unsigned depth)
{
	size_t columns = 2 + below(w, 3), first = below(w, COUNT(people));
	indent(w, depth);
	buf_format(&w->out, "<table id=\"t-%u\">\n", ++w->tables);
	indent(w, depth + 1);
	buf_text(&w->out, "<caption>");
	phrase(w, "Course of %t, by group");
	buf_text(&w->out, "</caption>\n");
	for (size_t row = 0, rows = 3 + below(w, 3); row < rows; row++) {
		indent(w, depth + 1);
		buf_text(&w->out, "<row>");
		for (size_t column = 0; column < columns; column++) {
			const char *name = row == 0 || column == 0 ? "header" : "cell";
			buf_format(&w->out, "<%s%s>", name, row > 0 && column == 0 ? " scope=\"row\"" : "");
			phrase(w, row == 0      ? PICK(w, headings)
				  : column == 0 ? people[(first + row) % COUNT(people)]
						: PICK(w, cells));
			buf_format(&w->out, "</%s>", name);
		}
		buf_text(&w->out, "</row>\n");
	}
	indent(w, depth);
	buf_text(&w->out, "</table>\n");
}

static void figure(struct writer *w, unsigned depth)
{
	w->figures++;
	indent(w, depth);
	buf_format(&w->out,
		   "<figure id=\"f-1\" src=\"images/l-%05lu.svg\" alt=\"A curve that rises from left to right\">\n",
		   w->lesson);
	indent(w, depth + 1);
	buf_text(&w->out, "<caption>");
	phrase(w, "Survival in %t over %n months");
	buf_text(&w->out, "</caption>\n");
	indent(w, depth + 1);
	buf_text(&w->out, "<credit licence=\"CC0-1.0\">Drawn for the bench</credit>\n");
	indent(w, depth);
	buf_text(&w->out, "</figure>\n");
}

static void paragraph(struct writer *w, unsigned depth)
{
	indent(w, depth);
	buf_text(&w->out, "<p>");
	for (size_t i = 2 + below(w, 3); i > 0; i--) {
		phrase(w, PICK(w, sentences));
		if (i == 1)
			break;
		buf_char(&w->out, '\n');
		indent(w, depth + 1);
	}
	buf_text(&w->out, "</p>\n");
}

static void block(struct writer *w, unsigned depth)
{
	size_t kind = below(w, 12);
	if (kind < 6) {
		paragraph(w, depth);
	} else if (kind < 9) {
		list(w, depth, 2);
	} else if (kind < 11) {
		indent(w, depth);
		buf_format(&w->out, "<callout kind=\"%s\">", PICK(w, callouts));
		phrase(w, PICK(w, sentences));
		buf_text(&w->out, "</callout>\n");
	} else {
		table(w, depth);
	}
}

static void section(struct writer *w, unsigned level)
{
	indent(w, level);
	buf_format(&w->out, "<section id=\"sec-%u\">\n", ++w->sections);
	indent(w, level + 1);
	buf_format(&w->out, "<title>%s</title>\n", PICK(w, headings));
	if (w->sections == 1 && w->lesson % 3 == 0)
		figure(w, level + 1);
	for (size_t i = 1 + below(w, 2); i > 0; i--)
		block(w, level + 1);
	for (size_t i = level < 3 ? below(w, 3) : 0; i > 0 && w->out.len < w->sections_end; i--)
		section(w, level + 1);
	indent(w, level);
	buf_text(&w->out, "</section>\n");
}

static void question(struct writer *w)
{
	unsigned n = w->questions++;
	bool multiple = below(w, 8) == 0;
	size_t options = 4 + below(w, 2);
	size_t key = below(w, options);
	size_t first = below(w, DRUGS);
	buf_format(&w->out, "    <question id=\"q-%05lu-%u\" kind=\"%s\" objective=\"o-%u\" difficulty=\"%zu\">\n",
		   w->lesson, w->questions, multiple ? "multiple" : "single", n % OBJECTIVES + 1, 1 + below(w, 5));
	if (n % 2 || n >= COUNT(asked_for_drug)) {
		buf_format(&w->out, "      <vignette>Patient %u, %zu years old, has had ", n + 1, 18 + below(w, 70));
		phrase(w, "%s for %n days. Examination shows %f; %x shows %f.</vignette>\n");
	}
	buf_text(&w->out, "      <stem>");
	phrase(w, asked_for_drug[n % COUNT(asked_for_drug)]);
	buf_text(&w->out, "</stem>\n");
	for (size_t i = 0; i < options; i++) {
		bool correct = i == key || (multiple && i == (key + 1) % options);
		buf_format(&w->out, "      <option%s>", correct ? " correct=\"true\"" : "");
		drug(&w->out, first + i * 613); /* 613 steps never repeat a name */
		buf_text(&w->out, "<feedback>");
		phrase(w, correct ? "Right: it %e, and %m is what it acts on.%c" : "Wrong: it %e, but it causes %s.");
		buf_text(&w->out, "</feedback></option>\n");
	}
	buf_text(&w->out, "      <explanation>");
	phrase(w, PICK(w, sentences));
	buf_char(&w->out, ' ');
	phrase(w, PICK(w, sentences));
	buf_text(&w->out, "</explanation>\n    </question>\n");
}

/* When there are more cards than fronts, a number makes them distinct. */
static void card(struct writer *w)
{
	unsigned n = w->cards++;
	bool cloze = n % 3 == 2;
	unsigned nth = cloze ? n / 3 : n - n / 3;
	size_t fronts = cloze ? COUNT(cloze_fronts) : COUNT(card_fronts);
	const char *front = cloze ? cloze_fronts[nth % fronts] : card_fronts[nth % fronts];
	buf_format(&w->out, "    <%s id=\"c-%05lu-%u\">", cloze ? "cloze" : "card", w->lesson, w->cards);
	if (!cloze)
		buf_text(&w->out, "<front>");
	if (nth >= fronts)
		buf_format(&w->out, "(%zu) ", nth / fronts + 1);
	phrase(w, front);
	if (!cloze)
		phrase(w, "</front><back>%d, %q</back>");
	buf_format(&w->out, "</%s>\n", cloze ? "cloze" : "card");
}

static void head(struct writer *w)
{
	buf_format(&w->out,
		   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		   "<lesson xmlns=\"urn:satchel:lesson:1\" id=\"l-%05lu\" xml:lang=\"en-GB\" "
		   "reviewed=\"2025-%02zu-%02zu\">\n",
		   w->lesson, 1 + below(w, 12), 1 + below(w, 28));
	phrase(w, "  <title>A guide to %t</title>\n  <summary>How %t begins, how it shows itself — %s, %s — and what "
		  "helps.</summary>\n");
	buf_text(&w->out, "  <objectives>\n");
	for (unsigned i = 1; i <= OBJECTIVES; i++) {
		buf_format(&w->out, "    <objective id=\"o-%u\">", i);
		phrase(w, i == 1   ? "Recognise %t by %f"
			  : i == 2 ? "Choose between %x and %x"
				   : "Start %d safely in %p");
		buf_text(&w->out, "</objective>\n");
	}
	buf_text(&w->out, "  </objectives>\n");
}

static void tail(struct writer *w)
{
	buf_text(&w->out, "  <glossary>\n");
	for (unsigned i = 1; i <= ENTRIES; i++) {
		buf_format(&w->out, "    <entry id=\"g-%05lu-%u\"><term>", w->lesson, i);
		drug(&w->out, w->lesson * ENTRIES + i - 1);
		buf_text(&w->out, "</term><definition>");
		phrase(w, "A medicine that %e; it acts on %g.</definition></entry>\n");
	}
	buf_text(&w->out, "  </glossary>\n  <sources>\n");
	for (unsigned i = 1; i <= SOURCES; i++) {
		buf_format(&w->out, "    <source id=\"s-%u\" doi=\"10.5555/satchel.%05lu.%u\">%s, %s. ", i, w->lesson,
			   i, PICK(w, authors), PICK(w, authors));
		phrase(w, "%t: a trial in %p. ");
		buf_format(&w->out, "<em>%s</em> %zu;%zu:%zu.</source>\n", PICK(w, journals), 1995 + below(w, 30),
			   1 + below(w, 90), 1 + below(w, 900));
	}
	buf_text(&w->out, "  </sources>\n</lesson>\n");
}

/* A lesson of about that many bytes, a third of them questions and cards. */
static void lesson(struct writer *w, size_t bytes)
{
	w->sections_end = bytes * 50 / 100;
	head(w);
	do
		section(w, 1);
	while (w->out.len < w->sections_end && !buf_failed(&w->out));
	buf_text(&w->out, "  <takeaways>\n");
	for (size_t i = 3; i > 0; i--)
		phrase(w, "    <item>%d %e; %x comes first.</item>\n");
	buf_text(&w->out, "  </takeaways>\n  <questions>\n");
	do
		question(w);
	while (w->out.len < bytes * 76 / 100 && !buf_failed(&w->out));
	buf_text(&w->out, "  </questions>\n  <cards>\n");
	do
		card(w);
	while (w->cards < 5 || (w->out.len < bytes * 85 / 100 && !buf_failed(&w->out)));
	buf_text(&w->out, "  </cards>\n");
	tail(w);
}

static bool make_folder(const char *path)
{
	return mkdir(path, 0777) == 0 || errno == EEXIST;
}

static bool write_file(const char *path, const struct buf *bytes)
{
	FILE *file = fopen(path, "wb");
	if (!file)
		return false;
	bool ok = fwrite(bytes->at, 1, bytes->len, file) == bytes->len;
	return fclose(file) == 0 && ok;
}

static bool write_figure(const char *folder, struct writer *w)
{
	char path[PATH_MAX];
	buf_clear(&w->out);
	buf_format(&w->out,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 60\">\n"
		   "  <path d=\"M5 55 L30.%05lu %zu L60 %zu L95 %zu\" fill=\"none\" stroke=\"black\"/>\n</svg>\n",
		   w->lesson, 40 + below(w, 15), 25 + below(w, 15), 5 + below(w, 15));
	if (snprintf(path, sizeof(path), "%s/images", folder) >= (int)sizeof(path) || !make_folder(path))
		return false;
	if (snprintf(path, sizeof(path), "%s/images/l-%05lu.svg", folder, w->lesson) >= (int)sizeof(path))
		return false;
	return !buf_failed(&w->out) && write_file(path, &w->out);
}

static bool write_lesson(const char *root, unsigned long number, unsigned long lessons, uint64_t seed, size_t bytes)
{
	struct writer w = { .lesson = number,
			    .lessons = lessons,
			    .state = seed + number * UINT64_C(0x632be59bd9b4e019) };
	char folder[PATH_MAX];
	char path[PATH_MAX];
	bool ok = false;
	buf_init(&w.out, BUF_CAP);
	lesson(&w, bytes * (80 + below(&w, 41)) / 100);
	if (buf_failed(&w.out))
		goto out;
	if (snprintf(folder, sizeof(folder), "%s/%s", root, subjects[number % COUNT(subjects)]) >= (int)sizeof(folder))
		goto out;
	if (snprintf(path, sizeof(path), "%s/l-%05lu.xml", folder, number) >= (int)sizeof(path))
		goto out;
	ok = make_folder(folder) && write_file(path, &w.out) && (!w.figures || write_figure(folder, &w));
out:
	buf_release(&w.out);
	return ok;
}

struct generate {
	unsigned lessons, seed, kilobytes;
};

static const struct option_row rows[] = {
	OPT_NUMBER(0, "lessons", "N", 1, 99999, struct generate, lessons, "how many lessons to write; 2000"),
	OPT_NUMBER(0, "seed", "S", 0, UINT_MAX, struct generate, seed, "another seed, other lessons; 1"),
	OPT_NUMBER(0, "kilobytes", "K", 1, 65536, struct generate, kilobytes, "about how large each is; 10"),
	OPT_COMMON,
};

int main(int argc, char **argv)
{
	struct generate generate = { 2000, 1, 10 };
	struct options options;
	enum options_status status = options_read(&options, rows, &generate, argc, argv);
	const char *root = options.operand_count == 1 ? options.operands[0] : NULL;
	bool ok = true;
	int code = 0;
	if (status == OPTIONS_HELP) {
		options_print_help(stdout, "generate FOLDER [options]", "Writes lessons to measure with.", rows);
	} else if (status != OPTIONS_OK || !root) {
		fprintf(stderr, "usage: generate FOLDER [--lessons N] [--seed S] [--kilobytes K]\n");
		code = 2;
	} else {
		ok = make_folder(root);
		for (unsigned long n = 0; ok && n < generate.lessons; n++)
			ok = write_lesson(root, n, generate.lessons, generate.seed, generate.kilobytes * 1024ul);
	}
	if (!ok) {
		fprintf(stderr, "generate: cannot write below '%s'\n", root);
		code = 3;
	}
	options_release(&options);
	return code;
}
