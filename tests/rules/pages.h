/* Shared by the tests of rule pages: the parts of a page, its examples, and the small lesson into which examples are
 * inserted. */
#ifndef TESTS_RULES_PAGES_H
#define TESTS_RULES_PAGES_H

#include "base/buf.h"
#include "check/core/check.h"
#include "../write_file.h"

#include <stdio.h>

/* Where examples go in the small lesson, in order, and what else it contains. */
static const struct {
	const char *elements; /* each with a space on both sides */
	const char *open, *close;
	const char *always; /* present with every example */
} places[] = {
	{ " objective ", "<objectives>", "</objectives>", "<objective id=\"o-lithium\">Give lithium.</objective>" },
	{ " p list callout figure audio video table ", "<section id=\"treatment\"><title>Treatment</title>", "</section>",
	  "<p>Treatment follows diagnosis.</p>" },
	{ " section ", "", "", "" },
	{ " question open-question numeric-question matching-question ordering-question question-set ", "<questions>", "</questions>", NULL },
	{ " card cloze occlusion ", "<cards>", "</cards>", NULL },
	{ " entry ", "<glossary>", "</glossary>", NULL },
	{ " source ", "<sources>", "</sources>", "<source id=\"s-guideline\">A guideline.</source>" },
};
enum { PLACES = sizeof(places) / sizeof(places[0]) };

/* The location of the example's first element; PLACES if it is a whole file. */
static size_t location_of(struct str example)
{
	char name[64];
	if (example.len < 2 || example.at[0] != '<' || example.at[1] == '?')
		return PLACES;
	snprintf(name, sizeof(name), " %.*s ", (int)strcspn(example.at + 1, " >/\n\t"), example.at + 1);
	for (size_t i = 0; i < PLACES; i++)
		if (strstr(places[i].elements, name))
			return i;
	return PLACES;
}

/* Appends the small lesson, with the texts that are not NULL at their locations. */
static void small_lesson(struct buf *out, struct str id, const struct str texts[PLACES])
{
	buf_format(out,
		   "<lesson xmlns=\"urn:satchel:lesson:1\" id=\"%.*s\" xml:lang=\"en\" reviewed=\"2026-11-20\">\n"
		   "<title>Example</title><summary>It shows a rule.</summary>\n",
		   STR_ARG(id));
	for (size_t i = 0; i < PLACES; i++) {
		if (!texts[i].at && !places[i].always)
			continue;
		buf_format(out, "%s%s\n", places[i].open, places[i].always ? places[i].always : "");
		buf_str(out, texts[i]);
		buf_format(out, "%s\n", places[i].close);
	}
	buf_text(out, "</lesson>\n");
}

/* The text below a heading, which is given with its line ends, up to the next heading; STR_NONE if the page lacks
 * it. */
static struct str part_below(const char *page, const char *heading)
{
	const char *at = strstr(page, heading);
	if (!at) {
		printf("#   the page lacks \"%.*s\"\n", (int)strlen(heading) - 2, heading + 1);
		return STR_NONE;
	}
	at += strlen(heading);
	const char *end = strstr(at, "\n## ");
	return (struct str){ at, end ? (size_t)(end - at) : strlen(at) };
}

/* The next block at or after *at and before end that starts with fence, such as "```xml\n"; STR_NONE if there is
 * none. */
static struct str next_fenced(const char **at, const char *end, const char *fence)
{
	const char *start = *at ? strstr(*at, fence) : NULL;
	if (!start || start >= end)
		return STR_NONE;
	start += strlen(fence);
	const char *stop = strstr(start, "\n```");
	if (!stop)
		return STR_NONE;
	*at = stop + 4;
	return (struct str){ start, (size_t)(stop - start) + 1 };
}

static struct str next_block(const char **at, const char *end)
{
	return next_fenced(at, end, "```xml\n");
}

/* Whether there is text below the heading. */
static bool has_part(const char *page, const char *heading)
{
	struct str part = part_below(page, heading);
	if (part.at && part.len <= 20)
		printf("#   no text below \"%.*s\"\n", (int)strlen(heading) - 2, heading + 1);
	return part.len > 20;
}

/* Whether the page has its title, why, and what to do. */
static bool has_frame(const char *page, enum rule_id rule)
{
	char title[128];
	int len = snprintf(title, sizeof(title), "# %s\n\n", rule_get(rule)->name);
	bool good = strncmp(page, title, (size_t)len) == 0;
	if (!good)
		printf("#   the page does not begin with \"# %s\"\n", rule_get(rule)->name);
	good = has_part(page, "\n## Why\n") && good;
	return has_part(page, "\n## Remedy\n") && good;
}

#endif
